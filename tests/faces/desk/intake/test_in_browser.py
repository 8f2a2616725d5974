"""The way in in a real Chromium: drop, watch, look, correct, confirm, and find it in the ledger."""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceFile
from jiannuo.intake.jobs import sweep
from jiannuo.intake.models import State, Upload
from tests.apps.intake.files import BULLETIN, TABLE, ReadUpload, rendered, sample
from tests.apps.intake.working import LARGE
from tests.faces.desk.conftest import Enter
from tests.personae import County

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DROP = """([name, encoded]) => {
  const bytes = Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name));
  const box = document.querySelector("[data-drop]");
  for (const type of ["dragover", "drop"]) {
    box.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }));
  }
}"""


def drop(tab: Tab, content: bytes, name: str) -> None:
    tab.goto("/import/")
    tab.evaluate(DROP, [name, base64.b64encode(content).decode()])


def test_from_the_dropped_file_to_the_ledger(
    enter: Enter, officer: Actor, queue: None, start_worker: Callable[[], Any]
) -> None:
    start_worker()
    tab = enter(officer)
    drop(tab, rendered("docx"), "5月通报.docx")

    # being read, the page shows how far it is and turns into the result by itself
    expect(tab.locator("#reading, #questions").first).to_be_visible()
    expect(tab.locator("#questions")).to_be_visible(timeout=30_000)
    expect(tab.locator("#bar .sums")).to_contain_text("124 行，全部有出处；20 处待问")

    # the cell that a value came from is marked on both sides, its words too
    tab.locator("#r0-0 > summary").click()
    value = tab.locator("#r0-0 .facts > div", has_text="自报状态")
    value.hover()
    cell = tab.locator(f"#c-{value.get_attribute('data-at')}")
    expect(cell).to_have_class(re.compile("cited"))
    expect(cell.locator("mark")).to_have_text("部分完成")
    expect(value).to_have_class(re.compile("cited"))

    # doubts by keyboard: the second is answered, the next takes its place
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    second = tab.locator(".asking").nth(1)
    expect(second).to_be_focused()
    name = second.locator(".what a").inner_text()
    second.get_by_role("button").first.click()
    expect(tab.locator("#bar .sums")).to_contain_text("19 处待问")
    expect(tab.locator(".asking").nth(1)).to_be_focused()
    expect(tab.locator(".asking").nth(1).locator(".what a")).not_to_have_text(name)

    # undone and done again
    tab.keyboard.press("u")
    expect(tab.locator("#bar .sums")).to_contain_text("20 处待问")

    # a value is written where it stands
    progress = tab.locator("#r0-0 .facts > div", has_text="完成情况")
    progress.focus()
    tab.keyboard.press("Enter")
    field = progress.locator("textarea")
    expect(field).to_be_focused()
    field.fill("1-5月一般公共预算收入增长5.7%。")
    progress.get_by_role("button", name="保存").click()
    expect(tab.locator("#r0-0")).to_contain_text("增长5.7%")
    expect(tab.locator("#r0-0")).to_contain_text("原读作")

    # confirmed by keyboard, it is in the ledger with its source
    tab.locator("#r0-0 > summary").focus()
    tab.keyboard.press("c")
    expect(tab.get_by_role("button", name="确认，写入台账")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/ledgers/"), timeout=20_000)
    expect(tab.locator(".message.success")).to_contain_text("124 项")
    tab.locator(".grid .f2 a").first.click()
    tab.get_by_role("link", name="任务详情").click()
    expect(tab.locator("main")).to_contain_text("1-5月一般公共预算收入增长5.7%。")
    expect(tab.locator("main")).to_contain_text("原读作")
    tab.locator("dd", has_text="增长5.7%").get_by_role("link", name="来源").click()
    expect(tab.locator(".excerpt .cited")).to_contain_text("增长5.59%")


def test_a_large_file_shows_how_far_it_is(
    enter: Enter, officer: Actor, queue: None, start_worker: Callable[[], Any]
) -> None:
    tab = enter(officer)
    drop(tab, LARGE.encode(), "很大.txt")
    expect(tab.locator("#reading .stage")).to_contain_text("排队", timeout=30_000)
    start_worker()
    expect(tab.locator("#reading .stage")).to_contain_text("正在", timeout=30_000)
    expect(tab.locator("#bar .sums")).to_contain_text("4999 行", timeout=60_000)
    expect(tab.locator(".read-row")).to_have_count(200)


def test_the_same_file_twice(enter: Enter, officer: Actor) -> None:
    tab = enter(officer)
    drop(tab, TABLE.encode(), "通报.txt")
    expect(tab.locator("#questions")).to_be_visible()
    first = tab.url
    drop(tab, TABLE.encode(), "另一个名字.txt")
    expect(tab.locator("div.message")).to_contain_text("上传过")
    assert tab.url == f"{first}?same=1"
    tab.get_by_role("button", name="重新读一遍").click()
    expect(tab.locator("#questions")).to_be_visible()
    assert Upload.objects.count() == 1


def test_an_unreadable_file_and_a_second_try(enter: Enter, officer: Actor) -> None:
    tab = enter(officer)
    drop(tab, rendered("docx")[:-300], "坏了.docx")
    expect(tab.locator("h1")).to_have_text("这份文件没读成")
    expect(tab.locator(".why")).to_contain_text("坏了.docx")
    tab.get_by_role("button", name="再试一次").click()
    expect(tab.locator("h1")).to_have_text("这份文件没读成")
    tab.get_by_role("button", name="放弃").click()
    expect(tab.locator("#recent")).to_contain_text("已放弃")


def test_a_marked_file_is_refused_and_nothing_stored(
    enter: Enter, officer: Actor, home: Path
) -> None:
    before = (SourceFile.objects.count(), len(list(home.rglob("*"))))
    tab = enter(officer)
    drop(tab, f"秘密★3年\n{TABLE}".encode(), "涉密.txt")
    expect(tab.locator(".message.error[role=status]")).to_contain_text("有“秘密”密级标志")
    expect(tab.locator("body")).not_to_contain_text("涉密.txt")
    assert (SourceFile.objects.count(), len(list(home.rglob("*")))) == before


def test_several_files_at_once(enter: Enter, officer: Actor, tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text(TABLE)
    (tmp_path / "二.xlsx").write_bytes(rendered("xlsx"))
    tab = enter(officer)
    tab.goto("/import/")
    tab.locator("#files").set_input_files([tmp_path / "一.txt", tmp_path / "二.xlsx"])
    expect(tab.locator("[data-chosen]")).to_have_text("已选 2 个：一.txt、二.xlsx")
    tab.get_by_role("button", name="开始读取").click()
    expect(tab.locator("#recent tbody tr.fresh")).to_have_count(2)
    expect(tab.locator("#recent")).to_contain_text("124 行，20 处待问")


def test_a_list_follows_what_a_worker_does(
    enter: Enter, officer: Actor, read_upload: ReadUpload
) -> None:
    upload = read_upload()
    Upload.objects.filter(pk=upload.pk).update(state=State.READING, progress=20)
    tab = enter(officer)
    tab.goto("/import/")
    expect(tab.locator("#recent progress")).to_be_visible()
    Upload.objects.filter(pk=upload.pk).update(state=State.READ, progress=100)
    expect(tab.locator("#recent")).to_contain_text("待核对")
    assert sweep() == 0


class TestTheReview:
    @pytest.fixture
    def tab(self, enter: Enter, officer: Actor, read_upload: ReadUpload) -> Tab:
        upload = read_upload(sample(BULLETIN), BULLETIN)
        tab = enter(officer)
        tab.goto(f"/import/{upload.pk}/")
        return tab

    def test_a_cell_leads_back_to_its_value(self, tab: Tab) -> None:
        cell = tab.locator("td[data-at]", has_text="38家").first
        cell.click()
        row = tab.locator(".read-row[open]")
        expect(row).to_have_count(21)
        focused = tab.locator(".read-row [data-at]:focus")
        expect(focused).to_contain_text("38家")

    def test_the_frame_scrolls_to_the_cell_and_the_page_stays(self, tab: Tab) -> None:
        question = tab.locator(".asking").nth(2)
        question.scroll_into_view_if_needed()
        before = tab.evaluate("scrollY")
        question.hover()
        cell = tab.locator(f"#c-{question.get_attribute('data-at')}")
        expect(cell).to_be_in_viewport()
        assert tab.evaluate("scrollY") == before

    def test_single_keys_can_be_switched_off(self, tab: Tab) -> None:
        tab.get_by_role("button", name="停用单键").click()
        tab.keyboard.press("j")
        expect(tab.locator(".asking:focus")).to_have_count(0)
        tab.get_by_role("button", name="启用单键").click()
        tab.keyboard.press("j")
        expect(tab.locator(".asking").first).to_be_focused()

    def test_a_form_is_left_with_escape(self, tab: Tab) -> None:
        tab.keyboard.press("j")
        tab.keyboard.press("Enter")
        expect(tab.locator(".slot textarea")).to_be_focused()
        tab.keyboard.press("Escape")
        expect(tab.locator(".slot textarea")).to_have_count(0)

    def test_what_cannot_be_is_said_on_the_page(self, tab: Tab, enter: Any) -> None:
        tab.get_by_text("更正文件信息").click()
        tab.get_by_label("年度", exact=True).fill("23")
        tab.get_by_role("button", name="保存文件信息").click()
        expect(tab.locator("#said")).to_contain_text("年度应在")
        enter.complaints.clear()  # the browser itself remarks on the status 422

    def test_facts_are_put_right_in_place(self, tab: Tab) -> None:
        tab.get_by_text("更正文件信息").click()
        tab.get_by_label("期别").select_option(label="二季度")
        tab.get_by_role("button", name="保存文件信息").click()
        expect(tab.locator("#facts .now")).to_contain_text("二季度")

    def test_stray_text_is_put_in_its_place(self, tab: Tab) -> None:
        piece = tab.locator(".piece")
        piece.locator("summary").click()
        cell = tab.locator(f"#c-{piece.get_attribute('data-at')}")
        expect(cell.locator("mark")).to_have_text("局")
        expect(tab.locator(".place-form select[name=to] option:checked")).to_contain_text("第35项")
        tab.locator(".place-form select[name=field]").select_option("remarks")
        tab.get_by_role("button", name="归入", exact=True).click()
        expect(tab.locator("#pieces")).to_be_hidden()
        expect(tab.locator("#bar .sums")).not_to_contain_text("没有归栏")


def test_on_a_phone_the_source_comes_to_the_value(
    enter: Enter, officer: Actor, read_upload: ReadUpload
) -> None:
    upload = read_upload(sample(BULLETIN), BULLETIN)
    tab = enter(officer, viewport=PHONE, has_touch=True)
    for address in ("/import/", f"/import/{upload.pk}/"):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.locator("#r0-0 > summary").click()
    value = tab.locator("#r0-0 .facts > div", has_text="自报状态")
    value.get_by_role("link", name="看原文").click()
    expect(value.locator(".source-words")).to_contain_text("部分完成。1-5月一般公共预算")
    expect(tab.get_by_role("button", name="确认，写入台账")).to_be_in_viewport()


def test_without_any_script(enter: Enter, officer: Actor, county: County, tmp_path: Path) -> None:
    (tmp_path / "通报.txt").write_text(TABLE)
    tab = enter(officer, java_script_enabled=False)
    tab.goto("/import/")
    tab.locator("#files").set_input_files(tmp_path / "通报.txt")
    tab.get_by_role("button", name="开始读取").click()
    tab.get_by_role("button", name="区交通局牵头").click()
    expect(tab.locator("#questions")).to_contain_text("没有要问的了")
    tab.locator("#r0-0 > summary").click()
    tab.locator("#r0-0 .facts > div", has_text="完成情况").get_by_role("link", name="更正").click()
    tab.locator("textarea").fill("新建学校2所。")
    tab.get_by_role("button", name="保存").click()
    expect(tab.locator("#r0-0")).to_contain_text("新建学校2所。")
    tab.get_by_role("button", name="确认，写入台账").click()
    expect(tab).to_have_url(re.compile("/ledgers/"))
    expect(tab.locator("main")).to_contain_text("新建学校2所。")
