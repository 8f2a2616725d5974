"""A batch of files: each taken once, failures said, and nothing lost when a worker is killed."""

import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.batches.actions.add import add_to_batch
from jiannuo.intake.batches.actions.begin import TooManyFilesError, begin_batch
from jiannuo.intake.batches.queries import batches_visible_to, standing_of, uploads_of
from jiannuo.intake.jobs import dispatch, keep_sweeping
from jiannuo.intake.models import State, Upload
from tests.apps.intake.files import TABLE
from tests.apps.intake.working import queue, start_worker
from tests.personae import County

__all__ = ["queue", "start_worker"]
PATIENCE = 120


def table(number: int) -> bytes:
    return TABLE.replace("新建学校3所", f"新建学校{number}所").encode()


def read_all(batch_id: int) -> None:
    for upload in Upload.objects.filter(batch_files__batch=batch_id, state=State.WAITING):
        understand(upload.pk)


def test_each_file_is_counted_and_what_failed_is_said(county: County, officer: Actor) -> None:
    batch = begin_batch(officer, county.place, 5)
    for number in (1, 2):
        add_to_batch(officer, batch, number, name=f"{number}.txt", content=table(number))
    add_to_batch(officer, batch, 3, name="空.txt", content=b" ")
    add_to_batch(officer, batch, 4, name="坏.docx", content=b"PK\x03\x04 broken")
    read_all(batch.pk)
    standing = standing_of(batch, timezone.now())
    assert (standing.came, standing.missing, standing.files) == (4, 1, 3)
    assert (standing.read, standing.failed, standing.working) == (2, 2, False)
    assert "空的" in batch.files.get(order=3).sentence
    assert (
        list(Entry.objects.filter(action="batch.add").values_list("subject_id", flat=True))
        == [batch.pk] * 4
    )


def test_a_file_sent_twice_counts_once(county: County, officer: Actor) -> None:
    batch = begin_batch(officer, county.place, 2)
    first = add_to_batch(officer, batch, 1, name="甲.txt", content=table(1))
    assert add_to_batch(officer, batch, 1, name="甲.txt", content=table(1)) == first
    assert add_to_batch(officer, batch, 2, name="乙.txt", content=table(1)) == first
    assert batch.files.count() == Upload.objects.count() == 1


def test_a_marked_file_leaves_no_name(county: County, officer: Actor) -> None:
    batch = begin_batch(officer, county.place, 1)
    noted = add_to_batch(officer, batch, 1, name="甲方案.txt", content="机密★1年\n某方案".encode())
    assert "密级标志" in noted.sentence
    assert "甲方案" not in noted.sentence
    assert not Upload.objects.exists()


@pytest.mark.parametrize("files", [0, 5001])
def test_a_batch_has_its_bounds(county: County, officer: Actor, files: int) -> None:
    with pytest.raises(TooManyFilesError):
        begin_batch(officer, county.place, files)


@pytest.mark.parametrize("persona", ["observer", "clerk", "foreign_officer", "leader"])
def test_nobody_else_begins_or_sees_one(
    persona: str, county: County, officer: Actor, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(persona)
    with pytest.raises(NotAllowedError):
        begin_batch(actor, county.place, 3)
    begin_batch(officer, county.place, 3)
    assert not batches_visible_to(actor).exists()


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_costs_nothing(
    county: County,
    officer: Actor,
    queue: None,
    start_worker: Callable[[], Any],
) -> None:
    batch = begin_batch(officer, county.place, 6)
    for number in range(1, 7):
        add_to_batch(officer, batch, number, name=f"{number}.txt", content=table(number))
    dispatch()
    first = start_worker()
    wait(lambda: uploads_of(batch).filter(state=State.READ).count() >= 2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    lost = Upload.objects.filter(state=State.READING)
    lost.update(beat_at=timezone.now() - timedelta(minutes=1))
    start_worker()
    stop = keep_sweeping(every=3)
    wait(lambda: not standing_of(batch, timezone.now()).working)
    stop()
    standing = standing_of(batch, timezone.now())
    assert (standing.read, standing.failed) == (6, 0)


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.5)
