"""The desk's main pages before axe-core: nothing serious or critical, on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab

from jiannuo.directory.actor import Actor
from tests.faces.desk.conftest import Enter
from tests.personae import County
from tests.rounds import a_round, sheet_of

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
_GRAVE = {"serious", "critical"}


def findings(tab: Tab, address: str) -> Iterator[str]:
    """Yield what axe finds grave on a page at both widths."""
    for width in (1440, 360):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(address)
        for one in Axe().run(tab, options=_RULES).response["violations"]:
            if one["impact"] in _GRAVE:
                yield f"{address} {width}: {one['id']} {one['nodes'][0]['html'][:120]}"


@pytest.mark.browser
def test_the_main_pages_have_nothing_grave(
    enter: Enter, county: County, officer: Actor, clerk: Actor, leader: Actor
) -> None:
    made = a_round(county, 6, needs_signature=False)
    sheet = sheet_of(made, county.housing)
    pages = {
        officer: (
            "/",
            f"/ledgers/{county.plan.pk}/",
            f"/tasks/{county.tasks[1].pk}/",
            "/search/?text=供热",
            "/rounds/",
            "/import/",
            "/issuing/",
            "/administration/organisations/",
        ),
        clerk: ("/", f"/report/{sheet.pk}/", "/filing/"),
        leader: ("/sector/",),
    }
    found = []
    for actor, addresses in pages.items():
        tab = enter(actor, bypass_csp=True)  # axe is put into the page, which its policy forbids
        found += [one for address in addresses for one in findings(tab, address)]
    assert found == []
