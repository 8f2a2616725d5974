"""A document read for auditing: its rows with their passages, and what surrounds them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from jiannuo.core.audit.findings import RowReference, Verdict
from jiannuo.core.audit.mentions import Mention, Passage, Side, side_of
from jiannuo.core.records import Document, Item, Period, PeriodKind, Row

_TEXTS: Final = (
    "task",
    "subproject",
    "indicator",
    "annual_target",
    "quarter_targets",
    "month_plan",
    "period_plan_text",
    "period_target",
    "progress_period",
    "progress_to_date",
    "progress",
    "problems",
    "causes",
    "next_steps",
    "remarks",
)
"""Fields that are prose; the others hold names or single values."""
WHOLE_TARGETS: Final = frozenset({"task", "subproject", "indicator", "annual_target"})
"""Fields that say what the whole year or the whole task asks for."""
_LABEL: Final = re.compile(r"[\s\d①-⑳.．、()（）：:一二三四五六七八九十是]*")
_MONTHS_A_QUARTER: Final = 3


@dataclass(frozen=True, eq=False)
class RowReading:
    """A row with its passages in the order of its fields."""

    row: Row
    reference: RowReference
    passages: tuple[Passage, ...]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All quantities of the row, in reading order."""
        return tuple(mention for passage in self.passages for mention in passage.mentions)

    def on(self, side: Side) -> tuple[Mention, ...]:
        """The quantities of one side."""
        return self._by_side.get(side, ())

    @cached_property
    def _by_side(self) -> Mapping[Side, tuple[Mention, ...]]:
        sides: dict[Side, list[Mention]] = {}
        for mention in self.mentions:
            sides.setdefault(mention.side, []).append(mention)
        return {side: tuple(found) for side, found in sides.items()}

    @cached_property
    def wholes(self) -> tuple[Mention, ...]:
        """The quantities of the fields that say what the whole task asks for."""
        return tuple(m for m in self.on(Side.TARGET) if m.passage.field in WHOLE_TARGETS)

    def passages_of(self, field: str) -> tuple[Passage, ...]:
        """The pieces of one field."""
        return tuple(passage for passage in self.passages if passage.field == field)

    @cached_property
    def report(self) -> tuple[Passage, ...]:
        """What the organisation reports."""
        return tuple(passage for passage in self.passages if passage.side is Side.REPORT)


@dataclass(frozen=True, eq=False)
class Ledger:
    """All that the rules may look at.

    `earlier` are documents about the same plan, oldest first; `as_of` is the day for which
    promises are judged; both may be missing, and rules that need them then find nothing.
    `verdicts` are what the numbers say of each row (`targets.verdicts`).
    """

    document: Document
    rows: tuple[RowReading, ...]
    unplaced: tuple[Passage, ...] = ()
    earlier: tuple["Ledger", ...] = ()
    as_of: date | None = None
    verdicts: tuple[Verdict, ...] = ()

    @property
    def month(self) -> int | None:
        """The last month of the document's period, None where it is not known."""
        return last_month(self.document.period)


def last_month(period: Period | None) -> int | None:
    """The month that a period ends with: 5 for May, 6 for the second quarter."""
    if period is None:
        return None
    length = {
        PeriodKind.MONTH: 1,
        PeriodKind.QUARTER: _MONTHS_A_QUARTER,
        PeriodKind.HALF: 6,
        PeriodKind.YEAR: 12,
    }[period.kind]
    return period.index * length


def read(
    document: Document, *, earlier: Sequence[Document] = (), as_of: date | None = None
) -> Ledger:
    """Read a document (and earlier ones about the same plan) for auditing."""
    rows = tuple(
        _row(row, RowReference(table=table, index=index, number=row.number))
        for table, found in enumerate(document.tables, 1)
        for index, row in enumerate(found.rows, 1)
    )
    nowhere = RowReference(table=0, index=0)
    unplaced = tuple(
        Passage("unplaced", piece.text, 0, nowhere, citation=piece.citation, order=order)
        for order, piece in enumerate(document.unplaced)
    )
    return Ledger(document, rows, unplaced, tuple(read(one) for one in earlier), as_of)


def _row(row: Row, reference: RowReference) -> RowReading:
    found = (
        passage for field, text in _texts(row) for passage in _passages(row, field, text, reference)
    )
    return RowReading(row, reference, tuple(found))


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        content = getattr(row, name)
        if isinstance(content, str):
            yield name, content
        elif content:
            yield from ((f"{name}.{key}", text) for key, text in content.items() if text)


def _passages(row: Row, field: str, text: str, reference: RowReference) -> Iterator[Passage]:
    """The items of a field, and what stands between them; the whole field where it has none."""
    citation = row.citations.get(field) or row.citations.get(field.partition(".")[0])
    place = order = 0
    for item in (item for item in row.items if item.field == field):
        found = text.find(item.text, place)
        if found < 0:
            continue
        if _says_something(text[place:found], item):
            yield Passage(
                field, text[place:found], place, reference, citation=citation, order=order
            )
            order += 1
        yield Passage(field, item.text, found, reference, item.marker, item.name, citation, order)
        place, order = found + len(item.text), order + 1
    if _says_something(text[place:], None):
        yield Passage(field, text[place:], place, reference, citation=citation, order=order)


def _says_something(text: str, before: Item | None) -> bool:
    """Say whether text outside items is more than markers, names and punctuation."""
    if before is not None and before.name:
        text = text.replace(before.name, "")
    return len(_LABEL.sub("", text)) > 1


__all__ = ["WHOLE_TARGETS", "Ledger", "RowReading", "last_month", "read", "side_of"]
