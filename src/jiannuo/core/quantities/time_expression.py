"""A date, a period or a term as it stands in a text."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class TimeKind(StrEnum):
    """What a text names: a stretch of the calendar, a feast, a season, a length, a condition."""

    DAY = "day"
    TEN_DAYS = "ten_days"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"
    FESTIVAL = "festival"
    SEASON = "season"
    DURATION = "duration"
    CONDITION = "condition"
    NOW = "now"


class Relation(StrEnum):
    """How a statement stands to the time that it names.

    IN it (9月上旬), BY its end (7月底前), UNTIL and up to it (截至6月30日), SINCE it (3月1日起),
    AFTER it (汛后), WITHIN a length of time (3个月内), FOR a length of time (计划4个月完成).
    """

    IN = "in"
    BY = "by"
    UNTIL = "until"
    SINCE = "since"
    AFTER = "after"
    WITHIN = "within"
    FOR = "for"


class Precision(StrEnum):
    """How exactly the time is told."""

    DAY = "day"
    TEN_DAYS = "ten_days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"
    SEASON = "season"
    LENGTH = "length"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time in a text: text[start:start + len(span)], the words of relation included.

    `first` and `last` are its days, both inclusive; None where the text and the reading's year do
    not tell them. `months` are its calendar months whatever the year (1-5月 is (1, 5)). `year` is
    the year written, meant (去年) or given. `due` is the last day on which a promise with this
    time is kept; None without dates and for what begins with it (SINCE, AFTER).

    A length of time has its bounds in `amount` and its `unit`; `condition` is the event that a
    length runs from or that must come first (待具备建设条件后), in the text's words.
    """

    span: str
    start: int
    kind: TimeKind
    relation: Relation
    precision: Precision
    first: date | None = None
    last: date | None = None
    due: date | None = None
    months: tuple[int, int] | None = None
    year: int | None = None
    amount: tuple[Decimal, Decimal] | None = None
    unit: str | None = None
    condition: str | None = None
    estimated: bool = False

    @property
    def end(self) -> int:
        """Where the span ends, exclusive."""
        return self.start + len(self.span)

    def to_json(self) -> dict[str, Any]:
        """Write what the expression tells, as JSON values; dates in ISO form."""
        written: dict[str, Any] = {
            "span": self.span,
            "start": self.start,
            "kind": self.kind.value,
            "relation": self.relation.value,
            "precision": self.precision.value,
        }
        for name in ("first", "last", "due"):
            day = getattr(self, name)
            if day is not None:
                written[name] = day.isoformat()
        if self.months is not None:
            written["months"] = list(self.months)
        if self.year is not None:
            written["year"] = self.year
        if self.amount is not None:
            written["amount"] = [str(bound) for bound in self.amount]
            written["unit"] = self.unit
        if self.condition is not None:
            written["condition"] = self.condition
        if self.estimated:
            written["estimated"] = True
        return written
