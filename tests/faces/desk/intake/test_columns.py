"""Columns are corrected once, in the browser; the next month's table needs no correction."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.intake.models import Remembered, Upload
from jiannuo.intake.queries.reading import edited_document
from tests.apps.intake.files import ReadUpload
from tests.apps.intake.profiles.test_remembering import JUNE, MAY
from tests.faces.desk.conftest import Enter

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("queue")
def test_may_is_corrected_once_and_june_not_at_all(
    enter: Enter,
    officer: Actor,
    read_upload: ReadUpload,
    start_worker: Callable[[], Any],
    tmp_path: Path,
) -> None:
    may = read_upload(MAY.encode(), "五月.txt")
    start_worker()
    tab = enter(officer)
    tab.goto(f"/import/{may.pk}/")
    columns = tab.locator("#columns")
    expect(columns).to_contain_text("3 列没有对应的栏")
    for header, choice in (
        ("谁来办", "责任单位"),
        ("5月办到哪了", "完成情况"),
        ("卡在哪", "存在问题"),
    ):
        columns.get_by_label(f"“{header}”一列认作").select_option(label=choice)
    columns.get_by_role("button", name="按所选重新读取这张表").click()
    expect(tab.locator(".message:not([hidden])").first).to_contain_text("下次收到同样的表")
    expect(tab.locator("#columns")).not_to_contain_text("没有对应的栏：")
    expect(tab.locator("#columns")).to_contain_text("核对时指定")
    expect(tab.locator("#r0-0")).to_contain_text("完成招标。")
    question = tab.locator(".asking", has_text="牵头")
    question.get_by_role("button", name="区自然资源局牵头").click()
    expect(tab.locator("#bar .sums")).to_contain_text("没有待问")
    tab.get_by_role("button", name=re.compile("确认，写入台账")).click()
    expect(tab.get_by_text("已写入台账")).to_be_visible()

    # June comes with its columns in another order: nothing is asked, and it is said why
    tab.goto("/import/")
    file = tmp_path / "六月.txt"
    file.write_text(JUNE, encoding="utf-8")
    tab.locator("input[type=file]").set_input_files(file)
    tab.locator(".arrivals button.main").click()
    expect(tab.locator("#questions")).to_be_visible(timeout=30_000)
    expect(tab.locator("#bar .sums")).to_contain_text("没有待问")
    expect(tab.locator("main")).to_contain_text("按本单位上次的对应方式")
    june = Upload.objects.get(name="六月.txt")
    first, second = (one.row for one in edited_document(june).kept())
    assert first.progress == "已进场。"
    assert [unit.lead for unit in second.units] == [True, False]
    assert june.corrections.count() == 0

    # what is remembered can be seen, changed and no longer used
    tab.goto("/import/mapping/")
    expect(tab.locator("main")).to_contain_text("办到哪了")
    tab.get_by_role("button", name="不再使用").first.click()
    expect(tab.locator(".message:not([hidden])").first).to_contain_text("不再使用")
    assert Remembered.objects.filter(forgotten_at=None).count() == 1


def test_an_assignment_is_taken_back(enter: Enter, officer: Actor, read_upload: ReadUpload) -> None:
    may = read_upload(MAY.encode(), "五月.txt")
    tab = enter(officer)
    tab.goto(f"/import/{may.pk}/")
    tab.get_by_label("“卡在哪”一列认作").select_option(label="存在问题")
    tab.get_by_role("button", name="按所选重新读取这张表").click()
    tab.get_by_role("button", name="撤销最近一次栏目对应").click()
    expect(tab.locator("#columns")).to_contain_text("3 列没有对应的栏")
    assert not Remembered.objects.filter(forgotten_at=None).exists()
