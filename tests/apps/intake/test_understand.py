"""The machine's part: a waiting file is read and understood, once, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.documents import store
from jiannuo.documents.models import Parse
from jiannuo.intake.actions.discard import discard
from jiannuo.intake.actions.read_again import read_again
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.resume_lost import LOST_AFTER, MOST_ATTEMPTS, resume_lost
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.antechamber import let_go, waiting_bytes
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.outcomes import Received
from jiannuo.intake.queries.reading import machine_document
from tests.apps.intake.files import (
    BULLETIN,
    NOTICE,
    TABLE,
    ReadUpload,
    antechamber_files,
    rendered,
    sample,
)
from tests.personae import County


@pytest.fixture
def waiting(county: County, officer: Actor) -> Upload:
    outcome = receive(officer, county.place, name="通报.txt", content=TABLE.encode())
    assert isinstance(outcome, Received)
    return outcome.upload


def test_a_waiting_file_becomes_a_reading(waiting: Upload) -> None:
    understand(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.rows, waiting.doubts) == (State.READ, 3, 1)
    assert machine_document(waiting).year == 2023
    assert waiting.reading.raw["format"] == "text"


def test_nothing_of_it_is_in_the_ledger_yet(waiting: Upload) -> None:
    before = Parse.objects.count()
    understand(waiting.pk)
    assert Parse.objects.count() == before


@pytest.mark.parametrize(("name", "rows"), [(BULLETIN, 124), (NOTICE, 109)])
def test_real_documents(read_upload: ReadUpload, name: str, rows: int) -> None:
    assert read_upload(sample(name), name).rows == rows


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_in_every_format(read_upload: ReadUpload, kind: str) -> None:
    upload = read_upload(rendered(kind), f"通报.{kind}")
    assert upload.file
    assert (upload.state, upload.rows, upload.file.format) == (State.READ, 124, kind)


def test_a_second_run_does_nothing(waiting: Upload) -> None:
    understand(waiting.pk)
    Reading.objects.update(document={})
    understand(waiting.pk)
    assert Reading.objects.get().document == {}


def test_a_discarded_upload_is_left_alone(waiting: Upload, officer: Actor) -> None:
    discard(officer, waiting)
    understand(waiting.pk)
    assert not Reading.objects.exists()


def test_an_upload_that_is_gone_is_no_reason_to_fail(db: None) -> None:
    understand(10**9)


def test_what_was_read_when_the_file_came_is_not_read_again(waiting: Upload) -> None:
    understand(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.file
    store.path_of(waiting.file.sha256).unlink()
    Reading.objects.update(document=None)
    Upload.objects.update(state=State.WAITING)
    understand(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.READ


def test_a_file_that_was_lost_from_the_disk_says_so(waiting: Upload, officer: Actor) -> None:
    understand(waiting.pk)
    waiting.refresh_from_db()
    read_again(officer, waiting)
    assert waiting.file
    store.path_of(waiting.file.sha256).unlink()
    understand(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.UNREADABLE
    assert "备份" in waiting.message


def test_characters_that_a_database_refuses_are_replaced(read_upload: ReadUpload) -> None:
    upload = read_upload(TABLE.replace("修路", "修\x00路").encode())
    rows = list(machine_document(upload).rows())
    assert "\x00" not in (rows[1].annual_target or "")


class TestWorkersThatDied:
    def test_their_uploads_go_back_into_the_queue(self, waiting: Upload) -> None:
        _abandon(waiting)
        assert resume_lost() == 1
        waiting.refresh_from_db()
        assert (waiting.state, waiting.job) == (State.WAITING, "")
        understand(waiting.pk)
        waiting.refresh_from_db()
        assert waiting.state == State.READ

    def test_one_that_still_shows_itself_is_left_alone(self, waiting: Upload) -> None:
        _abandon(waiting, ago=timedelta(seconds=3))
        assert resume_lost() == 0

    def test_a_file_that_kills_every_worker_is_set_aside(self, waiting: Upload) -> None:
        Upload.objects.filter(pk=waiting.pk).update(attempt=MOST_ATTEMPTS)
        _abandon(waiting)
        resume_lost()
        waiting.refresh_from_db()
        assert (waiting.state, waiting.file) == (State.REFUSED, None)
        assert "没有保存" in waiting.message
        assert antechamber_files() == []

    def test_one_that_was_kept_before_stays_for_another_try(
        self, read_upload: ReadUpload, officer: Actor
    ) -> None:
        upload = read_again(officer, read_upload())
        Upload.objects.filter(pk=upload.pk).update(attempt=MOST_ATTEMPTS)
        _abandon(upload)
        resume_lost()
        upload.refresh_from_db()
        assert upload.state == State.UNREADABLE
        assert "系统管理员" in upload.message

    def test_a_file_that_the_machine_lost_is_asked_for_again(self, waiting: Upload) -> None:
        let_go(waiting.arrival)
        understand(waiting.pk)
        waiting.refresh_from_db()
        assert waiting.state == State.REFUSED
        assert "请重新上传" in waiting.message

    def test_a_worker_elsewhere_gives_back_what_it_cannot_see(self, waiting: Upload) -> None:
        Upload.objects.filter(pk=waiting.pk).update(antechamber="at-another-machine")
        understand(waiting.pk)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.attempt, waiting.job) == (State.WAITING, 0, "")
        assert waiting_bytes(waiting.arrival) == TABLE.encode()


class TestReadingAgain:
    def test_an_unreadable_file_can_be_tried_again(
        self, read_upload: ReadUpload, officer: Actor
    ) -> None:
        broken = read_upload(rendered("docx")[:-200], "坏.docx")
        assert broken.state == State.UNREADABLE
        again = read_again(officer, broken)
        assert (again.pk, again.state) == (broken.pk, State.WAITING)
        understand(again.pk)
        again.refresh_from_db()
        assert again.state == State.UNREADABLE

    def test_a_reading_can_be_made_anew(self, read_upload: ReadUpload, officer: Actor) -> None:
        upload = read_upload()
        again = read_again(officer, upload)
        assert again.pk == upload.pk
        assert not Reading.objects.exists()

    def test_a_discarded_file_gets_an_upload_of_its_own(
        self, read_upload: ReadUpload, officer: Actor
    ) -> None:
        upload = discard(officer, read_upload())
        again = read_again(officer, upload)
        assert again.pk != upload.pk
        assert again.file == upload.file
        assert read_again(officer, upload) == again


def _abandon(upload: Upload, ago: timedelta = LOST_AFTER + timedelta(seconds=1)) -> None:
    Upload.objects.filter(pk=upload.pk).update(
        state=State.READING, job="gone", beat_at=timezone.now() - ago
    )
