"""Periods of a year: their order, their names, and which one holds another."""

from dataclasses import dataclass
from typing import Final

from jiannuo.core.records import Period, PeriodKind

_MONTHS: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
}
_QUARTERS: Final = ("一季度", "二季度", "三季度", "四季度")
_HALVES: Final = ("上半年", "下半年")


@dataclass(frozen=True, slots=True)
class Span:
    """A period as rows of the database hold it; kind "" and index 0 where the source names none."""

    kind: str = ""
    index: int = 0

    @property
    def last_month(self) -> int:
        """Return the month in which the period ends, 0 if it is open."""
        return _MONTHS[PeriodKind(self.kind)] * self.index if self.kind else 0

    @property
    def quarter(self) -> int:
        """Return the quarter in which the period ends, 0 if it is open."""
        return -(-self.last_month // 3)

    @property
    def label(self) -> str:
        """Return the period's Chinese name (5月, 二季度, 上半年, 全年); empty if it is open."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.index}月"
            case PeriodKind.QUARTER:
                return _QUARTERS[self.index - 1]
            case PeriodKind.HALF:
                return _HALVES[self.index - 1]
            case PeriodKind.YEAR:
                return "全年"
        return ""

    @property
    def key(self) -> str:
        """Return the period as addresses write it: ``month-5``; empty if it is open."""
        return f"{self.kind}-{self.index}" if self.kind else ""


def span_of(period: Period | None) -> Span:
    """Return a document's period as rows of the database hold it."""
    return Span(period.kind.value, period.index) if period else Span()


def span_from_key(key: str) -> Span | None:
    """Read a period as addresses write it; None for anything else."""
    kind, _, index = key.partition("-")
    if kind not in _MONTHS or not index.isascii() or not index.isdigit():
        return None
    span = Span(kind, int(index))
    return span if 1 <= span.last_month <= 12 else None  # noqa: PLR2004  months of a year
