"""The threads that look for work: several at once do everything once, and no mistake ends them."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from jiannuo.directory.actor import machine
from jiannuo.history.actions.record import Author
from jiannuo.history.models import Entry
from jiannuo.outbox.actions.deliver import deliver_due
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.outbox.actions.set_address import add_address
from jiannuo.outbox.models import Channel, Delivery
from jiannuo.outbox.sweeping import keep_running
from jiannuo.reporting.actions.round.by_rule import keep_rounds
from jiannuo.reporting.actions.round.set_rule import RuleTerms, set_rule
from jiannuo.reporting.models import ReportingRound
from tests.apps.outbox.conftest import Mailbox
from tests.personae import County

WORKERS = 4


def _at_once(work: Callable[[], object]) -> None:
    """Let several workers do the same thing at the same time."""
    start = threading.Barrier(WORKERS)
    failures: list[BaseException] = []

    def run() -> None:
        start.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001  shown by the test
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_message_once(mailbox: Mailbox) -> None:
    for number in range(6):
        recipient = f"user:{number}"
        add_address(Author("user:1", "某"), recipient, Channel.EMAIL, f"u{number}@example.gov.cn")
        draft = Draft(
            key=str(number), recipient=recipient, recipient_name="某", title="催报", text="请报送"
        )
        post([draft], timezone.now())
    now = timezone.now() + timedelta(seconds=1)
    _at_once(lambda: deliver_due(now))
    assert len(mailbox.letters) == 6
    assert set(Delivery.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_several_workers_create_one_round(county: County, settings: Any) -> None:
    settings.JIANNUO_DEMO = True
    settings.JIANNUO_DEMO_DAYS = {county.place.full_name: date(2023, 6, 1)}
    set_rule(machine(), county.place, RuleTerms())
    _at_once(lambda: keep_rounds(machine()))
    one = ReportingRound.objects.get()
    assert one.submissions.count() == 4
    assert Entry.objects.filter(action="round.create").count() == 1
    assert Entry.objects.filter(action="round.announce").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_sweep_that_fails_ends_neither_the_others_nor_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    turns: list[str] = []
    enough = threading.Event()

    def broken() -> None:
        turns.append("broken")
        raise RuntimeError("out of order")

    def sound() -> None:
        turns.append("sound")
        if turns.count("sound") == 3:
            enough.set()

    stop = keep_running("test", 0.01, broken, sound)
    assert enough.wait(30)
    stop()
    assert turns[:4] == ["broken", "sound", "broken", "sound"]
    assert "out of order" in caplog.text
