"""What is shown again must be what would be made anew."""

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.desk.remembering import Remembered
from jiannuo.directory.actor import Actor, machine
from jiannuo.history.actions.record import Subject, record
from jiannuo.reporting.actions.correct_report import correct_report
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County


def act() -> None:
    record(machine().author, "test.act", Subject("plan", 1, ""))


def counting(made: list[int]) -> int:
    made.append(1)
    return len(made)


def test_a_result_is_made_once_until_somebody_acts(db: None) -> None:
    memory = Remembered[int]()
    made: list[int] = []
    assert [memory.get("key", lambda: counting(made)) for _ in range(3)] == [1, 1, 1]
    act()
    assert memory.get("key", lambda: counting(made)) == 2


def test_every_key_has_its_own_result_and_the_oldest_goes_first(db: None) -> None:
    memory = Remembered[int](size=2)
    made: list[int] = []
    for key in ("a", "b", "a", "c"):
        memory.get(key, lambda: counting(made))
    assert len(made) == 3
    assert memory.get("a", lambda: counting(made)) == 1
    assert memory.get("b", lambda: counting(made)) == 4


def test_a_failure_is_not_remembered(db: None) -> None:
    memory = Remembered[int]()
    made: list[int] = []

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        memory.get("key", fail)
    assert memory.get("key", lambda: counting(made)) == 1


def test_what_one_may_see_is_never_shown_to_another(
    county: County, visit: Visit, officer: Actor, clerk: Actor, neighbour: Actor
) -> None:
    address = reverse("desk:grid", args=[county.plan.pk])
    for actor, rows in ((officer, 4), (clerk, 2), (neighbour, 2), (officer, 4)):
        assert len(_rows(visit(actor), address)) == rows


def test_the_ledger_shows_an_act_at_once(county: County, visit: Visit, officer: Actor) -> None:
    client, address = visit(officer), reverse("desk:grid", args=[county.plan.pk])
    assert "出让土地380亩。" in _rows(client, address)[1]
    report = county.tasks[1].reports.get()
    correct_report(
        officer, report, "progress", "出让土地391亩。", before="出让土地380亩。", reason="笔误"
    )
    assert "出让土地391亩。" in _rows(client, address)[1]


def _rows(client: Client, address: str) -> list[str]:
    return Page(client.get(address).content).texts("//table[contains(@class,'grid')]/tbody/tr")
