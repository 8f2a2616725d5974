"""The desk in a real Chromium: grid, sources, small screens, paper, and no script at all."""

import re

import pytest
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from tests.faces.desk.conftest import Enter
from tests.personae import County

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


def grid(county: County) -> str:
    return f"/ledgers/{county.plan.pk}/"


def test_typing_filters_in_place_and_the_address_follows(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer)
    tab.goto(grid(county))
    tab.evaluate("window.sameDocument = true")
    tab.locator("#text").press_sequentially("供热")
    expect(tab.locator(".grid > tbody > tr")).to_have_count(1)
    expect(tab).to_have_url(re.compile(r"text=%E4%BE%9B%E7%83%AD"))
    expect(tab.locator("#announcement")).to_have_text("筛出 1 项")
    expect(tab.locator("#text")).to_be_focused()
    assert tab.evaluate("window.sameDocument")
    tab.go_back()
    expect(tab.locator(".grid > tbody > tr")).to_have_count(4)


def test_a_tally_filters_and_keeps_the_other_filters(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer)
    tab.goto(grid(county))
    tab.get_by_label("领导").select_option(label="周明远（2）")
    expect(tab.locator(".grid > tbody > tr")).to_have_count(2)
    tab.locator("#tally-missed").click()
    expect(tab.locator(".grid > tbody > tr")).to_have_count(1)
    expect(tab.locator("#tally-missed")).to_have_attribute("aria-current", "true")
    tab.locator("#text").press_sequentially("预算")
    expect(tab).to_have_url(re.compile(r"status=missed.*text=|text=.*status=missed"))
    expect(tab.locator(".grid > tbody > tr")).to_have_count(1)


def test_the_keyboard_walks_opens_and_closes(enter: Enter, officer: Actor, county: County) -> None:
    tab = enter(officer)
    tab.goto(grid(county))
    links = tab.locator(".grid .f2 a")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("tr.opened")).to_contain_text("部分地块附着物尚未清表。")
    expect(links.nth(1)).to_have_attribute("aria-expanded", "true")
    expect(tab).to_have_url(re.compile(rf"open={county.tasks[1].pk}$"))
    tab.keyboard.press("ArrowDown")
    expect(links.nth(2)).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("tr.opened")).to_have_count(1)
    tab.keyboard.press("Escape")
    expect(tab.locator("tr.opened")).to_have_count(0)
    expect(links.nth(2)).to_be_focused()
    tab.keyboard.press("/")
    expect(tab.locator("#text")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(links.nth(0)).to_be_focused()


def test_the_search_key_can_be_switched_off(enter: Enter, officer: Actor, county: County) -> None:
    tab = enter(officer)
    tab.goto(grid(county))
    tab.get_by_role("button", name="停用“/”键").click()
    tab.keyboard.press("/")
    expect(tab.locator("#text")).not_to_be_focused()
    tab.reload()
    expect(tab.get_by_role("button", name="启用“/”键")).to_be_visible()


def test_an_address_with_an_open_row_shows_it_again(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer)
    tab.goto(f"{grid(county)}?open={county.tasks[1].pk}")
    expect(tab.locator("tr.opened")).to_contain_text("6月底前完成清表。")
    tab.locator("tr.on .f2 a").click()
    expect(tab.locator("tr.opened")).to_have_count(0)
    expect(tab).to_have_url(re.compile(r"/$"))


def test_rows_are_copied_as_a_table(enter: Enter, officer: Actor, county: County) -> None:
    tab = enter(officer, permissions=["clipboard-read", "clipboard-write"])
    tab.goto(grid(county))
    tab.get_by_role("button", name="复制表格").click()
    lines = tab.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").split("\n")
    assert lines[0].split("\t")[:4] == ["序号", "年度目标任务", "完成情况", "单位自报"]
    assert lines[2].split("\t")[:4] == ["2", "出让土地1000亩。", "出让土地380亩。", "部分完成"]
    expect(tab.locator("#announcement")).to_have_text("已复制 4 行")
    tab.locator(".grid .f2 a").nth(2).focus()
    tab.keyboard.press("Control+C")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("3\t一般公共预算")


def test_frozen_columns_and_head_stay_in_sight(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer, viewport={"width": 760, "height": 420})
    tab.goto(grid(county))
    frame = tab.locator(".grid-frame")
    frame.evaluate("frame => { frame.scrollLeft = 400; frame.scrollTop = 200; }")
    left = frame.evaluate("frame => frame.getBoundingClientRect().left")
    number = tab.locator(".grid tbody .f1").first.bounding_box()
    head = tab.locator(".grid thead .f2").bounding_box()
    top = frame.evaluate("frame => frame.getBoundingClientRect().top")
    assert number is not None
    assert head is not None
    assert abs(number["x"] - left) < 1
    assert abs(head["y"] - top) <= 3


def test_one_click_shows_the_source_cell_and_another_hides_it(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer)
    tab.goto(f"/tasks/{county.tasks[1].pk}/")
    value = tab.locator("dd").filter(has_text="出让土地380亩。")
    value.get_by_role("link", name="来源").click()
    expect(value.locator("td.cited")).to_have_text("出让土地380亩。")
    value.get_by_role("link", name="打开来源全文到这一格").click()
    expect(tab.locator("#cited")).to_be_in_viewport()
    tab.go_back()
    value.get_by_role("link", name="来源").click()
    value.get_by_role("link", name="来源").click()
    expect(value.locator("table")).to_have_count(0)


def test_a_request_that_fails_says_so(enter: Enter, officer: Actor, county: County) -> None:
    tab = enter(officer)
    tab.goto(grid(county))
    tab.route("**/row/**", lambda route: route.fulfill(status=500))
    tab.locator(".grid .f2 a").first.click()
    expect(tab.get_by_role("alert")).to_contain_text("服务器出错，页面没有更新")
    tab.unroute("**/row/**")
    tab.locator(".grid .f2 a").first.click()
    expect(tab.locator("tr.opened")).to_be_visible()
    expect(tab.locator("#failure")).to_be_hidden()
    enter.complaints.clear()  # type: ignore[attr-defined]  # the browser logged the failure


def test_search_finds_while_typing(enter: Enter, officer: Actor, county: County) -> None:
    tab = enter(officer)
    tab.goto("/search/")
    tab.locator("#text").press_sequentially("清表")
    expect(tab.locator("mark").first).to_have_text("清表")
    expect(tab).to_have_url(re.compile(r"/search/\?text="))


def pages(county: County) -> list[str]:
    task = county.tasks[1]
    return [
        "/",
        grid(county),
        f"{grid(county)}?open={task.pk}",
        f"/tasks/{task.pk}/",
        f"/tasks/{task.pk}/source/{task.source_id}/progress/",
        f"/sources/{county.plan.parse_id}/",
        "/search/?text=土地",
        "/administration/organisations/",
        "/password/",
    ]


@pytest.mark.parametrize("width", [360, 960, 1440])
def test_no_page_scrolls_sideways(enter: Enter, officer: Actor, county: County, width: int) -> None:
    """360 px is a phone, 960 px a desk's screen at 150 %."""
    tab = enter(officer, viewport={"width": width, "height": 800})
    for address in pages(county):
        tab.goto(address)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} px wide"


