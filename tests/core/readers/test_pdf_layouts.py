"""Tables set in any layout, over any page breaks, come back cell for cell."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiannuo.core.readers import read_raw
from jiannuo.core.tables import Paragraph, Table
from tests.core.readers.pdf_files import A4, A4_ACROSS, Cell, Setting, table_pdf
from tests.core.rendering.ledgers import sentences

_UNITS = ("区住建局", "区财政局", "区水务局", "城南街道", "山兴集团")
_NAMES = ("张建国", "李明", "王海燕", "刘松")
_CATEGORIES = ("城市更新", "民生保障", "产业发展", "生态环境")


@st.composite
def _rows(draw: st.DrawFn, *, merged: bool) -> list[list[Cell]]:
    """Draw a header and 4 to 14 rows: number, perhaps a merged category, task, progress, units."""
    names = ["序号", *(["类别"] if merged else []), "工作任务", "进展情况", "牵头领导", "责任单位"]
    rows = [[Cell(name) for name in names]]
    number = 0
    for group in range(draw(st.integers(2, 5))):
        together = draw(st.integers(2, 3)) if merged else 1
        category = _CATEGORIES[group % len(_CATEGORIES)]
        for place in range(together):
            number += 1
            row = [Cell(str(number))]
            if merged and place == 0:
                row.append(Cell(category, rows=together))
            row += [
                Cell(draw(sentences(1))),
                Cell(draw(sentences(4))),
                Cell(draw(st.sampled_from(_NAMES))),
                Cell(
                    "\n".join(
                        draw(st.lists(st.sampled_from(_UNITS), min_size=1, max_size=3, unique=True))
                    )
                ),
            ]
            rows.append(row)
    return rows


@st.composite
def _documents(draw: st.DrawFn, *, ruled: bool = True) -> tuple[list[list[Cell]], Setting]:
    merged = ruled and draw(st.booleans())
    page = draw(st.sampled_from([A4, A4_ACROSS]))
    share = [1.0, *([2.0] if merged else []), 4.0, 6.0, 1.8, 2.4]
    gutter = 3.0 if ruled else 8.0
    room = page[0] - 80
    setting = Setting(
        widths=[room * part / sum(share) for part in share],
        size=draw(st.sampled_from([9.0, 10.5, 12.0])),
        padding=draw(st.sampled_from([2.0, 5.4])) if ruled else gutter,
        page=page,
        repeats_header=draw(st.booleans()),
        splits_rows=ruled and draw(st.booleans()),
        ruled=ruled,
        filled_rules=draw(st.booleans()),
        numbers_pages=draw(st.booleans()),
        title=draw(st.sampled_from(["", "2023年重点工作任务进展情况一览表"])),
        leading=draw(st.sampled_from([1.2, 1.5])),
    )
    return draw(_rows(merged=merged)), setting


def _tight(text: str) -> str:
    return "".join(text.split())


def _placed(rows: list[list[Cell]]) -> dict[tuple[int, int], tuple[str, int]]:
    """Give for each cell its text and how many rows it covers."""
    placed: dict[tuple[int, int], tuple[str, int]] = {}
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        column = 0
        for cell in row:
            while (top, column) in taken:
                column += 1
            placed[top, column] = (_tight(cell.text), cell.rows)
            taken.update((down, column) for down in range(top, top + cell.rows))
            column += 1
    return placed


def _came_back(data: bytes, rows: list[list[Cell]], setting: Setting) -> None:
    document = read_raw(data, "表.pdf")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    found = {(c.row, c.column): (_tight(c.text), c.row_span) for c in tables[0].cells}
    assert found == _placed(rows)
    titles = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert titles == ([setting.title] if setting.title else [])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(_documents())
def test_ruled_tables_of_any_layout(drawn: tuple[list[list[Cell]], Setting]) -> None:
    _came_back(table_pdf(*drawn), *drawn)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(_documents(ruled=False))
def test_tables_without_rules(drawn: tuple[list[list[Cell]], Setting]) -> None:
    _came_back(table_pdf(*drawn), *drawn)
