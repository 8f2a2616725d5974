"""The deadline evening in a real browser: who is missing, the text to paste, the way to every page."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.reporting.models import ReportingRound, SubmissionState
from tests.faces.desk.conftest import Enter
from tests.faces.desk.rounds.test_pages import submitted
from tests.personae import County

pytestmark = pytest.mark.browser


@pytest.fixture
def evening(may: ReportingRound, county: County, monkeypatch: pytest.MonkeyPatch) -> ReportingRound:
    """Return the round an hour and forty-eight minutes before it closes: one sheet in, one to be signed."""
    moment = may.due_at - timedelta(minutes=108)
    for module in ("jiannuo.desk.todo.office", "jiannuo.desk.todo.organisation"):
        monkeypatch.setattr(f"{module}.now", lambda _place: moment)
    monkeypatch.setattr("jiannuo.desk.rounds.page.now", lambda _place: moment)
    submitted(may, "区住建局", may.due_at - timedelta(hours=5))
    may.submissions.filter(organisation=county.finance).update(state=SubmissionState.SIGNING)
    Organisation.objects.filter(pk=county.finance.pk).update(telephone="0533-2318")
    return may


def test_the_officer_sees_who_is_missing_and_copies_the_text(
    evening: ReportingRound, enter: Enter, officer: Actor, tmp_path: Path
) -> None:
    tab = enter(officer)
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto("/")
    expect(tab.locator("h1")).to_have_text("5月月报今晚24:00截止，还有1小时48分")
    expect(tab.locator(".strip .urgent")).to_have_count(2)
    expect(tab.get_by_role("link", name="0533-2318")).to_be_visible()
    tab.get_by_role("button", name="复制").click()
    copied: str = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("截至6月7日22:12，5月月报尚有3家单位2项未报：")
    assert "区财政局（第3项，待签发）" in copied
    assert copied.endswith(
        "今晚24:00截止。能带出的内容都已填在表里，核对、补充后签发即可；有困难请与督查室联系。"
    )
    tab.screenshot(path=tmp_path / "todo.png", full_page=True)
    tab.get_by_role("link", name="看全部单位").click()
    tab.locator(".tally a", has_text="待签发").click()
    expect(tab.locator("tbody th")).to_have_text(["区财政局"])
    tab.screenshot(path=tmp_path / "round.png", full_page=True)


@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_is_wider_than_the_screen(
    evening: ReportingRound, county: County, enter: Enter, officer: Actor, width: int
) -> None:
    tab = enter(officer, viewport={"width": width, "height": 800})
    for address in (
        "/",
        "/rounds/",
        f"/rounds/{evening.pk}/",
        f"/rounds/of/{county.place.pk}/rules/",
        f"/rounds/of/{county.place.pk}/new/",
        "/administration/holidays/",
        "/calendar/",
        "/messages/",
        f"/messages/of/{county.place.pk}/robots/",
    ):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, address


def test_without_any_script_a_deadline_is_put_off(
    evening: ReportingRound, enter: Enter, officer: Actor
) -> None:
    tab = enter(officer, java_script_enabled=False)
    tab.goto(f"/rounds/{evening.pk}/")
    tab.get_by_text("调整截止时间").click()
    tab.get_by_label("截止日期").fill("2023-06-09")
    tab.get_by_label("理由").fill("防汛")
    tab.get_by_role("button", name="调整", exact=True).click()
    expect(tab.get_by_role("status").first).to_contain_text("截止时间已改为6月9日（周五）24:00")


def test_the_clerk_is_led_to_the_sheet(
    may: ReportingRound, enter: Enter, clerk: Actor, settings: Any
) -> None:
    tab = enter(clerk)
    tab.goto("/")
    tab.get_by_role("link", name="去填报").click()
    expect(tab.locator("h1")).to_contain_text("5月")
