"""The public pages in a real browser: accessible, as wide as the screen, without a script."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from jiannuo.publishing.findable import make_all_findable
from tests.public_ledger import publish_sample

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PAGES = (
    "/public/",
    "/public/qinghe/2023-report/",
    "/public/tasks/qinghe-2023-report-1/",
    "/public/tasks/qinghe-2023-report-4/",
    "/public/qinghe/organisations/",
    "/public/qinghe/organisations/o1/",
    "/public/qinghe/bulletins/",
    "/public/qinghe/bulletins/2023-1/",
    "/public/qinghe/editions/",
    "/public/words/",
    "/public/about/",
    "/public/search/?q=管网",
    "/public/search/?q=没有的事",
    "/public/qinghe/nothing/",
)


def test_every_kind_of_page_is_accessible_wide_and_narrow(
    browser: Browser,
    live_server: Any,
) -> None:
    publish_sample()
    make_all_findable()
    axe, found = Axe(), []
    for width in (1440, 360):
        context = browser.new_context(
            base_url=live_server.url,
            locale="zh-CN",
            viewport={"width": width, "height": 900},
        )
        tab = context.new_page()
        for address in PAGES:
            tab.goto(address)
            for one in axe.run(tab).response["violations"]:
                if one["impact"] in {"serious", "critical"}:
                    nodes = [node["html"][:160] for node in one["nodes"][:3]]
                    found.append((address, width, one["id"], nodes))
            if tab.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append((address, width, "wider than the screen", []))
        context.close()

    assert found == []
