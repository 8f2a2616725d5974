"""Where the story plays: a tab for each person, pictures of what they see, the jobs in between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.outbox import jobs as outbox
from jiannuo.reporting import jobs as audits
from jiannuo.reporting import round_jobs as rounds
from tests.faces.desk.cycle.linzi import Linzi

DESK = {"width": 1440, "height": 1000}
PHONE = {"width": 360, "height": 740}


@dataclass
class Stage:
    """The people of Linzi at their browsers."""

    linzi: Linzi
    enter: Callable[..., Tab]
    pictures: Path
    tabs: dict[str, Tab] = field(default_factory=dict)

    def tab(self, actor: Actor, **options: Any) -> Tab:
        """Return the actor's tab; opened once, with the options of the first time."""
        if actor.id not in self.tabs:
            self.tabs[actor.id] = self.enter(actor, **options)
        return self.tabs[actor.id]

    def leave(self, actor: Actor) -> None:
        """Close the actor's tab."""
        self.tabs.pop(actor.id).context.close()

    def look(self, tab: Tab, name: str) -> None:
        """Keep pictures of a page, at a desk and on a phone; on neither does it overflow."""
        before = tab.viewport_size
        for size in (DESK, PHONE):
            tab.set_viewport_size(size)  # type: ignore[arg-type]  # a dict of the two
            wide = tab.evaluate("document.documentElement.scrollWidth")
            path = self.pictures / f"{name}-{size['width']}.png"
            tab.screenshot(path=path, full_page=True)
            assert wide <= size["width"], f"{name}：{size['width']} 像素宽时横向溢出到 {wide}"
        tab.set_viewport_size(before or DESK)  # type: ignore[arg-type]

    def background(self) -> None:
        """Do what the worker does between two requests: rounds, reminders, audits, letters."""
        rounds.sweep()
        audits.sweep(timezone.now() + timedelta(minutes=1))
        outbox.sweep()


def succeeded(tab: Tab, words: str) -> None:
    """Wait for the page to say that something was done."""
    expect(tab.locator(".message.success").first).to_contain_text(words)
