"""Old workbooks (BIFF8) written by hand, record by record. Source: [MS-XLS]."""

import struct
from collections.abc import Sequence

from tests.core.readers.hostile_files import ole

_FIRST_OWN_FORMAT = 164
_BUILT_IN_CELL_FORMATS = 16


def xls_of(
    rows: Sequence[Sequence[str | float | None]],
    *,
    formats: Sequence[str] = (),
    formatted: dict[tuple[int, int], int] | None = None,
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_rows: Sequence[int] = (),
    streams: Sequence[str] = ("Workbook",),
) -> bytes:
    """Write a workbook of one sheet.

    `formatted` gives cells (row, column) the n-th of the `formats`; `merged` are first row, last row,
    first column, last column.
    """
    sheet = _sheet(rows, formatted or {}, merged, hidden_rows)
    before = _globals(formats, 0)
    stream = _globals(formats, len(before)) + sheet
    return ole(*streams, content=stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(text: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _globals(formats: Sequence[str], sheet_at: int) -> bytes:
    font = (
        struct.pack("<5HBBBB", 210, 0, 0x7FFF, 400, 0, 0, 0, 0, 0)
        + b"\x02\x01"
        + "宋体".encode("utf-16-le")
    )
    written = _record(0x809, struct.pack("<4H2I", 0x600, 5, 0, 0, 0, 0x600))
    written += _record(0x42, struct.pack("<H", 1200)) + _record(0x31, font) * 4
    for number, code in enumerate(formats):
        written += _record(0x41E, struct.pack("<H", _FIRST_OWN_FORMAT + number) + _text(code))
    keys = [0] * _BUILT_IN_CELL_FORMATS + [_FIRST_OWN_FORMAT + n for n in range(len(formats))]
    for key in keys:
        written += _record(0xE0, struct.pack("<3H", 0, key, 1) + bytes(14))
    written += _record(0x85, struct.pack("<IH", sheet_at, 0) + _text("台账", "<B"))
    return written + _record(0x0A, b"")


def _sheet(
    rows: Sequence[Sequence[str | float | None]],
    formatted: dict[tuple[int, int], int],
    merged: Sequence[tuple[int, int, int, int]],
    hidden_rows: Sequence[int],
) -> bytes:
    width = max((len(row) for row in rows), default=0)
    written = _record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0, 0, 0, 0x600))
    written += _record(0x200, struct.pack("<2I3H", 0, len(rows), 0, width, 0))
    for row in hidden_rows:
        written += _record(0x208, struct.pack("<6HI", row, 0, width, 255, 0, 0, 0x120))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            own = formatted.get((row, column))
            place = struct.pack("<3H", row, column, 15 if own is None else 16 + own)
            match value:
                case str():
                    written += _record(0x204, place + _text(value))
                case int() | float():
                    written += _record(0x203, place + struct.pack("<d", value))
    if merged:
        ranges = b"".join(struct.pack("<4H", *one) for one in merged)
        written += _record(0xE5, struct.pack("<H", len(merged)) + ranges)
    return written + _record(0x0A, b"")