def test_everything_has_a_name_and_pages_have_an_outline(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer)
    for address in pages(county):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.lang") == "zh-CN"
        assert tab.locator("h1").count() == 1, address
        assert tab.evaluate(NAMELESS) == [], address
        assert tab.evaluate(REPEATED_IDS) == [], address
        assert tab.evaluate(DANGLING) == [], address


NAMELESS = """() => [...document.querySelectorAll('a, button, input, select, textarea')]
  .filter(e => e.type !== 'hidden' && !e.hidden)
  .filter(e => !(e.textContent.trim() || e.ariaLabel || (e.labels && e.labels.length)))
  .map(e => e.outerHTML.slice(0, 80))"""
REPEATED_IDS = """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at); }"""
DANGLING = """() => [...document.querySelectorAll('[aria-labelledby], [aria-controls]')]
  .map(e => e.getAttribute('aria-labelledby') || e.getAttribute('aria-controls'))
  .filter(id => !document.getElementById(id))"""


def test_the_first_stop_of_the_tab_key_skips_the_masthead(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer)
    tab.goto(grid(county))
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="跳到正文")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#main")).to_be_focused()


def test_on_a_phone_what_is_pressed_is_large_enough(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer, viewport=PHONE)
    tab.goto(grid(county))
    for kind in (".tally a", ".bar select", ".bar input", ".mast nav a", ".btn"):
        for one in tab.locator(kind).all():
            box = one.bounding_box()
            assert box is None or box["height"] >= 24, f"{kind}: {box}"
    expect(tab.locator(".grid td[data-l='完成情况']").first).to_be_visible()


def test_without_a_script_the_desk_reads_and_filters(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer, java_script_enabled=False)
    tab.goto(grid(county))
    tab.locator("#text").fill("清表")
    tab.get_by_role("button", name="筛选").click()
    expect(tab.locator(".grid > tbody > tr")).to_have_count(1)
    tab.locator("#tally-all").click()
    expect(tab.locator("#tally-all")).to_have_attribute("aria-current", "true")
    tab.goto(grid(county))
    tab.locator(".grid .f2 a").nth(1).click()
    expect(tab.locator("h1")).to_have_text("出让土地1000亩。")
    tab.locator("dd").filter(has_text="出让土地380亩。").get_by_role("link", name="来源").click()
    expect(tab.locator("td.cited")).to_have_text("出让土地380亩。")
    tab.get_by_role("link", name="打开来源全文到这一格").click()
    expect(tab.locator("#cited")).to_be_in_viewport()


def test_the_ledger_prints_landscape_and_a_task_upright(
    enter: Enter, officer: Actor, county: County
) -> None:
    tab = enter(officer)
    tab.goto(grid(county))
    across = tab.pdf(prefer_css_page_size=True)
    tab.goto(f"/tasks/{county.tasks[1].pk}/")
    upright = tab.pdf(prefer_css_page_size=True)
    assert {_page_size(across)} == {(842, 595)}
    assert {_page_size(upright)} == {(595, 842)}


def _page_size(pdf: bytes) -> tuple[int, int]:
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert found is not None
    return round(float(found[1])), round(float(found[2]))
