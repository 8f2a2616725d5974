"""The built styles and scripts: nothing that a browser as old as Chromium 90 does not understand."""

import re
from pathlib import Path
from typing import Final

import pytest

import hatch_build

ROOT: Final = Path(hatch_build.__file__).parent
LIGHT: Final = 20_000

NEWER: Final = (
    r":has\(",
    r"@container",
    r"@layer",
    r"@scope",
    r"@starting-style",
    r"oklch\(",
    r"oklab\(",
    r"color-mix\(",
    r"light-dark\(",
    r"\d(dvh|svh|lvh|cqw)",
    r"&",  # nested rules
    r"(?<!@)\{[^{}@]*\{",  # a rule within a rule that is no @media
)


@pytest.mark.parametrize("name", ["desk.css", "public.css"])
def test_styles_use_nothing_that_chromium_90_lacks(name: str) -> None:
    css = _built(name)
    flat = re.sub(r"@(media|supports|font-face|page|keyframes)[^{]*{", "@{", css)

    assert [newer for newer in NEWER[:-1] if re.search(newer, css)] == []
    assert not re.search(NEWER[-1], flat)


def test_the_public_styles_are_light_and_fetch_nothing() -> None:
    css = _built("public.css")

    assert len(css.encode()) < LIGHT
    assert "url(" not in css
    assert "@import" not in css


def test_scripts_are_built_for_chromium_90() -> None:
    script = _built("desk.js")

    assert '"chrome90"' in (ROOT / "frontend" / "build.mjs").read_text(encoding="utf-8")
    assert not re.search(r"\bstatic\s*\{|\.findLast\(|structuredClone\(|\.at\(-1\)", script)


def _built(name: str) -> str:
    hatch_build.build_assets(ROOT)
    return (ROOT / hatch_build.OUTPUT / name).read_text(encoding="utf-8")
