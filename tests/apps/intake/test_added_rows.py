"""Rows that the reading doesn't have are added by hand, or copied; what is added can be taken back."""

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.actions.undo import undo
from jiannuo.intake.changes import AddRow, SetField
from jiannuo.intake.errors import ChangeDoesNotFitError
from jiannuo.intake.models import Upload
from jiannuo.intake.queries.reading import edited_document
from jiannuo.ledger.models import Task
from tests.apps.intake.files import ReadUpload


@pytest.fixture
def upload(read_upload: ReadUpload) -> Upload:
    return read_upload()


def numbers(upload: Upload) -> list[str | None]:
    return [row.number for row in edited_document(upload).final().rows()]


def test_an_added_row_stands_where_it_was_added(upload: Upload, officer: Actor) -> None:
    correct(officer, upload, AddRow(table=0, row=3, after=0))
    correct(officer, upload, SetField(table=0, row=3, field="number", value="1-2"))
    correct(officer, upload, SetField(table=0, row=3, field="annual_target", value="修桥2座。"))
    assert numbers(upload) == ["1", "1-2", "2", "3"]
    confirm(officer, upload)
    tasks = Task.objects.filter(plan__in=upload.plans.all()).order_by("position")
    assert list(tasks.values_list("number", flat=True)) == [
        "1", "1-2", "2", "3",
    ]  # fmt: skip


def test_a_copied_row_says_what_the_other_says_and_where_that_stands(
    upload: Upload, officer: Actor
) -> None:
    correct(officer, upload, AddRow(table=0, row=3, after=1, like=1))
    rows = list(edited_document(upload).final().rows())
    assert rows[2].progress == rows[1].progress
    assert rows[2].citations == rows[1].citations
    assert any("复制" in warning for warning in rows[2].warnings)


def test_taking_a_row_back_takes_what_was_written_in_it(upload: Upload, officer: Actor) -> None:
    correct(officer, upload, AddRow(table=0, row=3))
    correct(officer, upload, SetField(table=0, row=3, field="number", value="4"))
    correct(officer, upload, AddRow(table=0, row=4))
    correct(officer, upload, SetField(table=0, row=4, field="number", value="5"))
    first = upload.corrections.earliest("pk")
    undo(officer, upload, first.pk)
    assert numbers(upload) == ["1", "2", "3", "5"]
    assert edited_document(upload).final().tables[0].skipped_rows[-1].why == "表头"


def test_a_row_is_added_only_to_a_table_that_is_there(upload: Upload, officer: Actor) -> None:
    for change in (AddRow(table=5, row=0), AddRow(table=0, row=1), AddRow(table=0, row=9000)):
        with pytest.raises(ChangeDoesNotFitError):
            correct(officer, upload, change)
