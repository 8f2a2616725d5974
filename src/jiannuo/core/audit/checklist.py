"""A target as a list of its parts, each beside what a report says to it.

For the person who writes the report: nothing of the target is forgotten, and what the text leaves open
is seen before it is handed in. A part with a figure is answered by a figure (`targets.pairing`); a
part without one only by words, and is `told` where the report speaks of its subject.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from jiannuo.core.audit import subjects
from jiannuo.core.audit.findings import Pair
from jiannuo.core.audit.mentions import Mention, Passage
from jiannuo.core.audit.reading import WHOLE_TARGETS, read
from jiannuo.core.audit.targets.demands import demands
from jiannuo.core.audit.targets.matching import asks
from jiannuo.core.audit.targets.naming import subject_of
from jiannuo.core.audit.targets.pairing import pairs
from jiannuo.core.audit.targets.yardsticks import yardstick
from jiannuo.core.records import Document, Period, Row, Table

_TOLD: Final = 0.34
"""A part shares this much of its words with the report: then the report speaks of it."""
_MOST: Final = 40
_DECEMBER: Final = 12
_NO_SUBJECT: Final = frozenset({"目标", "计划", "任务", "任务目标", "目标任务"})
"""完成全年目标的50% is about the whole; its own words say so best."""
_SCOPE: Final = re.compile("累计|当月|本月|每月|当季|本季度|全年")
_EDGES: Final = re.compile(r"^[\s\d.．、（）()①-⑳;；，。]+|[\s，。；;]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a target.

    `asked` is its figure as written ("23个"), empty for a part without one; `unit` its measure unit.
    `achieved` is what answers it, in `unit` with 万 and 亿 multiplied out; `places` where the report
    says so, as field and characters; `sum` how several figures make it up; `share` is the part of
    it that is reached (None for percentages and ceilings). `of_year` marks a part of the whole
    year's target, which a month need not reach. `met` is None where nothing can be compared; `told` says that the report speaks of a part
    without figure.
    """

    subject: str
    asked: str = ""
    unit: str = ""
    achieved: Fraction | None = None
    places: tuple[tuple[str, int, int], ...] = ()
    sum: str = ""
    share: Fraction | None = None
    of_year: bool = False
    met: bool | None = None
    told: bool | None = None
    estimated: bool = False
    note: str = ""


def checklist(row: Row, period: Period | None = None, year: int | None = None) -> tuple[Part, ...]:
    """Take the target of a row's period apart (the whole task's where the period has none).

    Never raises; of a target with more parts than a person would go through the first 40 are given.
    """
    table = Table(columns=(), rows=(row,))
    ledger = read(Document(source="", year=year, period=period, tables=(table,)))
    reading = ledger.rows[0]
    of_period = yardstick(ledger, reading)
    asked = of_period or _whole(reading.passages)
    found = {pair.target.span: pair for pair in pairs(asked, reading.report, ledger.month)}
    parts = tuple(_parts(asked, reading.report, found))[:_MOST]
    whole_year = not of_period and ledger.month != _DECEMBER
    return tuple(replace(part, of_year=True) for part in parts) if whole_year else parts


def _whole(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give the field that says most plainly what the whole task asks for, whole texts first."""
    for field in ("annual_target", "subproject", "task", "indicator"):
        own = tuple(one for one in passages if one.field == field and field in WHOLE_TARGETS)
        if own:
            return own
    return ()


def _parts(
    asked: Sequence[Passage], reported: Sequence[Passage], found: dict[tuple[int, int], Pair]
) -> Iterator[Part]:
    written = any(passage.text.strip() for passage in reported)
    told_of: Part | None = None
    about = ""
    for demand in demands(asked, reported):
        figures = [
            mention
            for mention in demand.passage.mentions
            if mention.clause is demand.clause and asks(mention)
        ]
        own = [subject_of(mention) for mention in figures]
        if told_of is not None and (not figures or own[0]):
            yield told_of
        told_of = None
        words = _EDGES.sub("", demand.clause.text)
        for mention, subject in zip(figures, own, strict=True):
            about = (words if subject in _NO_SUBJECT else subject) or about or words
            scope = _SCOPE.search(mention.before)
            label = f"{about}，{scope[0]}" if scope and scope[0] not in about else about
            yield _of_figure(mention, label, found.get(mention.evidence().span))
        if not figures and words:
            about = _named(demand.passage, words)
            told = subjects.covered(demand.terms, subjects.grams(demand.answer)) >= _TOLD
            told_of = Part(subject=about, told=told if written else None)
    if told_of is not None:
        yield told_of


def _named(passage: Passage, words: str) -> str:
    return f"{passage.name}：{words}" if passage.name and passage.name not in words else words


def _of_figure(mention: Mention, subject: str, pair: Pair | None) -> Part:
    unit = mention.quantity.unit or ""
    if pair is None:
        return Part(subject=subject, asked=mention.quantity.span, unit=unit)
    return Part(
        subject=subject,
        asked=mention.quantity.span,
        unit=unit,
        achieved=pair.achieved_value,
        places=tuple((piece.field, *piece.span) for piece in pair.achieved),
        sum=pair.formula or "",
        share=_share(pair),
        met=pair.met,
        estimated=pair.estimated,
        note=pair.note or "",
    )


def _share(pair: Pair) -> Fraction | None:
    measurable = pair.target_value > 0 and pair.unit != "%" and pair.comparator not in {"<=", "<"}
    return pair.achieved_value / pair.target_value if measurable else None
