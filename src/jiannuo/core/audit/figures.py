"""Progress figures: what a ledger keeps of a report as a series per task.

Each figure is a target with what was achieved of it in one period; the ledger collects them over
the periods and draws them. A rate that is reported without a target (总体形象进度78%) is kept too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from jiannuo.core.audit.findings import Evidence, Pair, plain
from jiannuo.core.audit.indicators import indicator_of
from jiannuo.core.audit.mentions import Mention
from jiannuo.core.audit.reading import WHOLE_TARGETS, RowReading, read
from jiannuo.core.audit.targets.naming import subject_of
from jiannuo.core.audit.targets.pairing import pairs
from jiannuo.core.audit.targets.verdicts import measured
from jiannuo.core.audit.targets.yardsticks import yardstick
from jiannuo.core.records import Document, Period, Row, Table

_PROGRESS: Final = re.compile(r"(?:进度|工程量|完成|形象)[^，。；]{0,6}$")


class Against(StrEnum):
    """What a figure is measured by."""

    PERIOD = "period"
    YEAR = "year"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One point of a task's series.

    `target` and `achieved` are in `unit` (万 and 亿 multiplied out, percentages as written);
    `rate` is achieved over target, None for ceilings, percentages and where there is no target.
    `cumulative` is True where the words say so (累计, 1-5月), None where they do not.
    """

    subject: str
    unit: str
    against: Against
    target: Fraction | None
    achieved: Fraction
    rate: Fraction | None
    cumulative: bool | None
    estimated: bool
    period: Period | None
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        """Write the figure."""
        return {
            "subject": self.subject,
            "unit": self.unit,
            "against": self.against.value,
            "target": plain(self.target),
            "achieved": plain(self.achieved),
            "rate": plain(self.rate),
            "cumulative": self.cumulative,
            "estimated": self.estimated,
            "period": {"kind": self.period.kind.value, "index": self.period.index}
            if self.period
            else None,
            "evidence": [piece.to_json() for piece in self.evidence],
        }


def figures(row: Row, period: Period | None = None, year: int | None = None) -> tuple[Figure, ...]:
    """Read the progress figures of one row: against the period's target, then the year's.

    `period` and `year` are the document's; they decide which plan is the yardstick. A row without
    a report, or without numbers, has none.
    """
    document = Document(
        source="", year=year, period=period, tables=(Table(columns=(), rows=(row,)),)
    )
    ledger = read(document)
    reading = ledger.rows[0]
    reported = reading.report
    of_period = pairs(yardstick(ledger, reading), reported, ledger.month)
    whole = [passage for passage in reading.passages if passage.field in WHOLE_TARGETS]
    of_year = pairs(whole, reported, ledger.month)
    indicator = indicator_of(row, reading.reference)
    if indicator is not None:
        of_year.append(measured(indicator))
    found = [_paired(pair, Against.PERIOD, period) for pair in of_period]
    found += [_paired(pair, Against.YEAR, period) for pair in of_year]
    used = {piece.span for figure in found for piece in figure.evidence}
    found += [_alone(mention, period) for mention in _rates(reading) if _span(mention) not in used]
    return tuple(found)


def _paired(pair: Pair, against: Against, period: Period | None) -> Figure:
    ceiling = pair.comparator in {"<=", "<"}
    measurable = pair.target_value > 0 and pair.unit != "%" and not ceiling
    return Figure(
        subject=pair.subject,
        unit=pair.unit,
        against=against,
        target=pair.target_value,
        achieved=pair.achieved_value,
        rate=pair.achieved_value / pair.target_value if measurable else None,
        cumulative=pair.cumulative,
        estimated=pair.estimated,
        period=period,
        evidence=(pair.target, *pair.achieved),
    )


def _rates(row: RowReading) -> Iterator[Mention]:
    """Rates of completion that a report gives of itself."""
    for passage in row.report:
        for mention in passage.mentions:
            if mention.is_rate and mention.clause.depth == 0 and _PROGRESS.search(mention.before):
                yield mention


def _span(mention: Mention) -> tuple[int, int]:
    return mention.evidence().span


def _alone(mention: Mention, period: Period | None) -> Figure:
    return Figure(
        subject=subject_of(mention),
        unit="%",
        against=Against.NOTHING,
        target=None,
        achieved=mention.in_written_unit.best,
        rate=None,
        cumulative=None,
        estimated=mention.quantity.estimated,
        period=period,
        evidence=(mention.evidence(),),
    )
