"""A letter and its answer in a real browser, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.audit_plan import audit_again
from tests.faces.desk.conftest import Enter
from tests.personae import County

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_letter_is_drafted_signed_and_answered(
    county: County, director: Actor, clerk: Actor, enter: Enter
) -> None:
    audit_again(county.plan, Span("month", 5))
    office = enter(director)
    office.goto(f"/tasks/{county.tasks[1].pk}/")
    office.get_by_role("link", name="发函督办").click()
    office.get_by_role("button", name="按台账拟稿").click()
    paper = office.get_by_role("article", name="函的正文")
    expect(paper).to_contain_text("对照目标，出让土地还差20亩。")
    office.get_by_role("link", name="20亩").click()
    expect(office).to_have_url(f"{office.url.split('/tasks/')[0]}/tasks/{county.tasks[1].pk}/")
    office.go_back()
    office.get_by_role("button", name="签发并送达").click()
    expect(paper).to_contain_text("督提〔")

    own = enter(clerk, viewport={"width": 360, "height": 740})
    own.goto("/")
    own.get_by_role("link", name="提醒函").click()
    assert own.evaluate("document.documentElement.scrollWidth") <= 360
    own.get_by_label("原因、已采取的措施").fill("6月底前清表。")
    own.get_by_role("button", name="反馈给督查室").click()
    expect(own.get_by_role("heading", name="单位的反馈")).to_be_visible()
