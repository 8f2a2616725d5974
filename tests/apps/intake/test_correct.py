"""A person changes a reading: who, when and what stood there are kept, and every change can be undone."""

import json

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.actions.discard import discard
from jiannuo.intake.actions.read_again import read_again
from jiannuo.intake.actions.undo import undo
from jiannuo.intake.changes import Change, DropRow, SetFact, SetField, SettleDoubt
from jiannuo.intake.errors import ChangeDoesNotFitError, NotReadyError
from jiannuo.intake.models import Correction, Upload
from jiannuo.intake.queries.reading import edited_document
from tests.apps.intake.files import ReadUpload

PROGRESS = SetField(table=0, row=1, field="progress", value="已修21条。")


@pytest.fixture
def upload(read_upload: ReadUpload) -> Upload:
    return read_upload()


def test_a_correction_is_kept_with_who_and_what_stood_there(upload: Upload, officer: Actor) -> None:
    correct(officer, upload, PROGRESS)
    made = Correction.objects.get()
    assert (made.by_name, made.before, made.change) == (officer.name, "已修20条。", PROGRESS)
    entry = Entry.objects.get(action="upload.correct")
    assert json.loads(entry.payload)["value"] == "已修21条。"
    assert json.loads(entry.payload)["before"] == "已修20条。"


def test_the_reading_itself_stays(upload: Upload, officer: Actor) -> None:
    before = upload.reading.document
    correct(officer, upload, PROGRESS)
    upload.reading.refresh_from_db()
    assert upload.reading.document == before
    assert _progress(upload) == "已修21条。"


def test_the_last_change_is_undone_first(upload: Upload, officer: Actor) -> None:
    correct(officer, upload, PROGRESS)
    correct(officer, upload, SetField(table=0, row=1, field="progress", value="已修22条。"))
    undo(officer, upload)
    assert _progress(upload) == "已修21条。"
    undo(officer, upload)
    assert _progress(upload) == "已修20条。"


def test_any_change_can_be_undone_and_stays_on_record(upload: Upload, officer: Actor) -> None:
    correct(officer, upload, PROGRESS, SetFact(name="year", value=2024))
    first = upload.corrections.earliest("pk")
    undo(officer, upload, first.pk)
    assert _progress(upload) == "已修20条。"
    assert edited_document(upload).document.year == 2024
    first.refresh_from_db()
    assert first.undone_by == officer.name
    assert Entry.objects.filter(action="upload.undo").count() == 1


def test_nothing_is_undone_twice(upload: Upload, officer: Actor) -> None:
    correct(officer, upload, PROGRESS)
    made = Correction.objects.get()
    undo(officer, upload)
    with pytest.raises(NotReadyError, match="没有可以撤销"):
        undo(officer, upload, made.pk)


@pytest.mark.parametrize(
    ("change", "rows", "doubts"),
    [
        (SettleDoubt(table=0, row=1, doubt=0), 3, 0),
        (DropRow(table=0, row=1), 2, 0),
        (PROGRESS, 3, 1),
    ],
)
def test_the_sums_of_the_list_follow(
    upload: Upload, officer: Actor, change: Change, rows: int, doubts: int
) -> None:
    correct(officer, upload, change)
    upload.refresh_from_db()
    assert (upload.rows, upload.doubts) == (rows, doubts)
    undo(officer, upload)
    upload.refresh_from_db()
    assert (upload.rows, upload.doubts) == (3, 1)


def test_what_does_not_fit_leaves_everything_as_it_was(upload: Upload, officer: Actor) -> None:
    entries = Entry.objects.count()
    with pytest.raises(ChangeDoesNotFitError):
        correct(officer, upload, PROGRESS, SetField(table=9, row=0, field="progress", value="x"))
    assert not Correction.objects.exists()
    assert Entry.objects.count() == entries


def test_reading_anew_undoes_the_corrections_of_the_old_reading(
    upload: Upload, officer: Actor
) -> None:
    correct(officer, upload, PROGRESS)
    read_again(officer, upload)
    made = Correction.objects.get()
    assert made.undone_by == officer.name


def test_only_a_reading_can_be_corrected(upload: Upload, officer: Actor) -> None:
    discard(officer, upload)
    with pytest.raises(NotReadyError, match="已放弃"):
        correct(officer, upload, PROGRESS)


@pytest.mark.parametrize("persona", ["clerk", "leader", "observer", "foreign_officer", "stranger"])
def test_only_the_office_corrects(
    upload: Upload, persona: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowedError):
        correct(request.getfixturevalue(persona), upload, PROGRESS)


def _progress(upload: Upload) -> str | None:
    return edited_document(upload).rows[0][1].row.progress
