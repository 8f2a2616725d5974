"""A worker's turn: the person who waits sees the page that is read and the time that is left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.resume_lost import LOST_AFTER, resume_lost
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.models import State, Upload
from jiannuo.intake.outcomes import Received
from jiannuo.intake.reading.sandbox import Progress
from jiannuo.intake.turns import Pace, Turn, TurnLostError, take_turn
from tests.apps.intake.files import TABLE, marked_docx
from tests.core.readers.mutations import GOOD
from tests.core.readers.office_files import zipped
from tests.personae import County


@pytest.fixture
def turn(county: County, officer: Actor) -> Turn:
    outcome = receive(officer, county.place, name="通报.txt", content=TABLE.encode())
    assert isinstance(outcome, Received)
    taken = take_turn(outcome.upload.pk)
    assert taken
    return taken


def test_a_page_in_work_and_the_time_left_are_told(turn: Turn) -> None:
    for done in range(7):
        turn.beat(Progress("reading", done, 20))
    upload = Upload.objects.get(pk=turn.upload)
    assert upload.message == "正在读取第 7 页，共 20 页"
    assert 5 < upload.progress < 82
    assert upload.expected_at
    turn.beat(Progress("understanding"))
    upload.refresh_from_db()
    assert (upload.message, upload.expected_at) == ("正在辨认表头和各栏内容", None)


def test_nothing_is_guessed_from_one_page() -> None:
    pace = Pace()
    assert pace.left(Progress("reading", 0, 10)) is None
    assert pace.left(Progress("reading", 1, 10)) is None
    assert pace.left(Progress("reading", 2, 10)) is not None


def test_the_guess_begins_anew_where_other_pages_are_counted() -> None:
    pace = Pace()
    for done in range(1, 30):
        pace.left(Progress("reading", done, 30))
    assert pace.left(Progress("reading", 1, 12)) is None


def test_pages_go_at_the_pace_at_which_they_went() -> None:
    pace = Pace(of=10)
    pace.begun -= 40
    left = pace.left(Progress("reading", 4, 10))
    assert left is not None
    assert timedelta(seconds=59) < left < timedelta(seconds=62)


def test_who_lost_the_turn_is_told_at_the_next_sign_of_life(turn: Turn) -> None:
    Upload.objects.filter(pk=turn.upload).update(attempt=7)
    with pytest.raises(TurnLostError):
        turn.beat(Progress("reading"))


def test_a_worker_killed_while_it_looks_leaves_the_bytes_to_the_next(turn: Turn) -> None:
    turn.beat(Progress("reading", 3, 9))
    gone = timezone.now() - LOST_AFTER - timedelta(seconds=1)
    Upload.objects.filter(pk=turn.upload).update(beat_at=gone)
    assert resume_lost() == 1
    understand(turn.upload)
    upload = Upload.objects.get(pk=turn.upload)
    assert (upload.state, upload.rows, upload.attempt) == (State.READ, 3, 2)


class TestArchives:
    def test_each_file_is_an_upload_of_its_own(self, county: County, officer: Actor) -> None:
        outcome = receive(officer, county.place, name="一包.zip", content=GOOD["一包.zip"])
        assert isinstance(outcome, Received)
        understand(outcome.upload.pk)
        archive = Upload.objects.get(pk=outcome.upload.pk)
        assert (archive.state, archive.file) == (State.UNPACKED, None)
        assert "3 份文件" in archive.message
        members = list(archive.members.order_by("pk"))
        assert [one.name for one in members] == ["a.docx", "b.xlsx", "c.csv"]
        assert {one.by_id for one in members} == {officer.user}
        for member in members:
            understand(member.pk)
            member.refresh_from_db()
            assert member.state == State.READ

    def test_a_marked_file_in_it_is_refused_and_the_others_are_read(
        self, county: County, officer: Actor
    ) -> None:
        content = zipped({"好.txt": TABLE, "坏.docx": marked_docx("head"), "明.txt": "机密★1年"})
        outcome = receive(officer, county.place, name="包.zip", content=content)
        assert isinstance(outcome, Received)
        understand(outcome.upload.pk)
        for member in Upload.objects.filter(archive=outcome.upload):
            understand(member.pk)
        states = dict(Upload.objects.exclude(archive=None).values_list("name", "state"))
        assert states == {"好.txt": State.READ, "（已拒收的文件）": State.REFUSED}
        archive = Upload.objects.get(pk=outcome.upload.pk)
        assert "密级标志" in archive.message
