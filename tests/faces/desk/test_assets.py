"""The built scripts and styles: for old browsers, closed networks, and a strict policy."""

import json
import re
import shutil
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(hatch_build.__file__).parent
BUILT = ROOT / hatch_build.OUTPUT


@pytest.fixture(scope="module")
def css() -> str:
    hatch_build.build_assets(ROOT)
    return (BUILT / "desk.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def script() -> str:
    hatch_build.build_assets(ROOT)
    return (BUILT / "desk.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "newer_than_chromium_90",
    [":has(", "@container", "@layer", "@scope", "oklch(", "color-mix(", "light-dark(", "dvh", "&"],
)
def test_styles_use_nothing_that_chromium_90_lacks(css: str, newer_than_chromium_90: str) -> None:
    assert newer_than_chromium_90 not in css


def test_nothing_is_fetched_from_elsewhere(css: str, script: str) -> None:
    assert "@import" not in css
    assert "url(" not in css
    # Namespaces and htmx's own documentation are names, not requests.
    assert set(re.findall(r"https?://[a-z.]+", css + script)) <= {"http://www.w3.org"}


def test_no_source_map_is_promised(css: str, script: str) -> None:
    assert "sourceMappingURL" not in css + script


def test_scripts_speak_a_language_that_chromium_90_understands(script: str) -> None:
    assert "??=" in script or "?." in script or "=>" in script  # it is not ES5 either
    assert not re.search(r"\bstatic\s*\{", script)  # class static blocks: Chromium 94


def test_a_second_build_does_nothing(css: str) -> None:
    before = (BUILT / "desk.css").stat().st_mtime_ns
    hatch_build.build_assets(ROOT)
    assert (BUILT / "desk.css").stat().st_mtime_ns == before


def test_a_changed_source_or_a_touched_product_calls_for_a_build(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "frontend", tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules")
    )
    shutil.copytree(BUILT, tmp_path / hatch_build.OUTPUT)
    assert hatch_build._is_fresh(tmp_path)
    style = tmp_path / "frontend" / "src" / "desk.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n/* */\n", encoding="utf-8")
    assert not hatch_build._is_fresh(tmp_path)
    shutil.copy(ROOT / "frontend" / "src" / "desk.css", style)
    assert hatch_build._is_fresh(tmp_path)
    (tmp_path / hatch_build.OUTPUT / "desk.js").write_text("", encoding="utf-8")
    assert not hatch_build._is_fresh(tmp_path)


def test_the_lock_names_contents_and_no_registry() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())


def test_htmx_is_of_the_second_generation() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/htmx.org"]["version"].startswith("2.")
