"""Where bytes may lie that nobody has looked at yet: in memory, not on a disk.

What may turn out to be a state secret must not be stored. Linux keeps /dev/shm in memory, so what
lies there is gone with the machine's power. Where there is no such folder, the system's folder for
temporary files has to do, and what is removed there is overwritten first.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - the kernel's, in memory; names below it are ours
_STALE_SECONDS: Final = 900
"""No conversion lasts so long; a folder older than this was left by a process that was killed."""
_PREFIX: Final = "jiannuo-office-"


def volatile_folder() -> Path:
    """Return the folder below which such bytes may lie."""
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
        return _MEMORY
    return Path(tempfile.gettempdir())


def is_memory(folder: Path) -> bool:
    """Say whether what lies in the folder is only in memory."""
    return folder.is_relative_to(_MEMORY)


def workshop() -> "tempfile.TemporaryDirectory[str]":
    """Make a private folder for a conversion, gone when it is closed."""
    return tempfile.TemporaryDirectory(
        prefix=_PREFIX, dir=volatile_folder(), ignore_cleanup_errors=True
    )


def remove_stale_workshops() -> int:
    """Remove folders that killed processes left; return how many."""
    stale = [
        folder
        for folder in volatile_folder().glob(f"{_PREFIX}*")
        if _is_ours(folder) and time.time() - folder.stat().st_mtime > _STALE_SECONDS
    ]
    for folder in stale:
        shutil.rmtree(folder, ignore_errors=True)
    return len(stale)


def erase(path: Path) -> None:
    """Remove a file; where it lay on a disk, its content is overwritten first."""
    try:
        if not is_memory(path):
            with path.open("r+b") as file:
                file.write(b"\0" * path.stat().st_size)
                file.flush()
                os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _is_ours(folder: Path) -> bool:
    try:
        return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except FileNotFoundError:
        return False
