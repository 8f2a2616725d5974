"""The proposed tasks as a list like any other: exported, read back, written as JSON."""

import json

import pytest

from jiannuo.core.mapping import read_bytes
from jiannuo.core.mapping.decomposition import Decomposition, TaskKind, decompose
from jiannuo.core.records import Document, from_json, to_json
from jiannuo.core.rendering import render
from tests.core.mapping.decomposition.reports import SAMPLES, plan, raw_of


def rows(document: Document) -> list[tuple[str | None, ...]]:
    return [
        (row.number, row.category, row.task, row.deadline)
        for table in document.tables
        for row in table.rows
    ]


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def found(request: pytest.FixtureRequest) -> Decomposition:
    return decompose(raw_of(request.param))


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_an_exported_list_reads_back_the_same(found: Decomposition, form: str) -> None:
    document = found.as_document()
    again = read_bytes(render(document, form), f"任务.{form}")
    assert rows(again) == rows(document)
    assert (again.title, again.year) == (document.title, document.year)
    assert [table.caption for table in again.tables] == [table.caption for table in document.tables]


def test_a_row_stands_for_each_task_and_pledges_have_a_table_of_their_own(
    found: Decomposition,
) -> None:
    tables = [list(found.of(kind)) for kind in TaskKind]
    listed = [[row.task for row in table.rows] for table in found.as_document().tables]
    assert listed == [[task.text for task in tasks] for tasks in tables if tasks]


def test_the_canonical_json_holds_the_list(found: Decomposition) -> None:
    document = found.as_document()
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_a_doubt_goes_with_its_row() -> None:
    document = plan(
        "新建仓库3座，改造堆场2处。加强物流建设。开通专线8条，推广多式联运，培育龙头企业。"
    ).as_document()
    assert [len(row.doubts) for row in document.rows()] == [0, 1, 0]


def test_the_json_of_a_decomposition_says_everything(found: Decomposition) -> None:
    written = json.loads(json.dumps(found.to_json(), ensure_ascii=False))
    assert len(written["tasks"]) == len(found.tasks)
    assert len(written["not_taken"]) == len(found.not_taken)
    first = written["tasks"][0]
    assert "".join(one["text"] for one in first["passages"]).endswith(first["text"])
    assert all(one["why"] and one["citation"]["paragraph"] for one in written["not_taken"])
