"""A report taken apart in a real Chromium, with the keyboard, from the dropped file to the ledger."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.intake.decomposition.actions.begin import begin
from jiannuo.intake.decomposition.queries import draft_of_upload, values_of
from tests.apps.intake.decomposition.reports import CITY, ReadReport
from tests.faces.desk.conftest import Enter
from tests.faces.desk.intake.test_in_browser import drop

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


def said(tab: Tab, words: str) -> None:
    expect(tab.locator("#said")).to_contain_text(words)


def focused(tab: Tab) -> str:
    return str(tab.evaluate("document.activeElement.id"))


def test_from_the_dropped_report_to_the_ledger(
    enter: Enter, officer: Actor, queue: None, start_worker: Callable[[], Any]
) -> None:
    start_worker()
    tab = enter(officer)
    drop(tab, CITY.read_bytes(), "政府工作报告.txt")
    tab.get_by_role("button", name="分解立项").click(timeout=30_000)
    expect(tab.locator("#account .sum")).to_contain_text("（各有原因）")

    # the words under the pointer are marked on both sides
    second = tab.locator("#list-report .prop").nth(1)
    second.hover()
    task = second.get_attribute("data-t")
    expect(tab.locator(f".source-side [data-t='{task}']").first).to_have_class(re.compile("cited"))
    tab.locator(f".source-side [data-t='{task}']").first.click()
    expect(second).to_be_focused()

    # merged into the one before, taken back, split: all by key, and the focus stays in the list
    count = tab.locator("#list-report .prop").count()
    tab.keyboard.press("m")
    said(tab, "并入上一项")
    expect(tab.locator("#list-report .prop")).to_have_count(count - 1)
    assert focused(tab).startswith("t")
    tab.keyboard.press("u")
    said(tab, "已撤销：并入上一项")
    expect(tab.locator("#list-report .prop")).to_have_count(count)

    # two chosen are assigned at once, a name is completed from the directory
    first = tab.locator("#list-report .prop").first
    first.focus()
    tab.keyboard.press("x")
    tab.keyboard.press("j")
    tab.keyboard.press("x")
    expect(tab.locator("[data-chosen-count]")).to_have_text("选中的 2 项：")
    tab.keyboard.press("a")
    expect(tab.locator("#d-leads")).to_be_focused()
    tab.keyboard.type("住建")
    expect(tab.locator(".names li").first).to_have_text("区住建局")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator("#d-leads")).to_have_value("区住建局、")
    tab.keyboard.press("Enter")
    said(tab, "改了 2 项")
    expect(first.locator(".who")).to_contain_text("牵头 区住建局")

    # moved to the pledges, dropped, taken again from what is left
    first.focus()
    tab.keyboard.press("l")
    said(tab, "移到附件2")
    expect(tab.locator("#list-report .prop")).to_have_count(count - 1)
    moved = tab.locator("#list-report .prop").first
    moved.focus()
    words = moved.locator(".words").inner_text()
    tab.keyboard.press("d")
    said(tab, "去掉 1 项")
    tab.locator("#left summary", has_text="核对时去掉").click()
    left = tab.locator(".left-line", has_text=words)
    left.focus()
    tab.keyboard.press("t")
    said(tab, "取 1 句")
    expect(tab.locator("#list-report .prop", has_text=words)).to_have_count(1)

    tab.get_by_role("button", name="立项，写入台账").click()
    expect(tab.locator("h1")).to_have_text("已立项")
    tab.get_by_role("link", name="打开台账").click()
    expect(tab).to_have_url(re.compile("/ledgers/"))
    expect(tab.locator(".grid")).to_contain_text(words[:10])


def test_a_task_comes_apart_at_a_clause(
    enter: Enter, officer: Actor, read_report: ReadReport
) -> None:
    upload = read_report()
    begin(officer, upload)
    tab = enter(officer)
    tab.goto(f"/import/{upload.pk}/decomposition/")
    long = tab.locator("#list-report .prop").nth(1)
    count = tab.locator("#list-report .prop").count()
    long.focus()
    tab.keyboard.press("s")
    expect(tab.locator(".split-form input[type=checkbox]").first).to_be_focused()
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    said(tab, "拆成 2 项")
    expect(tab.locator("#list-report .prop")).to_have_count(count + 1)


def test_what_was_done_is_there_when_one_comes_back(
    enter: Enter, officer: Actor, director: Actor, read_report: ReadReport
) -> None:
    upload = read_report()
    begin(officer, upload)
    tab = enter(officer)
    tab.goto(f"/import/{upload.pk}/decomposition/")
    tab.locator("#list-report .prop").nth(2).focus()
    tab.keyboard.press("d")
    said(tab, "去掉 1 项")
    stored = draft_of_upload(upload)
    assert stored is not None
    there = len(values_of(stored).proposals)

    other = enter(director)
    other.goto(f"/import/{upload.pk}/")
    other.get_by_role("button", name="继续分解").click()
    expect(other.locator(".list-side #lists .prop")).to_have_count(there)
    other.keyboard.press("u")
    said(other, "已撤销：去掉 1 项")


def test_single_keys_can_be_switched_off(
    enter: Enter, officer: Actor, read_report: ReadReport
) -> None:
    upload = read_report()
    begin(officer, upload)
    tab = enter(officer)
    tab.goto(f"/import/{upload.pk}/decomposition/")
    tab.get_by_role("button", name="停用单键").click()
    count = tab.locator("#list-report .prop").count()
    tab.locator("#list-report .prop").nth(1).focus()
    tab.keyboard.press("d")
    tab.keyboard.press("j")
    expect(tab.locator("#list-report .prop")).to_have_count(count)


def test_on_a_phone_nothing_sticks_out(
    enter: Enter, officer: Actor, read_report: ReadReport
) -> None:
    upload = read_report()
    begin(officer, upload)
    tab = enter(officer, viewport=PHONE)
    tab.goto(f"/import/{upload.pk}/decomposition/")
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.locator("#list-report .prop").first.focus()
    tab.locator("#list-report .prop").first.get_by_role("link", name="分派").click()
    expect(tab.locator("#d-leads")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
