"""Run everything that can run on this machine, and say in the closing lines what could not.

`python -m tests` runs lint, types, import contracts, and the tests on SQLite and, where one
answers, on PostgreSQL; `--check-only` stops after the contracts. Exit status 0 if all that ran
passed.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
BIN: Final = Path(sys.executable).parent
CHECKS: Final = (
    ("Ruff", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("Ruff format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("mypy --strict", (str(BIN / "mypy"),)),
    ("Import contracts", (str(BIN / "lint-imports"),)),
    ("TypeScript", (sys.executable, "hatch_build.py", "--check")),
)
_READING: Final = (
    "decomposition",
    "profiles",
    "test_added_rows.py",
    "test_correct.py",
    "test_hostile.py",
    "test_matching.py",
    "test_names.py",
    "test_office.py",
    "test_sandbox.py",
    "test_scans.py",
    "test_secrecy.py",
    "test_understand.py",
)
"""What of `tests/apps/intake` reads and arranges documents, which is the same on every engine."""
_SPREAD: Final = ("-n", "3", "--dist", "worksteal")
"""Tests in a browser wait as long as they work: a process more than cores keeps both busy."""
INSTALL: Final = "sudo apt-get install"


@dataclass(frozen=True, slots=True)
class Absence:
    """Something that this machine lacks: which tests did not run, why, and what adds them."""

    tests: str
    why: str
    remedy: str
    marker: str | None = None


def main() -> int:
    """Run the checks and the tests. Returns the exit status."""
    results = [_run(name, command) for name, command in CHECKS]
    if "--check-only" in sys.argv:
        return _close(results, [])
    absences = _absences()
    unavailable = [absence.marker for absence in absences if absence.marker]
    selection = " and ".join(f"not {marker}" for marker in unavailable)
    pytest = (
        sys.executable,
        "-m",
        "pytest",
        "-q",
        *_SPREAD,
        *(("-m", selection) if selection else ()),
    )
    results.append(_run("Tests, SQLite", pytest, {"DATABASE_URL": ""}))
    url = postgresql_url()
    if url:
        both = " and ".join(filter(None, ("not browser", "not office", selection)))
        on_server = (
            sys.executable,
            "-m",
            "pytest",
            "-q",
            *_SPREAD,
            "-m",
            both,
            *(f"--ignore=tests/apps/intake/{name}" for name in _READING),
            "tests/apps",
        )
        results.append(_run("Tests, PostgreSQL", on_server, {"DATABASE_URL": url}))
    return _close(results, absences)


def postgresql_url() -> str | None:
    """Find a PostgreSQL server: DATABASE_URL, else the standard local socket."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        return url
    socket = Path("/var/run/postgresql")
    if not (socket / ".s.PGSQL.5432").exists():
        return None
    local = f"postgresql:///postgres?host={socket}"
    probe = f"import psycopg; psycopg.connect({local!r}, connect_timeout=3).close()"
    answered = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    return local if answered.returncode == 0 else None


def chromium() -> str | None:
    """Find a Chromium to drive: CHROMIUM, else the usual names on the PATH."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def has_chinese_font() -> bool:
    """Tell whether a font with Chinese characters is installed."""
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def _absences() -> list[Absence]:
    found = []
    if chromium() is None:
        found.append(
            Absence("browser tests", "no Chromium", f"{INSTALL} chromium fonts-noto-cjk", "browser")
        )
    elif not has_chinese_font():
        found.append(
            Absence("browser tests", "no Chinese font", f"{INSTALL} fonts-noto-cjk", "browser")
        )
    if not has_chinese_font():
        remedy = f"{INSTALL} fonts-noto-cjk"
        found.append(Absence("tests of typeset pages", "no Chinese font", remedy, "fonts"))
    if shutil.which("soffice") is None:
        office = f"{INSTALL} libreoffice-writer-nogui libreoffice-calc-nogui"
        found.append(Absence("tests with LibreOffice", "no soffice", office, "office"))
    if any(find_spec(package) is None for package in ("rapidocr", "onnxruntime", "cv2", "PIL")):
        remedy = f"{sys.executable} -m pip install --require-hashes -r requirements/scan.lock"
        found.append(Absence("tests of scans", "no jiannuo[scan]", remedy, "scan"))
    if find_spec("distributed") is None:
        remedy = f"{sys.executable} -m pip install --require-hashes -r requirements/cluster.lock"
        found.append(Absence("tests on a cluster", "no jiannuo[cluster]", remedy, "cluster"))
    if not (ROOT.parent / "shared" / "corpus").is_dir():
        why = "no long reports in ../shared/corpus"
        found.append(
            Absence("checks beyond the project's own", why, "put L01.txt … there", "beside")
        )
    if postgresql_url() is None:
        why = "no server at DATABASE_URL or the local socket"
        found.append(Absence("tests on PostgreSQL", why, f"{INSTALL} postgresql"))
    return found


@dataclass(frozen=True, slots=True)
class Result:
    """One command's outcome, with the counts of pytest's closing line (0 where it is no pytest)."""

    name: str
    status: int
    seconds: float
    passed: int = 0
    failed: int = 0


def _run(name: str, command: tuple[str, ...], environment: dict[str, str] | None = None) -> Result:
    print(f"── {name}", flush=True)
    start = time.monotonic()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        last = ""
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line if re.search(r"\d+ (passed|failed|error)", line) else last
    counts = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed|error)", last)}
    failed = counts.get("failed", 0) + counts.get("error", 0)
    seconds = time.monotonic() - start
    return Result(name, process.returncode, seconds, counts.get("passed", 0), failed)


def _close(results: list[Result], absences: list[Absence]) -> int:
    print("\n── Summary")
    for result in results:
        verdict = "ok" if result.status == 0 else f"FAILED (exit {result.status})"
        print(f"{result.name:<20}{result.seconds:7.1f} s  {verdict}")
    for absence in absences:
        print(f"NOT RUN: {absence.tests}: {absence.why}. To add: {absence.remedy}")
    broken = sum(1 for result in results if result.status != 0 and not result.failed)
    passed = sum(result.passed for result in results) + sum(
        1 for result in results if result.status == 0 and not result.passed
    )
    failed = sum(result.failed for result in results) + broken
    print(f"{passed} passed, {failed} failed")
    return 1 if any(result.status for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
