"""The queue: every waiting upload gets there once, and none stays lost."""

import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import Parse
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.jobs import dispatch, keep_sweeping, sweep, understand_upload
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.outcomes import Received
from jiannuo.intake.queries.reading import machine_document
from tests.apps.intake.files import TABLE
from tests.apps.intake.working import LARGE
from tests.personae import County


def _received(officer: Actor, county: County, content: str = TABLE) -> Upload:
    outcome = receive(officer, county.place, name="通报.txt", content=content.encode())
    assert isinstance(outcome, Received)
    return outcome.upload


@pytest.mark.usefixtures("queue")
class TestDispatching:
    def test_a_waiting_upload_is_queued_once(self, county: County, officer: Actor) -> None:
        upload = _received(officer, county)
        assert (dispatch(), dispatch()) == (1, 0)
        job = DBTaskResult.objects.get()
        upload.refresh_from_db()
        assert upload.job == str(job.id)
        assert job.args_kwargs["args"] == [upload.pk]

    def test_the_job_reads_it(self, county: County, officer: Actor) -> None:
        upload = _received(officer, county)
        understand_upload.call(upload.pk)
        upload.refresh_from_db()
        assert upload.state == State.READ

    def test_a_job_that_vanished_is_queued_anew(self, county: County, officer: Actor) -> None:
        upload = _received(officer, county)
        dispatch()
        DBTaskResult.objects.all().delete()
        assert sweep() == 0
        _age(upload)
        assert sweep() == 1

    def test_a_job_whose_worker_died_before_it_began_is_queued_anew(
        self, county: County, officer: Actor
    ) -> None:
        upload = _received(officer, county)
        dispatch()
        DBTaskResult.objects.update(status="RUNNING")
        _age(upload)
        assert sweep() == 1

    def test_a_job_that_waits_long_in_a_busy_queue_is_left_there(
        self, county: County, officer: Actor
    ) -> None:
        upload = _received(officer, county)
        dispatch()
        _age(upload)
        assert sweep() == 0


@pytest.mark.usefixtures("queue")
@pytest.mark.django_db(transaction=True)
class TestRealWorkers:
    def test_a_worker_reads_what_is_handed_over(
        self, county: County, officer: Actor, start_worker: Callable[[], Any]
    ) -> None:
        start_worker()
        upload = _received(officer, county)
        dispatch()
        _await(upload, lambda now: now.state == State.READ)
        assert upload.rows == 3

    def test_sigkill_in_the_middle_leaves_nothing_half_written_and_resumes(
        self, county: County, officer: Actor, start_worker: Callable[[], Any]
    ) -> None:
        upload = _received(officer, county, LARGE)
        parses = Parse.objects.count()
        dispatch()
        worker = start_worker()
        _await(upload, lambda now: now.state == State.READING and now.progress >= 20)
        worker.send_signal(signal.SIGKILL)
        worker.wait()

        upload.refresh_from_db()
        assert upload.state == State.READING
        assert Reading.objects.get().document is None
        assert Parse.objects.count() == parses
        assert DBTaskResult.objects.get().status == "RUNNING"

        start_worker()
        assert sweep() == 0  # the dead worker's last sign of life is too fresh to tell
        Upload.objects.filter(pk=upload.pk).update(beat_at=timezone.now() - timedelta(minutes=1))
        assert sweep() == 1
        _await(upload, lambda now: now.state == State.READ)
        assert upload.attempt == 2
        assert sum(1 for _ in machine_document(upload).rows()) == 4_999
        assert Reading.objects.count() == 1

    def test_a_sweeping_process_queues_by_itself(self, county: County, officer: Actor) -> None:
        upload = _received(officer, county)
        stop = keep_sweeping(every=0.05)
        try:
            _await(upload, lambda now: bool(now.job))
        finally:
            stop()
        assert DBTaskResult.objects.count() == 1


def _await(upload: Upload, reached: Callable[[Upload], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        upload.refresh_from_db()
        if reached(upload):
            return
        time.sleep(0.05)
    pytest.fail(f"upload stays {upload.state} at {upload.progress} %: {upload.message}")


def _age(upload: Upload) -> None:
    Upload.objects.filter(pk=upload.pk).update(changed_at=timezone.now() - timedelta(minutes=1))
