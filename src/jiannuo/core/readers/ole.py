"""Microsoft's old container (OLE compound file): which streams lie at its root, no more.

doc, xls, WPS's files and the envelope of encrypted docx and xlsx all begin with the same eight
bytes; only the names of their streams tell them apart. A search through the bytes would take a
workbook with an embedded Word object for a Word document. Source: [MS-CFB].
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_ENTRY: Final = 128
_MOST_ENTRIES: Final = 4_096
_MOST_FAT_SECTORS: Final = 1_024
_LAST_SECTOR: Final = 0xFFFFFFFA
_NONE: Final = 0xFFFFFFFF
_ROOT: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or storage: its name, and where its first sector begins in the file."""

    name: str
    offset: int


def root_entries(data: bytes) -> dict[str, Entry]:
    """List what lies at the container's root, by name.

    Nothing where the directory is damaged, or lies in a part of a large file that isn't followed.
    """
    try:
        return {entry.name: entry for entry in _root_entries(data)}
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return {}


def _root_entries(data: bytes) -> Iterator[Entry]:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        return
    size = 1 << shift
    table = _allocation_table(data, size)
    directory = bytearray()
    sector = struct.unpack_from("<I", data, 48)[0]
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(directory) < _MOST_ENTRIES * _ENTRY:
        seen.add(sector)
        directory += data[(sector + 1) * size : (sector + 2) * size]
        sector = table[sector]
    yield from _siblings(bytes(directory), size)


def _allocation_table(data: bytes, size: int) -> list[int]:
    """Read the sectors' successors, as far as the header leads to them (7 MB of the file)."""
    sectors = struct.unpack_from("<109I", data, 76)
    table: list[int] = []
    for sector in sectors[:_MOST_FAT_SECTORS]:
        if sector >= _LAST_SECTOR:
            break
        part = data[(sector + 1) * size : (sector + 2) * size]
        table += struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])
    return table


def _siblings(directory: bytes, size: int) -> Iterator[Entry]:
    """Walk the tree of names below the root entry, which is the directory's first."""
    if directory[66] != _ROOT:
        return
    waiting, seen = [struct.unpack_from("<I", directory, 76)[0]], set[int]()
    while waiting:
        number = waiting.pop()
        if number == _NONE or number in seen or (number + 1) * _ENTRY > len(directory):
            continue
        seen.add(number)
        entry = directory[number * _ENTRY : (number + 1) * _ENTRY]
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(length - 2, 0)].decode("utf-16-le")
        start = struct.unpack_from("<I", entry, 116)[0]
        yield Entry(name, (start + 1) * size)
        waiting += struct.unpack_from("<2I", entry, 68)
