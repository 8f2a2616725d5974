"""A ledger written in the office's layout and read back is the same ledger, from what is visible."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

import jiannuo
from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import Document, from_json
from jiannuo.core.rendering import render
from tests.core.rendering.comparing import SAMPLES, columns_of, particulars_of, rows_of
from tests.core.rendering.ledgers import ledgers

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure: nothing here is about time."""

FORMATS = ["docx", "xlsx", "csv", "html"]


@pytest.fixture(params=SAMPLES, ids=lambda path: path.name[:3])
def document(request: pytest.FixtureRequest) -> Document:
    return jiannuo.read(request.param)


@pytest.mark.parametrize("form", FORMATS)
def test_the_five_documents_come_back_row_for_row(document: Document, form: str) -> None:
    again = read_bytes(render(document, form), f"导出.{form}")
    assert rows_of(again) == rows_of(document)


@pytest.mark.parametrize("form", FORMATS)
def test_the_columns_come_back_in_the_offices_own_words_and_order(
    document: Document, form: str
) -> None:
    again = read_bytes(render(document, form), f"导出.{form}")
    assert columns_of(again) == columns_of(document)


@pytest.mark.parametrize("form", FORMATS)
def test_title_number_issuer_dates_and_captions_come_back(document: Document, form: str) -> None:
    again = read_bytes(render(document, form), f"导出.{form}")
    assert particulars_of(again) == particulars_of(document)
    assert [t.caption for t in again.tables] == [t.caption for t in document.tables]
    assert [t.form_fields for t in again.tables] == [t.form_fields for t in document.tables]
    assert again.rules == document.rules


def test_json_holds_the_whole_document(document: Document) -> None:
    assert from_json(json.loads(render(document, "json"))) == document


@pytest.mark.parametrize("form", FORMATS)
def test_ledgers_of_any_layout_come_back(form: str) -> None:
    @settings(BUSY, max_examples=40)
    @given(ledgers())
    def comes_back(document: Document) -> None:
        once = read_bytes(render(document, form), f"导出.{form}")
        assert rows_of(once, without=("items",)) == rows_of(document, without=("items",))
        assert particulars_of(once) == particulars_of(document)
        twice = read_bytes(render(once, form), f"导出.{form}")
        assert rows_of(twice) == rows_of(once)

    comes_back()
