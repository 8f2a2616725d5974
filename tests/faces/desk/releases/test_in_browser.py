"""A release in a real Chromium, from the draft over three pairs of eyes to the public page."""

import pytest
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.reporting.models import Report
from tests.faces.desk.conftest import Enter
from tests.faces.desk.test_in_browser import PHONE
from tests.personae import County

pytestmark = pytest.mark.browser


def test_words_struck_out_never_reach_the_public_page(
    county: County, enter: Enter, officer: Actor, reviewer: Actor, director: Actor
) -> None:
    Report.objects.filter(task__number="2").update(problems="王丽女士提出异议，附着物未清表。")

    # The officer drafts, strikes words out by hand and sends the draft to the review.
    tab = enter(officer)
    tab.goto(f"/releases/new/{county.plan.pk}/")
    tab.get_by_label("哪一期").select_option("month-5")
    tab.get_by_role("button", name="取出审核过的内容").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("5月进展")
    tab.get_by_role("link", name="出让土地1000亩").click()
    tab.get_by_label("要隐去的文字").fill("附着物")
    tab.get_by_role("button", name="隐去", exact=True).last.click()
    expect(tab.locator(".release-texts")).to_contain_text("〔略〕未清表")
    tab.locator(".crumb a").last.click()
    tab.get_by_role("button", name="送保密审查").click()
    expect(tab.locator("main")).to_contain_text("待保密审查")

    # The reviewer is asked about a name, answers, and lets the release pass.
    review = enter(reviewer)
    review.goto(tab.url)
    review.get_by_role("button", name="审查通过").click()
    expect(review.locator("main")).to_contain_text("还有 1 处待定")
    review.goto(tab.url)
    review.get_by_role("link", name="出让土地1000亩").click()
    review.locator(".redaction", has_text="王丽").get_by_role("button", name="隐去").click()
    review.locator(".crumb a").last.click()
    review.get_by_role("button", name="审查通过").click()
    expect(review.locator("main")).to_contain_text("待批准")

    # Nothing is public before the director approves; afterwards anybody reads it, on a phone too.
    final = enter(director, viewport=PHONE)
    final.goto(tab.url)
    assert final.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    place = f"/public/p{county.place.pk}/"
    assert final.request.get(place).status == 404
    final.get_by_role("button", name="批准，现在公开").click()
    expect(final.locator("main")).to_contain_text("已发布")
    final.goto(f"{place}2023-report/")
    final.get_by_role("link", name="出让土地1000亩").click()
    said = final.locator("main")
    expect(said).to_contain_text("出让土地380亩")
    expect(said).to_contain_text("〔略〕女士提出异议，〔略〕未清表。")
    for words in ("王丽", "附着物"):
        assert words not in final.content()
