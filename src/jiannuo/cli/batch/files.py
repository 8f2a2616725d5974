"""Which files a command means: those named, and those below the folders named."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

READABLE: Final = frozenset(
    {
        ".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".ods", ".xlsx", ".xlsm", ".xls", ".et", ".pdf", ".html", ".htm", ".mht",
        ".txt", ".csv", ".tsv", ".tab", ".zip", ".json",
        ".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff",
    }
)  # fmt: skip
"""Endings of files that may hold a document; of a folder's files the others are passed over."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file and the name under which its document is known: below a folder, the way from there."""

    path: Path
    name: str


def files_of(named: Iterable[Path]) -> tuple[list[Chosen], int]:
    """Return all files, a folder's sorted by name, and how many of a folder's were passed over.

    Hidden files and the copies that office programs keep open (``~$…``) are passed over unsaid.
    """
    found: list[Chosen] = []
    passed = 0
    for path in named:
        if not path.is_dir():
            found.append(Chosen(path, path.name))
            continue
        for one in sorted(path.rglob("*")):
            way = one.relative_to(path)
            if not one.is_file() or any(part.startswith((".", "~$")) for part in way.parts):
                continue
            if one.suffix.lower() in READABLE:
                found.append(Chosen(one, way.as_posix()))
            else:
                passed += 1
    return found, passed
