"""What issuing and filing pages say, and what they keep when something is wrong."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Issue
from jiannuo.reporting.actions.filing.hand_in import sign_with_ink
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.issue_plan import issue_plan
from jiannuo.reporting.models import Decision, ExtensionRequest, FilingState, PlanFiling
from tests.apps.ledger.test_issuing import NOTICE, NOW
from tests.apps.reporting.test_filings import BEFORE, fill
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County

SCAN = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def issue(county: County, officer: Actor) -> Issue:
    every = [task.pk for task in county.tasks]
    return issue_plan(officer, county.place, NOTICE, every, now=NOW)


@pytest.fixture
def filing(issue: Issue, county: County, clerk: Actor) -> PlanFiling:
    found = issue.filings.select_related("issue__place", "organisation").get(
        organisation=county.housing
    )
    open_filing(clerk, found)
    return found


def read(client: Client, address: str) -> Page:
    return Page(client.get(address).content)


def new_address(county: County) -> str:
    return reverse("desk:issue", args=[county.place.pk, 2023])


def test_the_lead_is_answered_on_the_spot_and_what_was_typed_stays(
    county: County, visit: Visit, officer: Actor
) -> None:
    county.tasks[1].assignments.update(lead=None, role="responsible")
    client = visit(officer)
    assert "出让土地1000亩" in read(client, new_address(county)).text("//ol[@class='unclear']")
    sent = {
        "lead": f"{county.tasks[1].pk}:{county.finance.pk}",
        "title": "我起草的通知",
        "text": "正文",
        "task": [county.tasks[1].pk],
    }
    answer = client.post(new_address(county), sent).content.decode()
    assert "第2项的牵头单位已记下" in answer
    assert "我起草的通知" in answer
    assert county.tasks[1].assignments.get(lead=True).organisation == county.finance


def test_a_deadline_before_the_notice_is_refused_and_nothing_is_lost(
    county: County, visit: Visit, officer: Actor
) -> None:
    sent = {
        "title": "通知",
        "text": "写了很久的正文",
        "issued_on": "2023-03-15",
        "due_on": "2023-03-01",
        "task": [county.tasks[0].pk],
    }
    answer = visit(officer).post(new_address(county), sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "截止日期不能早于成文日期" in said
    assert "写了很久的正文" in said
    assert not Issue.objects.exists()


def test_the_first_page_says_how_each_notice_stands(
    issue: Issue, visit: Visit, officer: Actor
) -> None:
    cells = read(visit(officer), reverse("desk:issuing")).texts("//tbody/tr/*")
    assert cells == [
        f"{issue.title} {issue.number}",
        "4 项",
        "0／4 家",
        "已报 0／4 家，核定 0 家 逾期未报 4 家",
        "3月24日（周五）24:00",
    ]


def test_a_set_without_members_is_pointed_out(county: County, visit: Visit, officer: Actor) -> None:
    county.streets.members.clear()
    said = visit(officer).get(new_address(county)).content.decode()
    assert "还不知道包括哪几家" in said


def test_an_organisation_s_copy_of_the_notice_holds_its_own_tasks_only(
    issue: Issue, visit: Visit, clerk: Actor, officer: Actor
) -> None:
    address = reverse("desk:notice_paper", args=[issue.pk])
    own = visit(clerk).get(address).content.decode()
    assert "新增供热面积50万平方米" in own
    assert "新建社区食堂8处" not in own
    assert "新建社区食堂8处" in visit(officer).get(address).content.decode()


def test_who_is_missing_can_be_pasted_with_telephone_numbers(
    county: County, filing: PlanFiling, visit: Visit, officer: Actor
) -> None:
    type(county.finance).objects.filter(pk=county.finance.pk).update(telephone="0533-1234")
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.SUBMITTED)
    text = read(visit(officer), reverse("desk:notice", args=[filing.issue_id])).text("//textarea")
    assert "截止时间3月24日（周五）24:00，还有3家没有报到" in text
    assert "区财政局 0533-1234" in text
    assert "区住建局" not in text


def test_a_signed_page_is_handed_in_and_handed_out(
    filing: PlanFiling, visit: Visit, clerk: Actor, officer: Actor, neighbour: Actor
) -> None:
    fill(clerk, filing)
    ink = reverse("desk:filing_ink", args=[filing.pk])
    sent = {"signed_by": "王建国", "scan": SimpleUploadedFile("签字页.png", SCAN)}
    visit(clerk).post(ink, sent)
    filing.refresh_from_db()
    assert (filing.state, filing.signed_by) == (FilingState.SUBMITTED, "王建国")
    scan = reverse("desk:filing_scan", args=[filing.pk])
    assert visit(officer).get(scan).content == SCAN
    assert visit(neighbour).get(scan).status_code == 404


def test_a_file_that_is_no_scan_is_refused_and_the_name_stays(
    filing: PlanFiling, visit: Visit, clerk: Actor
) -> None:
    fill(clerk, filing)
    ink = reverse("desk:filing_ink", args=[filing.pk])
    sent = {"signed_by": "王建国", "scan": SimpleUploadedFile("签字页.exe", b"MZ\x90")}
    answer = visit(clerk).post(ink, sent)
    assert answer.status_code == 422
    assert 'value="王建国"' in answer.content.decode()


def test_an_extension_is_asked_for_on_the_page_and_answered(
    issue: Issue, filing: PlanFiling, visit: Visit, clerk: Actor, officer: Actor
) -> None:
    step = reverse("desk:filing_step", args=[filing.pk])
    early = {"do": "extend", "until": "2023-03-20", "word": "机构改革，分工未定"}
    refused = visit(clerk).post(step, early)
    assert "机构改革，分工未定" in refused.content.decode()
    assert "要晚于现在的截止时间" in refused.content.decode()
    visit(clerk).post(step, {**early, "until": "2023-03-31"})
    asked = ExtensionRequest.objects.get()
    assert asked.until - NOTICE.due_at == timedelta(days=7)
    shown = visit(officer).get(reverse("desk:notice", args=[issue.pk])).content.decode()
    assert "3月31日（周五）24:00" in shown
    visit(officer).post(reverse("desk:plan_extension", args=[asked.pk]), {"decision": "granted"})
    asked.refresh_from_db()
    assert asked.decision == Decision.GRANTED


def test_an_officer_enters_for_an_organisation_only_what_it_has_not_begun(
    filing: PlanFiling, visit: Visit, clerk: Actor, officer: Actor
) -> None:
    form = reverse("desk:filing", args=[filing.pk])
    assert "您正在代录" in visit(officer).get(form).content.decode()
    fill(clerk, filing)
    assert visit(officer).get(form).status_code == 404
    assert visit(officer).post(form, {"do": "save"}).status_code == 403


def test_what_was_returned_says_why_on_the_organisation_s_pages(
    filing: PlanFiling, visit: Visit, clerk: Actor, officer: Actor
) -> None:
    fill(officer, filing)
    sign_with_ink(officer, filing, None, signed_by="王建国", now=BEFORE)
    review = reverse("desk:filing_review", args=[filing.pk])
    assert "请写明退回的理由" in visit(officer).post(review, {}).content.decode()
    visit(officer).post(review, {"decision": "return", "why": "二季度没有数字。"})
    for address in ("desk:filing", "desk:filing_sheet"):
        said = visit(clerk).get(reverse(address, args=[filing.pk])).content.decode()
        assert "督查室退回：二季度没有数字。" in said


def test_the_written_plan_is_edited_and_composed_anew(
    filing: PlanFiling, visit: Visit, clerk: Actor
) -> None:
    fill(clerk, filing)
    address = reverse("desk:filing_paper", args=[filing.pk])
    client = visit(clerk)
    assert "二季度：完成第1项的一半。" in client.get(address).content.decode()
    client.post(address, {"do": "save", "paper": "自己写的方案"})
    assert read(client, address).text("//textarea") == "自己写的方案"
    client.post(address, {"do": "compose", "paper": "自己写的方案"})
    assert "二季度：完成第1项的一半。" in read(client, address).text("//textarea")
