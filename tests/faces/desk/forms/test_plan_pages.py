"""Plans offline on pages: from the filing's page to the form, and back through the difference."""

from typing import Protocol

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.ledger.models import Issue
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.save_lines import Draft, save_lines
from jiannuo.reporting.actions.issue_plan import issue_plan
from jiannuo.reporting.models import FilingState, PlanFiling
from tests.apps.intake.forms.test_plan_forms import (
    ADDED,
    FILLED,
    TELEPHONE,
    filing_of,
    lines_of,
    plan_in_word,
)
from tests.apps.ledger.test_issuing import NOTICE, NOW
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County


@pytest.fixture
def issue(county: County, officer: Actor) -> Issue:
    every = [task.pk for task in county.tasks]
    return issue_plan(officer, county.place, NOTICE, every, now=NOW)


@pytest.fixture
def filing(issue: Issue, county: County, clerk: Actor) -> PlanFiling:
    found = filing_of(issue, county.housing)
    open_filing(clerk, found)
    return found


class Answer(Protocol):
    """What a page is asked for."""

    @property
    def content(self) -> bytes: ...


def body(answer: Answer) -> str:
    return answer.content.decode()


def sent(answer: Answer) -> dict[str, list[str]]:
    """Return what the page's form sends when it is pressed as it is."""
    ticked: dict[str, list[str]] = {}
    for box in Page(answer.content).all("//form[@id='take']//input[@type='hidden' or @checked]"):
        ticked.setdefault(str(box.get("name")), []).append(str(box.get("value")))
    return ticked


def test_a_clerk_fills_a_plan_offline(visit: Visit, clerk: Actor, filing: PlanFiling) -> None:
    client = visit(clerk)
    door = f"/forms/plans/{filing.pk}/"
    assert door in body(client.get(f"/filing/{filing.pk}/"))
    PlanFiling.objects.filter(pk=filing.pk).update(telephone="0533-7210009")
    filing.lines.update(principal="李明 13905330000")
    for kind in ("docx", "xlsx"):
        assert f"{door}form.{kind}" in body(client.get(door))
        answer = client.get(f"{door}form.{kind}")
        assert "attachment" in answer["Content-Disposition"]
        untouched = SimpleUploadedFile(f"表.{kind}", answer.content)
        page = body(client.post(door, {"file": untouched}, follow=True))
        assert "和系统里的一样，没有改动" in page
    added = [("1", ADDED[0][1])]
    file = SimpleUploadedFile("计划.docx", plan_in_word(filing, FILLED, TELEPHONE, added=added))
    shown = client.post(door, {"file": file}, follow=True)
    page = body(shown)
    assert "改动 3 行" in page
    assert "<ins>完成摸底。</ins>" in page
    assert "子任务 1.2" in page
    arrival = FormArrival.objects.latest("pk")
    line = lines_of(filing)[1]
    typed = Draft(line=line.pk, revision=line.revision, content=line.content, remarks="又写的")
    save_lines(clerk, filing, [typed], now=now(filing.issue.place))
    address = f"/forms/filled-plans/{arrival.pk}/"
    refused = client.post(f"{address}take/", sent(shown))
    assert refused.status_code == 409
    assert "又有人改过，这次都没有采用" in body(refused)
    assert [one.quarters for one in lines_of(filing)] == [{}, {}]
    again = client.get(address)
    assert "下载以后" in body(again)
    answer = client.post(f"{address}take/", sent(again), follow=True)
    assert "已采用 2 行" in body(answer)
    first, part, second = lines_of(filing)
    assert (first.principal, part.content) == ("王强", "北苑小区改造")
    assert (second.quarters, second.remarks) == ({}, "又写的")
    arrival.refresh_from_db()
    assert arrival.state == FormState.TAKEN


def test_what_is_wrong_is_said_on_the_page(visit: Visit, clerk: Actor, filing: PlanFiling) -> None:
    client = visit(clerk)
    door = f"/forms/plans/{filing.pk}/"
    whole = plan_in_word(filing, FILLED)
    for file, words in (
        (SimpleUploadedFile("坏.docx", whole[:5000]), "坏.docx"),
        (SimpleUploadedFile("纪要.txt", "会议纪要".encode()), "没有找到落实计划表"),
        ("", "还没有选择文件"),
    ):
        answer = client.post(door, {"file": file})
        assert answer.status_code == 422
        assert words in body(answer)
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.APPROVED)
    answer = client.post(door, {"file": SimpleUploadedFile("计划.docx", whole)})
    assert "计划核定，没有改动" in body(answer)
    assert client.get(door)["Location"] == f"/filing/{filing.pk}/sheet/"
    assert not FormArrival.objects.exists()


def test_the_office_enters_what_nobody_has_begun_and_reads_what_was_handed_in(
    visit: Visit, officer: Actor, filing: PlanFiling
) -> None:
    client = visit(officer)
    door = f"/forms/plans/{filing.pk}/"
    file = SimpleUploadedFile("计划.docx", plan_in_word(filing, FILLED))
    shown = client.post(door, {"file": file}, follow=True)
    form = FormArrival.objects.get()
    assert form.on_behalf
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.DRAFTING)
    for address in (door, f"{door}form.docx", f"/forms/filled-plans/{form.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/forms/filled-plans/{form.pk}/take/", sent(shown)).status_code == 404
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.SUBMITTED)
    assert client.get(f"{door}form.docx").status_code == 200
