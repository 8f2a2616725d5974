"""Corrections carried from one reading of a file to the next, when its columns were assigned anew. Pure.

Tables, rows, doubts and stray texts are named by their places in a reading; in another reading of
the same file the same things may stand elsewhere, or be gone.
"""

from collections.abc import Hashable, Iterator
from dataclasses import replace

from jiannuo.core.records import Document, Row
from jiannuo.intake.changes import Change, PlaceText, SetAside, SetFact, SettleDoubt

Place = tuple[int, int]


def carried(change: Change, old: Document, new: Document) -> Change | None:
    """Return the change as it is said of the new reading; None where its subject is gone."""
    match change:
        case SetFact():
            return change
        case SetAside(piece=piece):
            found = _piece(piece, old, new)
            return None if found is None else replace(change, piece=found)
        case _:
            pass
    if change.table < len(old.tables) and change.row >= len(old.tables[change.table].rows):
        return change if _as_long(change.table, old, new) else None  # about a row added by hand
    at = _places(old, new).get((change.table, change.row))
    if at is None:
        return None
    moved = replace(change, table=at[0], row=at[1])
    match moved:
        case PlaceText(piece=piece):
            found = _piece(piece, old, new)
            return None if found is None else replace(moved, piece=found)
        case SettleDoubt(doubt=doubt):
            found = _doubt(_row(old, change.table, change.row), doubt, _row(new, *at))
            return None if found is None else replace(moved, doubt=found)
        case _:
            return moved


def _as_long(table: int, old: Document, new: Document) -> bool:
    return table < len(new.tables) and len(old.tables[table].rows) == len(new.tables[table].rows)


def _row(document: Document, table: int, row: int) -> Row:
    return document.tables[table].rows[row]


def _places(old: Document, new: Document) -> dict[Place, Place]:
    """Match rows that were read from the same places of the source."""
    waiting: dict[Hashable, list[Place]] = {}
    for key, place in _keyed(new):
        waiting.setdefault(key, []).append(place)
    return {place: waiting[key].pop(0) for key, place in _keyed(old) if waiting.get(key)}


def _keyed(document: Document) -> Iterator[tuple[Hashable, Place]]:
    for number, table in enumerate(document.tables):
        for position, row in enumerate(table.rows):
            yield row.raw_cells, (number, position)


def _piece(piece: int, old: Document, new: Document) -> int | None:
    if piece >= len(old.unplaced):
        return None
    wanted = old.unplaced[piece]
    for number, one in enumerate(new.unplaced):
        if (one.text, one.citation) == (wanted.text, wanted.citation):
            return number
    return None


def _doubt(before: Row, doubt: int, after: Row) -> int | None:
    if doubt >= len(before.doubts):
        return None
    wanted = before.doubts[doubt]
    for number, one in enumerate(after.doubts):
        if (one.field, one.why) == (wanted.field, wanted.why):
            return number
    return None
