"""Old formats through an installed LibreOffice: doc, WPS, rtf and OpenDocument become docx or xlsx.

An office program is large and was made to be helpful, so it gets a session of its own that can be
killed whole, a profile of its own that forbids macros and every fetch from elsewhere, a folder of its
own in memory, bounded memory and time, and no environment. What comes out is read like any upload.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from jiannuo.core.readers import CONVERTED
from jiannuo.intake.reading.volatile import workshop

MOST_SECONDS: Final = 120
LARGEST_RESULT: Final = 100 * 1024**2
_BEAT_SECONDS: Final = 1.0
_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_FILTERS: Final = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Misc", "UseSystemFileDialog", "false"),
    ("Writer/Content/Update", "Link", "2"),
    ("Calc/Content/Update", "Link", "2"),
)
_PROXY: Final = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
)
"""Whatever it should still want to fetch, it asks a proxy that isn't there."""


def office_program() -> str | None:
    """Return the installed LibreOffice; None if there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def convert(content: bytes, kind: str, on_beat: Callable[[], None]) -> bytes | None:
    """Turn a document into the format that `CONVERTED` names; None where that fails.

    `on_beat` is called about every second; what it raises ends the program.
    """
    program = office_program()
    if program is None:
        return None
    with workshop() as folder:
        home = Path(folder)
        (home / f"in.{kind}").write_bytes(content)
        _write_profile(home / "profile")
        _run(program, home, kind, on_beat)
        result = home / f"out/in.{CONVERTED[kind]}"
        if not result.is_file() or not 0 < result.stat().st_size <= LARGEST_RESULT:
            return None
        return result.read_bytes()


def _run(program: str, home: Path, kind: str, on_beat: Callable[[], None]) -> None:
    target = CONVERTED[kind]
    process = subprocess.Popen(  # noqa: S603 - an installed program, with names that are ours alone
        [
            sys.executable, "-P", "-B", "-m", "jiannuo.intake.reading.launch",
            program, f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "--convert-to", _FILTERS[target], "--outdir", str(home / "out"), str(home / f"in.{kind}"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env=_environment(home),
        start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + MOST_SECONDS
    try:
        while time.monotonic() < until:
            try:
                process.wait(_BEAT_SECONDS)
                break
            except subprocess.TimeoutExpired:
                on_beat()
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the program with everything that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(home: Path) -> dict[str, str]:
    passed_on = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**passed_on, "HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8"}


def _write_profile(profile: Path) -> None:
    items = [(f"org.openoffice.Office.{path}", name, value) for path, name, value in _SETTINGS] + [
        ("org.openoffice.Inet/Settings", name, value) for name, value in _PROXY
    ]
    written = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in items
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor='
        f'"http://openoffice.org/2001/registry">{written}</oor:items>',
        encoding="utf-8",
    )
