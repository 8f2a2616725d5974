"""Cards: one task a table, labels beside their values (督办单: 督办事项 | … | 办结时限 | …)."""

from collections.abc import Sequence
from dataclasses import replace

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.senses import meaning_of
from jiannuo.core.mapping.wording import folded, tight
from jiannuo.core.tables import Cell

_SURE = 0.9
_ENDING = 0.7  # what a header's ending says, not its mere contents
_FEWEST = 3
_PAIR = 2
_WIDEST = 6
_LONGEST_LABEL = 10
_LONGEST_KNOWN = 20

Card = tuple[Header, GridLine, list[GridLine]]


def read_card(lines: Sequence[GridLine]) -> Card | None:
    """Turn a card into a header and one row; None for a table that is no card.

    Returns also the rows above the first pair, which hold its title.
    """
    pairs: list[tuple[Cell, Cell]] = []
    above: list[GridLine] = []
    odd = 0
    for line in lines:
        cells = [cell for cell in line.own if cell.text.strip() or len(line.own) > 1]
        found = _pairs(cells)
        if found:
            pairs.extend(found)
        elif not pairs and len([cell for cell in cells if cell.text.strip()]) <= 1:
            above.append(line)
        elif not line.blank:
            odd += 1
    if len(pairs) < _FEWEST or odd:
        return None
    known = sum(_is_label(label) for label, _ in pairs)
    if known * 3 < len(pairs) * 2 or len({folded(label.text) for label, _ in pairs}) < len(pairs):
        return None
    return _as_row(pairs, above)


def _pairs(cells: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Take a row as label, value, label, value …; [] if it is no such row."""
    if len(cells) % _PAIR or not 0 < len(cells) <= _WIDEST:
        return []
    pairs = list(zip(cells[::2], cells[1::2], strict=True))
    filled = [(label, value) for label, value in pairs if label.text.strip() or value.text.strip()]
    if all(_may_be_label(label) and not _is_label(value) for label, value in filled):
        return filled
    return []


def _may_be_label(cell: Cell) -> bool:
    text = tight(cell.text)
    meaning = meaning_of(text) if len(text) <= _LONGEST_KNOWN else None
    if meaning is not None and meaning.certainty > _ENDING:
        return True
    return 0 < len(text) <= _LONGEST_LABEL and not any(mark in text for mark in "。，；0123456789")


def _is_label(cell: Cell) -> bool:
    meaning = meaning_of(cell.text)
    return meaning is not None and meaning.certainty >= _SURE


def _as_row(pairs: Sequence[tuple[Cell, Cell]], above: list[GridLine]) -> Card:
    values = tuple(
        replace(value, row=1, column=column, row_span=1, column_span=1)
        for column, (_, value) in enumerate(pairs)
    )
    labels = tuple(
        replace(label, row=0, column=column, row_span=1, column_span=1)
        for column, (label, _) in enumerate(pairs)
    )
    names = tuple((tight(label.text).strip(":："),) for label in labels)
    header = Header(first=0, last=0, names=names, lines=(), cells=labels)
    return header, GridLine(1, values, values), above
