"""The bytes of source files: on disk below the data folder, named by their hash.

On disk and not in the database, because scans of tens of megabytes would swell every backup of the
database, a hash names equal files only once, and an operator can check them with ``sha256sum``.
Files are never served by a web server: the desk hands them out as attachments after asking
permission.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings

_PREFIX: Final = 2


class FileMissingError(Exception):
    """The bytes of a source file are gone from the data folder, or are not what they were."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"数据目录中找不到来源文件 {sha256[:12]}…，或其内容已被改动。请从备份恢复 files 目录。"
        )


def path_of(sha256: str) -> Path:
    """Return where the bytes with this hash lie."""
    return Path(settings.JIANNUO_HOME) / "files" / sha256[:_PREFIX] / sha256


def keep(content: bytes) -> str:
    """Write bytes durably, once, and return their SHA-256 (hex).

    The file appears under its name only when it is whole and on disk, so a crash leaves at worst an
    unnamed temporary file, and a row in the database never points at half a file.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if path.exists() and path.stat().st_size == len(content):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
        temporary.write(content)
        temporary.flush()
        os.fsync(temporary.fileno())
    Path(temporary.name).replace(path)
    return sha256


def remove(sha256: str) -> None:
    """Overwrite the bytes with this hash and remove them; nothing where they are gone already."""
    path = path_of(sha256)
    try:
        with path.open("r+b") as file:
            file.write(b"\0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def content_of(sha256: str) -> bytes:
    """Return the bytes with this hash. Raises FileMissingError if they are gone or altered."""
    try:
        content = path_of(sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileMissingError(sha256) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileMissingError(sha256)
    return content
