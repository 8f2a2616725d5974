"""Numbers that Word counts by itself are numbers that people see."""

import pytest

from jiannuo.core.readers import read_raw
from tests.core.readers.office_files import cell, docx_of, paragraph, table


def level(depth: int, form: str, label: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{label}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def lines(body: str, parts: str, styles: str = "") -> list[str]:
    data = docx_of(body, numbering=parts, styles=styles)
    return [found.text for found in read_raw(data, "样.docx").paragraphs()]


def test_numbers_count_on_and_begin_anew_below() -> None:
    levels = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"))
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁") + item("戊", 1)
    assert lines(body, levels) == ["一、甲", "一.1乙", "一.2丙", "二、丁", "二.1戊"]


def test_a_label_that_ends_in_a_digit_keeps_apart_from_the_text() -> None:
    assert lines(item("24年计划"), numbering(level(0, "decimal", "%1"))) == ["1 24年计划"]


def test_legal_numbering_is_arabic_throughout() -> None:
    levels = numbering(
        level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2.", more="<w:isLgl/>")
    )
    assert lines(item("甲") + item("乙", 1), levels) == ["一、甲", "1.1.乙"]


def test_a_list_that_restarts_begins_anew() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    parts = numbering(level(0, "decimal", "%1."), more=again)
    body = item("甲") + item("乙") + item("丙", number=2) + item("丁", number=2)
    assert lines(body, parts) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_numbering_comes_with_a_style() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="列"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = paragraph("甲", '<w:pStyle w:val="列"/>') + paragraph("乙", '<w:pStyle w:val="列"/>')
    assert lines(body, numbering(level(0, "decimal", "%1.")), styles) == ["1.甲", "2.乙"]


def test_a_serial_number_column_without_any_text_is_read() -> None:
    numbered = f"<w:tc>{item('')}</w:tc>"
    body = table(numbered + cell("修路"), numbered + cell("架桥"))
    data = docx_of(body, numbering=numbering(level(0, "decimal", "%1")))
    (grid,) = read_raw(data, "样.docx").tables()
    assert [c.text for c in grid.cells] == ["1", "修路", "2", "架桥"]


def test_bullets_are_no_numbers() -> None:
    assert lines(item("甲"), numbering(level(0, "bullet", ""))) == ["甲"]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 105, "一百零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 1, "子"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("upperLetter", 3, "C"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("anythingElse", 5, "5"),
    ],
)
def test_the_ways_of_counting(form: str, number: int, shown: str) -> None:
    assert lines(item("文"), numbering(level(0, form, "%1、", start=number))) == [f"{shown}、文"]
