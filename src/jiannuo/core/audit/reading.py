"""A document read for auditing: its rows with their passages, and what surrounds them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from jiannuo.core.audit.findings import RowReference, Verdict
from jiannuo.core.audit.mentions import Mention, Passage, Side, side_of
from jiannuo.core.mapping.items import Piece, pieces_of
from jiannuo.core.records import Document, Period, PeriodKind, Row

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
_MONTHS_A_QUARTER: Final = 3
_LONGEST: Final = 1500
_FULL_STOPS: Final = "。！？\n；"


@dataclass(frozen=True, eq=False)
class RowReading:
    """A row with its passages in the order of its fields; `fields` are the whole texts, uncut."""

    row: Row
    reference: RowReference
    fields: tuple[Passage, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All quantities of the row, in reading order."""
        return tuple(mention for passage in self.passages for mention in passage.mentions)

    def on(self, side: Side) -> tuple[Mention, ...]:
        """Give the quantities of one side."""
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
        """Give the pieces of one field."""
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
    """Give the month that a period ends with: 5 for May, 6 for the second quarter."""
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
        Passage("unplaced", piece.text, 0, nowhere, citation=piece.citation)
        for piece in document.unplaced
    )
    return Ledger(document, rows, unplaced, tuple(read(one) for one in earlier), as_of)


def _row(row: Row, reference: RowReference) -> RowReading:
    fields = tuple(_fields(row, reference))
    return RowReading(row, reference, fields, tuple(p for field in fields for p in _cut(field)))


def _fields(row: Row, reference: RowReference) -> Iterator[Passage]:
    for name, text in _texts(row):
        citation = row.citations.get(name) or row.citations.get(name.partition(".")[0])
        yield Passage(name, text, 0, reference, citation=citation)


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        content = getattr(row, name)
        if isinstance(content, str):
            yield name, content
        elif content:
            yield from ((f"{name}.{key}", text) for key, text in content.items() if text)


def _cut(field: Passage) -> Iterator[Passage]:
    """Give the pieces of a field as `mapping` cuts them; the field itself where it is one text."""
    pieces = pieces_of(field.text) or (Piece(None, None, (0, len(field.text))),)
    for piece in pieces:
        for start, end in _stretches(field.text, *piece.span):
            text = field.text[start:end]
            yield replace(field, text=text, start=start, marker=piece.marker, name=piece.name)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut very long texts at full stops: figures link within sentences, and time stays linear."""
    while end - start > _LONGEST:
        cut = max(text.rfind(stop, start, start + _LONGEST) for stop in _FULL_STOPS) + 1
        cut = cut or start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


__all__ = ["WHOLE_TARGETS", "Ledger", "RowReading", "last_month", "read", "side_of"]
