"""The documentation stays true: its links lead somewhere, and no command is left out of it."""

import re
from pathlib import Path

import pytest

from jiannuo.cli.commands import jiannuo

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    page
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md"))
    if "node_modules" not in page.parts
]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_command_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    commands = jiannuo.list_commands(None)  # type: ignore[arg-type]  # the list needs no context
    assert [name for name in commands if f"jiannuo {name}" not in text] == []
