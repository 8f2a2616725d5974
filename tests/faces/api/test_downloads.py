"""The files: read back, they say what the interface says; nothing in them is computed."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel

from jiannuo.api import downloads
from jiannuo.core.readers import read_raw
from jiannuo.publishing.models import published
from jiannuo.publishing.models.published import PublicTask
from jiannuo.publishing.opendata import dictionary, records
from jiannuo.publishing.opendata.files import FILES
from jiannuo.publishing.opendata.tables import TABLES
from tests.faces.api.conftest import Stranger
from tests.public_ledger import Published

PLAN = "plans/qinghe/2023-report/files"


def _rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_holds_what_the_interface_says(sample: Published, stranger: Stranger) -> None:
    rows = _rows(stranger.file(f"{PLAN}/tasks.csv"))
    said = stranger.read("tasks", plan="2023-report")["tasks"]
    assert [(one["任务编号"], one["任务"], one["完成情况代码"]) for one in rows] == [
        (one["id"], one["wording"], one["result"]) for one in said
    ]
    assert rows[0]["分期目标"] == "二季度目标：改造管网6公里。\n5月目标：改造管网5公里。"
    assert rows[1]["责任单位"] == "区住建局（牵头）\n区财政局（配合）"
    assert rows[0]["发布时间"] == "2023-06-12T09:30:00+08:00"
    assert rows[0]["引用文字"] == said[0]["citation"]["text"]


def test_each_part_of_a_promise_has_its_table(sample: Published, stranger: Stranger) -> None:
    answering = _rows(stranger.file(f"{PLAN}/organisations.csv"))
    assert [(one["任务编号"], one["单位"], one["是否牵头"]) for one in answering[1:3]] == [
        (sample.land.permanent, "区住建局", "是"),
        (sample.land.permanent, "区财政局", "否"),
    ]
    progress = _rows(stranger.file(f"{PLAN}/progress.csv"))
    assert [(one["时期"], one["进展情况"]) for one in progress[:2]] == [
        ("5月", "供热管网改造完成5.2公里。"),
        ("4月", "改造管网3.6公里。"),
    ]
    figures = _rows(stranger.file(f"{PLAN}/figures.csv"))
    assert [one["完成数值"] for one in figures] == ["3.6", "5.2"]
    [change] = _rows(stranger.file(f"{PLAN}/changes.csv"))
    assert (change["调整日期"], change["批准人"]) == ("2023-04-20", "周明远")
    assert _rows(stranger.file("places/qinghe/files/tasks.csv"))[-1]["任务编号"] == (
        sample.canteens.permanent
    )


@pytest.mark.parametrize("words", ["=1+1", "-5+3", "+A1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_text_is_computed_by_the_program_that_opens_it(
    sample: Published, stranger: Stranger, words: str
) -> None:
    PublicTask.objects.filter(pk=sample.heating.pk).update(wording=words, sector='a,"b"\nc')
    data = stranger.file(f"{PLAN}/tasks.csv")
    row = _rows(data)[0]
    assert row["任务"] == f"'{words}"
    assert row["领域"] == 'a,"b"\nc'
    [table] = read_raw(data, "tasks.csv").tables()  # our own reader takes the guard off again
    assert words.strip() in {cell.text for cell in table.cells}
    book = load_workbook(io.BytesIO(stranger.file(f"{PLAN}/data.xlsx")))
    cell = next(one for one in book["任务"][2] if book["任务"].cell(1, one.column).value == "任务")
    assert (cell.value, cell.data_type) == (words, "s")


def test_the_workbook_holds_the_same_rows_as_the_tables(
    sample: Published, stranger: Stranger
) -> None:
    book = load_workbook(io.BytesIO(stranger.file(f"{PLAN}/data.xlsx")))
    assert book.sheetnames == [*(table.title for table in TABLES), "数据字典", "说明"]
    for table in TABLES:
        head, *body = book[table.title].iter_rows(values_only=True)
        rows = _rows(stranger.file(f"{PLAN}/{table.name}.csv"))
        assert list(head) == list(rows[0])
        assert [["" if value is None else str(value) for value in row] for row in body] == [
            list(row.values()) for row in rows
        ]
    said = dict(book["说明"].iter_rows(min_row=2, values_only=True))
    assert said["第几次发布"] == 2
    assert "注明发布机构" in said["使用条件"]


def test_the_database_holds_the_same_rows_and_can_be_asked(
    sample: Published, stranger: Stranger, tmp_path: Path
) -> None:
    path = tmp_path / "data.sqlite3"
    path.write_bytes(stranger.file(f"{PLAN}/data.sqlite3"))
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            rows = connection.execute(f'SELECT * FROM "{table.title}"').fetchall()  # noqa: S608
            expected = _rows(stranger.file(f"{PLAN}/{table.name}.csv"))
            assert [["" if value is None else str(value) for value in row] for row in rows] == [
                list(row.values()) for row in expected
            ]
        asked = connection.execute('SELECT "任务编号" FROM "任务" WHERE "完成情况代码" = \'met\'')
        assert asked.fetchall() == [(sample.heating.permanent,)]
        assert connection.execute('SELECT count(*) FROM "数据字典"').fetchone()[0] == len(
            list(dictionary.entries())
        )


def test_too_much_for_a_workbook_is_refused_with_what_to_do(
    sample: Published, stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_IN_A_WORKBOOK", 3)
    answer = stranger.get(f"/api/v1/{PLAN}/data.xlsx")
    assert answer.status_code == 422
    assert "请下载 CSV 或 JSON" in json.loads(answer.content)["detail"]


def test_the_json_file_is_every_promise_in_full(sample: Published, stranger: Stranger) -> None:
    said = json.loads(stranger.file("places/qinghe/files/data.json"))
    assert (said["edition"], said["publisher"]) == (2, "清河区人民政府办公室督查室")
    assert len(said["tasks"]) == 5
    assert said["tasks"][0] == stranger.read(f"tasks/{sample.heating.permanent}")


def test_the_dictionary_explains_every_column_of_every_table(
    sample: Published, stranger: Stranger
) -> None:
    explained = _rows(stranger.file(f"{PLAN}/dictionary.csv"))
    for table in TABLES:
        columns = list(_rows(stranger.file(f"{PLAN}/{table.name}.csv"))[0])
        assert [one["列名"] for one in explained if one["表"] == table.title] == columns
        assert len(set(columns)) == len(columns)
    assert all(one["含义"] and one["类型"] for one in explained)
    assert [tuple(one.values()) for one in explained] == [
        entry.row() for entry in dictionary.entries()
    ]


def _records() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    waiting = list(records.Record.__subclasses__())
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += one.__subclasses__()
    return found


def test_every_field_of_every_record_has_a_name_and_a_meaning() -> None:
    bare = [
        f"{record.__name__}.{name}"
        for record in _records()
        for name, field in record.model_fields.items()
        if not (field.title and field.description)
    ]
    assert bare == []


_NOT_TOLD: dict[str, set[str]] = {
    "PublicTask": {"id", "permanent", "words"},
    "PublicProgress": {"id", "task"},
    "PublicFigure": {"id", "task"},
    "PublicChange": {"id", "task"},
}
"""Keys of our own, told by another name (`permanent` is `id`) or of no use to anybody else."""


@pytest.mark.parametrize(
    ("model", "record"),
    [
        (published.PublicTask, records.Task),
        (published.PublicProgress, records.Progress),
        (published.PublicFigure, records.Figure),
        (published.PublicChange, records.Change),
    ],
)
def test_nothing_released_is_kept_from_the_data(model: Any, record: type[BaseModel]) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    assert fields - _NOT_TOLD[model.__name__] <= set(record.model_fields)


def test_every_file_has_its_own_type(sample: Published, stranger: Stranger) -> None:
    for file in FILES:
        answer = stranger.get(f"/api/v1/{PLAN}/{file.name}")
        assert answer["Content-Type"].partition(";")[0] == file.media_type
        assert file.name in answer["Content-Disposition"]
