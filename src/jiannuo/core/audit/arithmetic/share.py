"""`share`: a part and its whole against the rate that is given for them.

已完成24个，完成任务的42.9% with a target of 55: 24/55 is 43.64%. The rate may be rounded or cut
off, the figures may be rounded; only if no part and no whole that the words allow give the rate,
the statement is a contradiction. A slip by a factor of ten is named as what it is (`magnitude`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Final

from jiannuo.core.audit import saying, subjects
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.linking import (
    KIN,
    amounts,
    base_named,
    kin,
    part_behind,
    parts_before,
    reports_done,
    same_measure,
    wholes_before,
)
from jiannuo.core.audit.mentions import Mention, Side
from jiannuo.core.audit.reading import WHOLE_TARGETS, Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.wording import Hold

_COMPLETION: Final = re.compile(
    r"完成|完工|竣工|开工|建成|任务|进度|目标|计划|预算|签约率|到位率|达产率"
)
_PLAIN_WORDS: Final = re.compile(f"{_COMPLETION.pattern}|应[完交装]?|[占为达总到约]")
_LACKING: Final = re.compile(r"不|未|没有|违|超标|缺")
"""A part that failed: the rate may be of those that did not."""
_OTHER_BASE: Final = re.compile(
    r"按期|按时|及时|当期|限时|满意|好评|知晓|准确|平均|综合|同比|环比|增[长速幅]|下降|提高|上升|排名|[前后]$"
    r"|(?:形象|总体|整体|工程|施工|综合)进度(?:已?达到?|为|是|约|完成)?$"
)
"""Rates whose base is another than the figures beside them (满意率 is asked of those who answered)."""
_NAMED: Final = re.compile(r"(?:率|占比|进度)(?:已?达到?|为|是|约)?$")
_RATE_NAME: Final = re.compile(r"([\u4e00-\u9fff]{2})(?:率|进度)(?:已?达到?|为|是|约)?$")
_OF_MONEY: Final = re.compile(r"(?:投资|资金|支出|收入|产值|贷款)[^，。；]{0,4}(?:率|进度)")
_SHORT_NAME: Final = 3
"""Pairs of characters in the name of a rate that says no more than what was counted: 调解成功率."""
_MOST_PARTS: Final = 3
_MOST_WHOLES: Final = 60
_SLIPS: Final = tuple(Fraction(10) ** power for power in (1, 2, 3, 4, 8, -1, -2, -3, -4, -8))
_HUNDRED: Final = Fraction(100)
_ALL: Final = Interval.exactly(100)


@dataclass(frozen=True)
class _Link:
    part: Mention
    whole: Mention
    weight: Severity | None = None
    """How much it would mean if they did not give the rate; None: this link can only acquit."""
    floor: bool = False
    """The rate is only asked for as a minimum (a plan's count against a whole found elsewhere)."""

    @property
    def share(self) -> Interval:
        return self.part.interval.over(self.whole.interval).times(_HUNDRED)

    def gives(self, rate: Mention, slip: Fraction = Fraction(1)) -> bool:
        """Say whether part and whole give the rate, within rounding and as its comparator asks."""
        share, stated = self.share.times(slip), rate.stated
        if _LACKING.search(self.part.before) and (_ALL - share).meets(stated):
            return True
        comparator = rate.quantity.comparator
        if self.floor or comparator in {">=", ">"}:
            return share.high >= stated.low
        if comparator in {"<=", "<"}:
            return share.low <= stated.high
        return share.meets(stated)


def share(ledger: Ledger) -> Iterator[Statement]:
    """Check every rate that a part and a whole can be found for."""
    for row in ledger.rows:
        for rate in row.mentions:
            if rate.is_rate and rate.value > 0 and not _OTHER_BASE.search(rate.before[-12:]):
                yield from _checked(row, rate)


def _checked(row: RowReading, rate: Mention) -> Iterator[Statement]:
    links = [link for link in _links(row, rate) if link.whole.interval.low > 0]
    if any(link.weight and not link.floor for link in links):
        links = [link for link in links if not link.floor]
    convicted = sorted((link for link in links if link.weight), key=_weight)
    if not convicted:
        return
    right = next((link for link in links if link.gives(rate)), None)
    if right is not None:
        yield holds("share", rate.evidence(), right.part.evidence(), right.whole.evidence())
    else:
        yield _denied(rate, convicted[0])


def _links(row: RowReading, rate: Mention) -> Iterator[_Link]:
    """Parts with wholes that the words allow, the likeliest first."""
    named = base_named(rate)
    behind = part_behind(rate)
    parts = [behind] if behind else _named_by(rate, list(parts_before(rate))[:_MOST_PARTS])
    for part in parts:
        if part is named or _measures_the_whole(part, rate):
            continue
        if not (part is behind or reports_done(part, rate)):
            continue
        if named is not None and same_measure(part, named):
            yield _Link(part, named, Severity.CONTRADICTION)
            continue
        own = _speaks_of(part, rate) and not _nearer_of_other_measure(part, rate, parts)
        for whole, certain in wholes_before(part, rate):
            yield _Link(part, whole, _weight_within(part, whole, rate, certain=certain, own=own))
        yield from _wholes_in_targets(row, part, rate, own=own)


def _named_by(rate: Mention, parts: list[Mention]) -> list[Mention]:
    """Keep the parts whose verb the rate's name repeats: 完工9个 for 完工率, money for 投资完成率."""
    if _OF_MONEY.search(rate.before):
        parts = [part for part in parts if part.quantity.dimension == "money"]
    named = _RATE_NAME.search(rate.before)
    same = [part for part in parts if named and named[1] in part.before]
    return same or parts


def _measures_the_whole(part: Mention, rate: Mention) -> bool:
    """Say whether the rate is taken of the amount itself: 1060米场地平整任务的30%."""
    return part.clause is rate.clause and rate.before.endswith("的")


def _speaks_of(part: Mention, rate: Mention) -> bool:
    """Say whether the rate is the part's: its clause has no subject of its own, or the same one."""
    words = subjects.grams(_PLAIN_WORDS.sub("，", rate.before))
    if not words or part.clause is rate.clause:
        return True
    start, _ = part.passage.sentence(part.sentence)
    until = min(rate.clause.start, part.clause.end) if part.end < rate.start else rate.end
    around = subjects.grams(f"{part.passage.name or ''}。{part.passage.text[start:until]}")
    return subjects.covered(words, around) >= KIN


def _nearer_of_other_measure(part: Mention, rate: Mention, parts: list[Mention]) -> bool:
    """Say whether something else measured stands between, of which the rate rather is.

    完工6处，完成投资1860万元，占年度计划的77.5%: the share is of the money, whose plan is not named.
    """
    own_words = subjects.grams(_PLAIN_WORDS.sub("，", rate.before))
    nearer = parts[: parts.index(part)] if part in parts else []
    return not own_words and any(
        other.owner is None and not same_measure(other, part) and reports_done(other, rate)
        for other in nearer
    )


def _weight_within(
    part: Mention, whole: Mention, rate: Mention, *, certain: bool, own: bool
) -> Severity | None:
    """Weigh a part and a whole of one sentence. 处理201起，就地化解167起，成功率83.1%: likely, asked."""
    if certain and own:
        return Severity.CONTRADICTION
    short = len(subjects.grams(rate.before)) <= _SHORT_NAME
    beside = part.position == rate.position - 1 and short and _NAMED.search(rate.before)
    named = _RATE_NAME.search(rate.before)
    ahead = whole.position < part.position
    same_verb = ahead and named is not None and named[1] in part.before
    return Severity.QUESTION if (certain and beside) or same_verb else None


def _weight(link: _Link) -> bool:
    return link.weight is not Severity.CONTRADICTION


def _wholes_in_targets(
    row: RowReading, part: Mention, rate: Mention, *, own: bool
) -> Iterator[_Link]:
    """Wholes that stand in the target's cells, those of the whole task first."""
    asked = bool(_COMPLETION.search(rate.before)) and own
    found = [
        m
        for m in amounts(row.on(Side.TARGET))
        if same_measure(m, part) and m.passage is not part.passage
    ]
    if part.side is Side.TARGET:
        found = [m for m in found if m.passage.field in WHOLE_TARGETS]
    found.sort(key=lambda m: m.passage.field not in WHOLE_TARGETS)
    alone = len({m.value for m in found if m.passage.field in WHOLE_TARGETS}) == 1
    explained = part if part.owner is None else part.passage.mentions[part.owner]
    for whole in found[:_MOST_WHOLES]:
        only = alone and whole.quantity.unit == part.quantity.unit
        related = kin(whole, part) or kin(whole, explained)
        related = related or (only and whole.passage.field in WHOLE_TARGETS)
        yield _Link(part, whole, Severity.CONTRADICTION if asked and related else None)
    if part.side is Side.TARGET:
        for whole in islice(amounts(row.on(Side.REPORT)), _MOST_WHOLES):
            if same_measure(whole, part) and kin(part, whole):
                all_there_is = whole.hold is Hold.PLAIN
                weight = Severity.CONTRADICTION if asked and all_there_is else None
                yield _Link(part, whole, weight, floor=True)


def _denied(rate: Mention, link: _Link) -> Statement:
    part, whole, share = link.part, link.whole, link.share
    slip = next((factor for factor in _SLIPS if link.gives(rate, factor)), None)
    sum_ = f"{part.quantity.span}÷{whole.quantity.span}＝{saying.figure(share.best)}%"
    right_part = saying.amount(rate.value / _HUNDRED * whole.value, part)
    right_whole = saying.amount(part.value * _HUNDRED / rate.value, whole)
    if slip is not None:
        advice = f"两者正好差{_times(slip)}，请核对“万”“亿”或小数点是否写错。"
    else:
        advice = (
            f"若{rate.quantity.span}无误，则应完成约{right_part}，或总数应约为{right_whole}；"
            "若用的是另一个总数，请写明口径。"
        )
    return denied(
        "share" if slip is None else "magnitude",
        link.weight or Severity.QUESTION,
        (rate.evidence(), part.evidence(), whole.evidence()),
        f"{saying.quoted(rate.clause.text)}：按文中数字，{sum_}，不是{rate.quantity.span}。{advice}",
        formula=f"{saying.bare(part)}/{saying.bare(whole)}",
        computed=share,
        stated=rate.value,
        unit="%",
    )


def _times(slip: Fraction) -> str:
    return f"{saying.figure(slip if slip > 1 else 1 / slip)}倍"
