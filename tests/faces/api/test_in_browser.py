"""The page about the interface and the page of the data in a real browser, under the product's policy."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.public_ledger import publish_sample

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tab(browser: Any, live_server: Any) -> Iterator[Page]:
    """Return a stranger's tab; whatever a page complains about, or asks elsewhere, fails the test."""
    publish_sample()
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    opened.on(
        "request",
        lambda asked: (
            complaints.append(asked.url)
            if not asked.url.startswith((live_server.url, "data:"))
            else None
        ),
    )
    yield opened
    context.close()
    assert complaints == []


def test_the_interface_can_be_read_about_and_tried(tab: Page) -> None:
    tab.goto("/api/v1/docs")
    operation = tab.locator("#operations-任务-listTasks")
    expect(operation).to_contain_text("任务列表")
    operation.click()
    expect(operation).to_contain_text("全文检索，两个字即可")
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table")).to_contain_text("出让土地1000亩。")


def test_a_block_of_data_is_no_script_to_the_policy(tab: Page) -> None:
    for address in ("/public/qinghe/data/", "/public/tasks/qinghe-2023-report-2/"):
        tab.goto(address)
        block = tab.locator('script[type="application/ld+json"]')
        assert tab.evaluate(
            "element => JSON.parse(element.textContent)['@context']", block.element_handle()
        )
    tab.goto("/public/qinghe/data/")
    tab.get_by_text("列）：每项任务一行").click()
    expect(tab.get_by_role("rowheader", name="完成情况代码")).to_be_visible()
    with tab.expect_download() as started:
        tab.get_by_role("link", name="任务（CSV）").first.click()
    assert started.value.suggested_filename == "qinghe-2023-report-tasks.csv"
