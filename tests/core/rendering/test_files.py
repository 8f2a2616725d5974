"""The files themselves: safe to open, ready to print, the same every time."""

import io
import zipfile

import docx
import openpyxl
import pytest

from jiannuo.core.readers import read_raw
from jiannuo.core.records import Column, Document, Row, Table
from jiannuo.core.rendering import FORMATS, Unrenderable, render
from jiannuo.core.rendering.csv import guarded

COLUMNS = (
    Column(header="序号", field="number"),
    Column(header="季度目标/一季度", field="quarter_targets.1"),
    Column(header="季度目标/二季度", field="quarter_targets.2"),
    Column(header="备注", field="remarks"),
)


def ledger(*remarks: str) -> Document:
    rows = tuple(
        Row(number=str(n), quarter_targets={"1": "开工。", "2": "完成。"}, remarks=text)
        for n, text in enumerate(remarks, start=1)
    )
    return Document(
        source="x",
        title="2023年重点工作台账",
        year=2023,
        tables=(Table(columns=COLUMNS, rows=rows),),
    )


ATTACKS = [
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "'=1",
    "''平常",
    "-5%",
    "+3.2",
]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_document_gives_the_same_bytes(form: str) -> None:
    assert render(ledger("一", "二"), form) == render(ledger("一", "二"), form)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="不支持导出为“wps”，可选：docx、xlsx、csv、json、html"):
        render(ledger("一"), "wps")


def test_a_workbook_holds_texts_never_formulas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(ledger(*ATTACKS), "xlsx")))
    values = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]  # type: ignore[union-attr]  # a sheet there is
    assert not [cell for cell in values if cell.data_type == "f"]
    assert [cell.value for cell in values if cell.column == 4][-len(ATTACKS) :] == ATTACKS
    numbers = [cell.value for cell in values if cell.column == 1][-len(ATTACKS) :]
    assert numbers == list(range(1, len(ATTACKS) + 1))


def test_a_spreadsheet_that_opens_the_csv_computes_nothing_and_the_texts_read_back() -> None:
    data = render(ledger(*ATTACKS), "csv")
    for line in data.decode("utf-8-sig").splitlines():
        last = line.rsplit(",", 1)[-1].strip('"')
        assert not last.startswith(("=", "@", "\t", "＝")) or last in ATTACKS[-2:]
    (grid,) = read_raw(data, "台账.csv").tables()
    back = [cell.text for cell in grid.cells if cell.column == 3][2:]
    assert back == [text.strip() for text in ATTACKS]


@pytest.mark.parametrize("text", ["-5%", "+3.2", "平常", "'平常", ""])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(
        Unrenderable, match="超过 Excel 单元格 32767 字的上限，请改为导出 docx 或 csv"
    ):
        render(ledger("长" * 32_768), "xlsx")
    assert "长" * 32_768 in render(ledger("长" * 32_768), "csv").decode()


def test_the_word_table_is_landscape_with_its_header_on_every_page() -> None:
    word = docx.Document(io.BytesIO(render(ledger("一"), "docx")))
    section = word.sections[0]
    assert section.page_width > section.page_height
    xml = (
        zipfile.ZipFile(io.BytesIO(render(ledger("一"), "docx"))).read("word/document.xml").decode()
    )
    assert xml.count("<w:tblHeader/>") == 2
    assert "w:cantSplit" not in xml
    assert "方正小标宋简体" in xml
    assert word.paragraphs[0].text == "2023年重点工作台账"


def test_the_workbook_prints_in_landscape_with_its_header_on_every_page() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(ledger("一"), "xlsx")))
    sheet = book.active
    assert sheet.page_setup.orientation == "landscape"  # type: ignore[union-attr]  # a sheet there is
    assert sheet.print_title_rows == "$2:$3"  # type: ignore[union-attr]
    assert [str(r) for r in sheet.merged_cells.ranges if r.min_row == 1] == ["A1:D1"]  # type: ignore[union-attr]


def test_sheets_have_names_that_excel_allows_each_once() -> None:
    tables = tuple(
        Table(columns=COLUMNS, rows=(Row(number="1", remarks="一"),), caption=caption)
        for caption in ("附件1 甲表", "附件1 乙表", None, "附件3：[丙]/表?")
    )
    book = openpyxl.load_workbook(io.BytesIO(render(Document(source="x", tables=tables), "xlsx")))
    assert book.sheetnames == ["附件1", "附件1-2", "表3", "表4"]


def test_a_document_without_tables_still_makes_a_file() -> None:
    for form in FORMATS:
        assert render(Document(source="x", title="2023年台账"), form)


def test_the_page_escapes_what_would_be_markup() -> None:
    page = render(ledger("<script>alert(1)</script> & 更多"), "html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
