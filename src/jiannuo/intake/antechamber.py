"""The antechamber: where an upload's bytes wait until somebody has looked whether they may come in.

They are not stored: the folder lies in memory (`reading.volatile`), only this system's user can read
it, names say nothing, and a file is erased as soon as it is kept elsewhere or refused. It outlives a
worker that is killed, and not the machine's power; who loses a file by that is asked for it again.

Workers on another machine cannot see it. So it has a name, which is also the name of the queue in
which only workers that see it look for work. An operator who sets ``JIANNUO_ARRIVALS`` says that this
folder is the same wherever it is set.
"""

import contextlib
import hashlib
import os
import re
import shutil
import socket
import time
import uuid
from pathlib import Path
from typing import Final

from django.conf import settings

from jiannuo.intake.reading.volatile import erase, volatile_folder

_SPARE: Final = 32 * 1024**2
"""Bytes that stay free in the folder, for the others who live in memory."""
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_JUST_COME_SECONDS: Final = 60


class AntechamberFullError(Exception):
    """There is no room for another file now."""

    def __init__(self) -> None:
        super().__init__(
            "等候检查的文件太多，暂时收不下，这份文件没有接收。请过几分钟再上传；一直如此，请告诉系统管理员。"
        )


def place_bytes(content: bytes) -> str:
    """Let bytes wait; return the token by which they are asked for. Raises AntechamberFullError."""
    folder = _folder()
    token = uuid.uuid4().hex
    path = folder / token
    try:
        if shutil.disk_usage(folder).free < len(content) + _SPARE:
            raise AntechamberFullError
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        erase(path)
        raise AntechamberFullError from error
    return token


def waiting_bytes(token: str) -> bytes | None:
    """Return the bytes; None where they are gone (the machine was restarted)."""
    with contextlib.suppress(FileNotFoundError):
        return (_folder() / token).read_bytes()
    return None


def let_go(token: str) -> None:
    """Erase bytes that have been kept or refused."""
    if token:
        erase(_folder() / token)


def let_strays_go(known: set[str]) -> int:
    """Erase what no upload speaks of: a process died between writing it and saying so."""
    strays = [
        path
        for path in _folder().iterdir()
        if _TOKEN.fullmatch(path.name) and path.name not in known and _is_old(path)
    ]
    for path in strays:
        erase(path)
    return len(strays)


def name() -> str:
    """Return the antechamber's name: the same for all processes that see the same folder."""
    chosen = settings.JIANNUO_ARRIVALS
    seen = f"everywhere:{chosen}" if chosen else f"{socket.gethostname()}:{_folder()}"
    return f"at-{hashlib.sha256(seen.encode()).hexdigest()[:12]}"


def _folder() -> Path:
    if settings.JIANNUO_ARRIVALS:
        folder = Path(settings.JIANNUO_ARRIVALS)
    else:
        home = hashlib.sha256(str(settings.JIANNUO_HOME).encode()).hexdigest()[:12]
        folder = volatile_folder() / f"jiannuo-{_user()}-{home}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        # Somebody else made it first, to read what would be put there.
        raise PermissionError(f"{folder} belongs to another user")
    return folder


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "one"


def _is_old(path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime > _JUST_COME_SECONDS
    return False
