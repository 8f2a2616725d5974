"""Old workbooks (xls): every value as the sheet shows it, also after LibreOffice wrote the file."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from jiannuo.core.mapping import read_bytes
from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.rendering import render
from jiannuo.core.tables import MarkKind, RawDocument
from tests.core.readers.converted import converted
from tests.core.rendering.comparing import SAMPLES, rows_of

pytestmark = pytest.mark.office


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    for row in (
        ["2023年重点工作台账"],
        ["序号", "任务", "完成率", "金额", "日期", "责任单位"],
        [1, "修路", 0.4567, 12345.678, dt.date(2023, 5, 8), "区住建局"],
        [2, "架桥", 0.055, 35000, dt.date(2023, 6, 1), "区水务局"],
        [3, "绿化", 1, "=D3+D4", dt.date(2023, 6, 30), None],
        [4, "清淤", -0.012, "=1/0", True, "区水务局"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("F4:F5")
    for cell, code in {
        "C3": "0.00%", "C4": "0.0%", "C5": "0%", "C6": "0.0%", "D3": "#,##0.00", "D4": '0"万元"',
        "E3": 'yyyy"年"m"月"d"日"', "E4": "yyyy-mm-dd", "E5": "yyyy/m/d",
    }.items():  # fmt: skip
        sheet[cell].number_format = code
    sheet["F3"].font = Font(bold=True)
    sheet["B4"].font = Font(color="FFFF0000", strike=True)
    sheet["B3"].comment = Comment("请核实", "张三")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    draft = book.create_sheet("底稿")
    draft.append(["序号", "任务"])
    draft.append([1, "旧任务"])
    draft.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> RawDocument:
    return read_raw(
        converted(tmp_path_factory.mktemp("xls"), "t.xlsx", workbook(), "xls"), "台账.xls"
    )


def grid(document: RawDocument, number: int = 0) -> list[list[str]]:
    table = list(document.tables())[number]
    return [[cell.text if cell else "" for cell in row] for row in table.grid]


def test_a_value_is_what_the_cell_shows_and_never_what_it_stores(document: RawDocument) -> None:
    assert document.format == "xls"
    assert [paragraph.text for paragraph in document.paragraphs()] == ["2023年重点工作台账"]
    assert grid(document) == [
        ["序号", "任务", "完成率", "金额", "日期", "责任单位"],
        ["1", "修路", "45.67%", "12,345.68", "2023年5月8日", "区住建局"],
        ["2", "架桥", "5.5%", "35000万元", "2023-06-01", "区水务局"],
        ["3", "绿化", "100%", "47345.678", "2023/6/30", "区水务局"],
        ["4", "清淤", "-1.2%", "#DIV/0!", "TRUE", "区水务局"],
    ]


def test_merged_cells_and_looks_are_kept_and_cells_cited_as_the_sheet_counts(
    document: RawDocument,
) -> None:
    cells = {cell.text: cell for cell in next(document.tables()).cells}
    merged = [c for c in next(document.tables()).cells if c.row_span == 2]
    assert [(cell.text, cell.row) for cell in merged] == [("区水务局", 2)]
    assert [mark.kind for mark in cells["区住建局"].marks] == [MarkKind.BOLD]
    assert {mark.kind for mark in cells["架桥"].marks} == {MarkKind.STRUCK, MarkKind.COLOUR}
    place = cells["修路"].citation
    assert (place.sheet, place.row, place.column) == ("台账", 3, 2)


def test_what_is_hidden_wrong_or_beside_the_cells_is_said(document: RawDocument) -> None:
    assert [one for one in document.warnings if "隐藏" in one] == [
        "工作表“台账”的第 5 行是隐藏的，已一并读入，请核对是否需要。",
        "工作表“台账”的 D 列是隐藏的，已一并读入，请核对是否需要。",
        "工作表“底稿”是隐藏的，已一并读入，请核对是否需要。",
    ]
    assert any("D6（#DIV/0!）" in one for one in document.warnings)
    assert any("B3 的批注" in one and "请核实" in one for one in document.warnings)


@pytest.mark.parametrize("seed", SAMPLES, ids=lambda path: path.name[:3])
def test_a_real_ledger_as_xls_gives_the_rows_of_its_text(seed: Path, tmp_path: Path) -> None:
    original = read_bytes(seed.read_bytes(), seed.name)
    data = converted(tmp_path, "a.xlsx", render(original, "xlsx"), "xls")
    assert rows_of(read_bytes(data, "a.xls")) == rows_of(original)


def test_a_damaged_one_is_told(document: RawDocument, tmp_path: Path) -> None:
    data = converted(tmp_path, "t.xlsx", workbook(), "xls")
    with pytest.raises(Unreadable, match="已损坏"):
        read_raw(data[: len(data) // 2], "台账.xls")
