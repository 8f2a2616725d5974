"""Delimited text: whatever parts the fields, and whatever encodes them."""

import pytest

from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.tables import Paragraph, RawDocument


def read(text: str, name: str = "台账.csv", encoding: str = "utf-8") -> RawDocument:
    return read_raw(text.encode(encoding), name)


def cells(document: RawDocument) -> list[str]:
    (grid,) = document.tables()
    return [c.text for c in grid.cells]


def outline(document: RawDocument) -> list[str | tuple[int, int]]:
    return [b.text if isinstance(b, Paragraph) else (b.height, b.width) for b in document.blocks]


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    lines = [
        ["序号", "任务", "单位"],
        ["1", "新建公园，绿化", "区城管局"],
        ["2", "修路", "区住建局"],
    ]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    assert cells(read(text, encoding=encoding)) == [field for line in lines for field in line]


def test_big5_is_told_from_gbk() -> None:
    text = "序號,任務,責任單位\n1,新建學校三所,教育局\n2,修築道路二十五條,交通局\n"
    assert "新建學校三所" in cells(read(text, encoding="big5"))


def test_tsv_says_by_its_name_what_parts_the_fields() -> None:
    assert cells(read("序号\t任务,内容\n1\t修路,架桥\n", "台账.tsv")) == [
        "序号",
        "任务,内容",
        "1",
        "修路,架桥",
    ]


def test_quotes_hold_delimiters_quotes_and_lines() -> None:
    assert (
        cells(read('序号,进展\n1,"第一行\n他说""好"", 已完成"\n'))[3] == '第一行\n他说"好", 已完成'
    )


def test_lines_around_the_table_are_paragraphs() -> None:
    text = "重点工作台账\n填报单位：区住建局,填报时间：5月\n序号,任务\n1,修路\n\n填报人：张三\n"
    assert outline(read(text)) == [
        "重点工作台账",
        "填报单位：区住建局　　填报时间：5月",
        (2, 2),
        "填报人：张三",
    ]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'-", "-"),
        ("'平常", "'平常"),
        ("-3.5%", "-3.5%"),
        ("'＝A1", "＝A1"),
    ],
)
def test_the_guard_against_formulas_is_taken_off(field: str, text: str) -> None:
    assert cells(read(f"序号,任务\n1,{field}\n"))[3] == text


def test_a_quote_never_closed_is_told_with_its_line() -> None:
    with pytest.raises(Unreadable, match="引号不成对"):
        read('序号,任务\n1,"修路\n')


def test_a_file_of_nothing_but_delimiters_is_refused() -> None:
    line = ",".join("1" if n % 400 == 0 else "" for n in range(9000))
    text = "\n".join("," * n + line for n in range(0, 4000, 2))
    with pytest.raises(Unreadable, match="列数多得不正常"):
        read(text)
