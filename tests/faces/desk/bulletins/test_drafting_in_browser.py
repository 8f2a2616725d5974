"""The draft's editor in a real Chromium: rows beside the text, nothing typed is lost, small screens."""

import pytest
from playwright.sync_api import expect

from jiannuo.bulletins.actions.draft import draft
from jiannuo.bulletins.models import BulletinKind
from jiannuo.directory.actor import Actor
from jiannuo.ledger.periods import Span
from tests.faces.desk.conftest import Enter
from tests.faces.desk.test_in_browser import PHONE
from tests.personae import County

pytestmark = pytest.mark.browser


def test_a_number_is_opened_edited_and_set_right(
    county: County, enter: Enter, officer: Actor
) -> None:
    made = draft(officer, county.plan, BulletinKind.WHOLE, Span("month", 5))
    tab = enter(officer)
    tab.goto(f"/bulletins/{made.pk}/draft/")
    edit = tab.locator("#b-counts .draft-edit")
    edit.locator("summary").click()
    text = edit.locator("textarea")
    text.fill(text.input_value().replace("完成1项", "完成2项", 1))

    # Looking at a number's rows leaves what was typed alone.
    tab.locator("#b-counts a.fig").first.click()
    expect(tab.locator("#rows")).to_contain_text("由4项任务算出")
    assert "完成2项" in text.input_value()
    tab.locator("#title").press("End")

    tab.get_by_role("button", name="保存", exact=True).last.click()
    expect(tab.locator("#b-counts .ledger-says")).to_contain_text("台账：1")
    tab.get_by_role("button", name="改为1").click()
    expect(tab.locator(".draft-text .ledger-says")).to_have_count(0)

    phone = enter(officer, viewport=PHONE)
    phone.goto(f"/bulletins/{made.pk}/draft/")
    width = "document.documentElement.scrollWidth <= window.innerWidth"
    assert phone.evaluate(width)
    phone.locator("#b-counts a.fig").first.click()
    expect(phone.locator("#rows")).to_be_in_viewport()
    phone.goto("/bulletins/new/")
    phone.get_by_label("重大事项通报").check()
    expect(phone.get_by_label("出让土地1000亩")).to_be_visible()
    assert phone.evaluate(width)
