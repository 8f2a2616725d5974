"""The five real tables, taken into the ledger, come out of it as bulletins in the same layout.

Cell by cell the files hold the words of the source's table; read back they give the same rows.
"""

import io
import json
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import jiannuo
from jiannuo.bulletins.actions.draft import draft
from jiannuo.bulletins.layouts import words_of
from jiannuo.bulletins.models import Bulletin, BulletinKind, Layout
from jiannuo.bulletins.paper import paper_of, render_bulletin
from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import Document, Table
from jiannuo.core.rendering.arranging import named
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actor import machine
from jiannuo.directory.models import PlaceLevel
from jiannuo.ledger.periods import span_of
from tests.core.rendering.comparing import SAMPLES, rows_of
from tests.personae import imported

pytestmark = pytest.mark.django_db

JOINTS = re.compile(r"[\s、，,；;（）()]")
OPEN_END = re.compile(r"等(?:部门|单位)?$")
LAYOUTS = {
    "000": ["重点工作任务清单进展表"],
    "001": ["季度工作目标推进表"],
    "002": ["重点项目进展问题表"],
    "003": ["年度任务责任分解立项表", "民生实事责任分解表"],
    "004": ["年度目标任务通报表"],
}


OTHERWISE = {
    "000": {(3, "重点工作任务清单"), (4, "重点工作任务清单"), (4, "月度计划")},
    "004": {(35, "责任单位"), (46, "完成情况")},
}
"""Cells that say the same in other words, by row: 一季项目目标 for 一季度目标, 7月-8月 for 7-8月, a stray 局 in
a list of names, a colon behind the verdict."""
WHOLE_ROWS = {"000", "001", "004"}
"""Seeds whose rows stand whole in their source; 002 and 003 have merged cells, read back below."""


@pytest.fixture(params=SAMPLES, ids=lambda path: path.name[:3])
def sample(request: pytest.FixtureRequest, home: Any) -> Document:
    found: Document = jiannuo.read(request.param)
    return found


def bulletins_on(sample: Document) -> list[Bulletin]:
    """Take a document in, and draft a bulletin on each plan that it gave, in the seed's layout."""
    place = create_place(machine(), name="清河区", level=PlaceLevel.COUNTY)
    plans = list(dict.fromkeys(one.task.plan for one in imported(place, sample)))
    layouts = LAYOUTS[sample.source[:3]]
    return [
        draft(
            machine(),
            plan,
            BulletinKind.WHOLE,
            span_of(sample.period),
            layout=Layout.objects.get(place=None, name=name),
        )
        for plan, name in zip(plans, layouts, strict=True)
    ]


def test_each_seeds_table_comes_out_of_the_ledger_cell_by_cell(sample: Document) -> None:
    seed = sample.source[:3]
    wanted = [table for table in sample.tables if table.rows]
    for bulletin, table in zip(bulletins_on(sample), wanted, strict=True):
        assert paper_of(bulletin).notes == ()
        content = render_bulletin(bulletin, "docx").content
        head, cells = cells_of(content)
        words = words_of(bulletin.place, bulletin.year, span_of(sample.period))
        assert bulletin.layout is not None
        heads = [named(one["header"], words) for one in bulletin.layout.columns]
        assert head == [plain(one.rsplit("/", 1)[-1]) for one in heads]
        if seed in WHOLE_ROWS:
            assert differences(cells, table) == OTHERWISE.get(seed, set())
        for kind in ("docx", "xlsx", "html", "pdf"):
            again = read_bytes(render_bulletin(bulletin, kind).content, f"通报.{kind}")
            got = [rows for rows in rows_of(again, without=("items",)) if rows]
            # Printed pages do not tell the end of a line from its breaking.
            said = flat if kind == "pdf" else list
            assert [said(rows) for rows in got] == [said(rows_of_table(table))], kind


def flat(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return rows without breaks of lines and spaces."""
    return [
        {
            name: plain(json.dumps(value, ensure_ascii=False).replace("\\n", ""))
            for name, value in row.items()
        }
        for row in rows
    ]


def differences(cells: list[list[str]], table: Table) -> set[tuple[int, str]]:
    """Return the cells whose words differ from the source's, rows counted from 1."""
    found = set()
    for number, (line, row) in enumerate(zip(cells, table.rows, strict=True), start=1):
        for column, mine, theirs in zip(table.columns, line, row.raw_cells, strict=True):
            same = named_alike if column.field in {"units", "leaders"} else said_alike
            if not same(mine, theirs):
                found.add((number, column.header))
    return found


def said_alike(mine: str, theirs: str) -> bool:
    return plain(mine) == plain(theirs)


def named_alike(mine: str, theirs: str) -> bool:
    """Whether the same names stand there: one source parts them by lines, another by marks.

    An open end (等) is no name; the ledger keeps names.
    """
    return JOINTS.sub("", mine) == OPEN_END.sub("", JOINTS.sub("", theirs))


def plain(text: str) -> str:
    return "".join(text.split())


def rows_of_table(table: Table) -> list[dict[str, Any]]:
    document = Document(source="", tables=(table,))
    return rows_of(document, without=("items",))[0]


def cells_of(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the head's last line and the rows of the widest table, merged cells told in each row."""
    word = docx.Document(io.BytesIO(content))
    table = max(word.tables, key=lambda one: len(one._tbl.tr_lst))._tbl
    lines: list[list[str]] = []
    heads = 0
    for row in table.tr_lst:
        line: list[str] = []
        for cell in row.tc_lst:
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
            text = "".join(piece.text or "" for piece in cell.iter(qn("w:t")))
            line += [lines[-1][len(line)] if goes_on else plain(text)] * cell.grid_span
        heads += row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None
        lines.append(line)
    return lines[heads - 1], lines[heads:]


def test_the_bulletin_on_may_counts_as_the_table_does(home: Any) -> None:
    [may] = [path for path in SAMPLES if path.name.startswith("004")]
    [bulletin] = bulletins_on(jiannuo.read(may))
    _, cells = cells_of(render_bulletin(bulletin, "docx").content)
    verdicts = [line[3].partition("。")[0] for line in cells]
    told = "".join(block["text"] for block in bulletin.content["blocks"])
    for word, count in (("完成", 106), ("部分完成", 15), ("未完成", 3)):
        assert verdicts.count(word) == count
        assert re.search(rf"(?<!部分)(?<!未){word}{count}项", told)
