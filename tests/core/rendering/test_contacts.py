"""Telephone numbers travel with an export only where somebody asks for them."""

import pytest

from jiannuo.core.mapping import read_bytes
from jiannuo.core.rendering import render

TABLE = (
    "2025年重点任务清单\n\n"
    "序号\t重点任务\t责任单位\t责任人\t联系人及电话\n"
    "1\t修路25公里\t县交通局\t王海涛\t李伟 0393-5550101\n"
    "2\t造林300亩\t县林业局\t赵明 13900000000\t孙凯 13800000000\n"
)


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "html", "json"])
def test_an_export_names_people_but_not_their_telephones(form: str) -> None:
    document = read_bytes(TABLE.encode(), "清单.txt")
    back = read_bytes(render(document, form), f"清单.{form}")
    rows = list(back.rows())
    assert [row.task for row in rows] == ["修路25公里", "造林300亩"]
    assert rows[0].principal == "王海涛"
    written = str(back)
    assert not any(number in written for number in ("5550101", "13900000000", "13800000000"))


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "json"])
def test_who_asks_for_them_gets_them(form: str) -> None:
    document = read_bytes(TABLE.encode(), "清单.txt")
    back = read_bytes(render(document, form, contacts=True), f"清单.{form}")
    assert next(back.rows()).contact == "李伟0393-5550101"
