"""The pages of findings: what they show, and how an answer is given."""

from importlib.resources import files

import pytest
from django.urls import reverse

from jiannuo.core.mapping import understand
from jiannuo.core.readers import read_raw
from jiannuo.directory.actor import Actor, machine
from jiannuo.ledger.models import Task
from jiannuo.reporting.actions.import_reports import import_document
from jiannuo.reporting.models import AnswerKind, Finding
from tests.apps.reporting.test_findings import plan
from tests.faces.desk.conftest import Enter, Visit
from tests.personae import County, parsed

__all__ = ["plan"]  # the plan with a wrong share is the same


@pytest.fixture
def share(plan: object) -> Finding:
    """Return the wrong share."""
    del plan
    return Finding.objects.get(rule="share")


def test_a_finding_shows_its_sum_its_words_and_the_way_to_their_cell(
    share: Finding, visit: Visit, officer: Actor
) -> None:
    page = visit(officer).get(reverse("desk:findings", args=[share.plan_id])).content.decode()
    assert "1658人÷3000人＝55.27%" in page
    assert "完成全年任务的57.17%" in page
    assert f"/tasks/{share.tasks.get().pk}/source/" in page
    assert "?words=" in page


def test_the_list_can_be_narrowed(share: Finding, visit: Visit, officer: Actor) -> None:
    address = reverse("desk:findings", args=[share.plan_id])
    asked = visit(officer).get(address, {"severity": "question"}).content.decode()
    assert "1658人÷3000人" not in asked
    narrowed = visit(officer).get(address, {"rule": "share"}).content.decode()
    assert "1658人÷3000人" in narrowed


def test_an_answer_comes_back_with_who_and_when(share: Finding, visit: Visit, clerk: Actor) -> None:
    client = visit(clerk)
    answered = client.post(
        reverse("desk:answer", args=[share.pk]),
        {"kind": "different", "text": "按市下达2900人计算"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "按市下达2900人计算" in answered
    assert clerk.name in answered
    assert "<html" not in answered


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"kind": "different", "text": ""}, "请写明口径"), ({"kind": "nonsense"}, "请先选一种答复")],
)
def test_an_answer_that_lacks_something_is_asked_for_it(
    sent: dict[str, str], said: str, share: Finding, visit: Visit, officer: Actor
) -> None:
    address = reverse("desk:answer", args=[share.pk])
    fragment = visit(officer).post(address, sent, headers={"HX-Request": "true"}).content.decode()
    assert said in fragment
    whole = visit(officer).post(address, sent, follow=True).content.decode()
    assert said in whole
    assert not share.answers.exists()


def test_an_answer_leads_back_only_to_our_own_pages(
    share: Finding, visit: Visit, officer: Actor
) -> None:
    address = reverse("desk:answer", args=[share.pk])
    away = visit(officer).post(address, {"kind": "confirmed", "back": "//elsewhere.example/x"})
    assert away["Location"].startswith("/ledgers/")
    home = visit(officer).post(address, {"kind": "confirmed", "back": "/tasks/1/#f1"})
    assert home["Location"] == "/tasks/1/#f1"
    assert [one.kind for one in share.answers.all()] == [AnswerKind.CONFIRMED] * 2


def test_a_tasks_page_marks_its_numbers_with_their_reading(
    share: Finding, visit: Visit, officer: Actor
) -> None:
    page = visit(officer).get(reverse("desk:task", args=[share.tasks.get().pk])).content.decode()
    assert 'title="读作：1200人"' in page
    assert '<mark class="q-contradiction"' in page
    assert "做到了多少" in page


def _bulletin(county: County) -> Task:
    """Import the bulletin of May 2023 with its source; return the task whose shares are wrong."""
    sample = files("jiannuo") / "samples" / "004_e22efe1dde90f469.txt"
    raw = read_raw(sample.read_bytes(), sample.name)
    document = understand(raw)
    parse = parsed(county.place, document, raw)
    rows = import_document(machine(), document=document, parse=parse, place=county.place)
    return rows[21].task


def test_the_source_cell_marks_only_the_quoted_words(
    county: County, visit: Visit, officer: Actor
) -> None:
    task = _bulletin(county)
    address = reverse("desk:source_cell", args=[task.pk, task.reports.get().source_id, "progress"])
    cell = visit(officer).get(address, {"words": "完成任务目标的41.9%"}).content.decode()
    assert "<mark>完成任务目标的41.9%</mark>" in cell


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_one_press_in_the_browser_marks_the_same_words(
    enter: Enter, county: County, officer: Actor
) -> None:
    task = _bulletin(county)
    tab = enter(officer)
    tab.goto(reverse("desk:task", args=[task.pk]))
    tab.locator(".findings a.cite").first.click()
    mark = tab.locator(".findings .excerpt mark")
    mark.wait_for()
    assert mark.inner_text() == "完成任务目标的41.9%"
