"""Which achieved figure answers which target.

Where two figures fit equally well, the target stays without a pair: no pair is better than a wrong
one. Where one figure falls short, its total or the sum it belongs to may be meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiannuo.core.audit import saying, subjects, wording
from jiannuo.core.audit.findings import Pair
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.linking import same_measure, within_list
from jiannuo.core.audit.mentions import Mention, Passage
from jiannuo.core.audit.targets.matching import (
    ENOUGH,
    answers,
    asks,
    comparable,
    object_of,
    same_name,
    score,
)
from jiannuo.core.audit.targets.naming import subject_of
from jiannuo.core.audit.targets.reaching import (
    comparator_of,
    is_ceiling,
    nearly_reaches,
    reaches,
    signed,
)
from jiannuo.core.audit.wording import Hold, Scope

_MOST: Final = 120
"""A row with more figures than this is no row of a ledger; the rest stays without a pair."""
_MARGIN: Final = 0.08
"""Two answers whose scores are closer than this fit equally well."""
_TOTAL: Final = re.compile("^(?:累计|合计|共计?|总计)")


@dataclass(frozen=True)
class _Candidate:
    target: Mention
    achieved: Mention
    score: float


def pairs(asked: Sequence[Passage], reported: Sequence[Passage], month: int | None) -> list[Pair]:
    """Pair the targets' figures with what is reported; each figure is used once.

    `month` is the last month of the document's period, to prefer figures as of that month.
    """
    targets = [m for p in asked for m in p.mentions if asks(m)][:_MOST]
    figures = [m for p in reported for m in p.mentions if answers(m)][:_MOST]
    candidates = [
        _Candidate(target, achieved, fit)
        for target in targets
        for achieved in figures
        if (fit := score(target, achieved, asked, reported, month)) >= ENOUGH
    ]
    chosen = _assigned(candidates, targets, figures)
    found = []
    for target in targets:
        achieved = chosen.get(target)
        summed = _summed(target, figures)
        if summed is not None and (achieved is None or achieved in summed):
            found.append(_pair_of_sum(target, summed))
        elif achieved is not None:
            free = [figure for figure in figures if figure not in chosen.values()]
            found.append(_pair_or_sum(target, achieved, free))
    return found


def _assigned(
    candidates: list[_Candidate], targets: list[Mention], figures: list[Mention]
) -> dict[Mention, Mention]:
    """Give the best answer to each target, each used once; nothing where two fit equally well."""
    chosen: dict[Mention, Mention] = {}
    used: set[Mention] = set()
    order = {id(m): n for n, m in enumerate([*targets, *figures])}
    for found in sorted(candidates, key=lambda c: (-c.score, order[id(c.target)])):
        if found.target in chosen or found.achieved in used:
            continue
        rivals = [
            c
            for c in candidates
            if c is not found
            and c.target is found.target
            and c.achieved not in used
            and c.score > found.score - _MARGIN
            and c.achieved.value != found.achieved.value
        ]
        if not rivals:
            chosen[found.target] = found.achieved
            used.add(found.achieved)
    return chosen


def _summed(target: Mention, figures: list[Mention]) -> tuple[Mention, ...] | None:
    """Find figures that only together answer a target: each for another member of its item's name."""
    name = target.passage.name or ""
    if "、" not in name or not target.is_amount:
        return None
    members = [subjects.grams(member) for member in name.split("、")]
    found: dict[int, Mention] = {}
    for figure in figures:
        if not same_measure(figure, target) or figure.hold is Hold.UNDONE:
            continue
        if figure.passage.name is None or not same_name(figure.passage.name, name):
            continue
        shares = [subjects.covered(member, figure.clause_terms) for member in members]
        best = shares.index(max(shares))
        if shares[best] > 0 and best not in found:
            found[best] = figure
    parts = tuple(sorted(found.values(), key=lambda m: m.position))
    return parts if len(parts) == len(members) else None


def _pair_or_sum(target: Mention, achieved: Mention, free: list[Mention]) -> Pair:
    """Pair one figure; where it falls short, its total or the sum it belongs to may be meant.

    `free` are the figures that answer no other target.
    """
    pair = _pair(target, achieved)
    if pair.met or not target.is_amount or is_ceiling(target) or achieved.hold is Hold.UNDONE:
        return pair
    beside = [m for m in free if _beside(m, achieved)]
    total = next((m for m in beside if m.position > achieved.position and _is_total(m)), None)
    if total is not None:
        return _pair(target, total)
    words = object_of(target) or target.clause_terms
    parts = [
        m
        for m in beside
        if words & (m.clause_terms | m.terms)
        and m.scope is achieved.scope
        and comparable(target, m)
    ]
    together = _pair_of_sum(target, tuple(sorted([achieved, *parts], key=lambda m: m.position)))
    return together if parts and together.met else pair


def _beside(mention: Mention, achieved: Mention) -> bool:
    """Say whether two reported figures stand side by side and measure the same."""
    return (
        mention is not achieved
        and mention.passage is achieved.passage
        and mention.clause.stop == achieved.clause.stop
        and same_measure(mention, achieved)
        and mention.hold not in {Hold.UNDONE, Hold.LEFT}
        and mention.class_bound == achieved.class_bound
        and not within_list(mention)
    )


def _is_total(mention: Mention) -> bool:
    return not mention.terms and _TOTAL.match(mention.before.strip()) is not None


def parallel_sum(target: Mention, reported: Sequence[Passage], month: int | None) -> Pair | None:
    """Add up figures that fit a target equally well side by side: 一级管网4.5千米，二级管网14.5千米.

    Too unsure for a verdict, but enough to see that together they are more than was asked for.
    """
    figures = [m for p in reported for m in p.mentions if answers(m)][:_MOST]
    fitting = [m for m in figures if score(target, m, (), (), month) >= ENOUGH]
    parts = [m for m in fitting if m is fitting[0] or _beside(m, fitting[0])]
    whole = all(one.scope is parts[0].scope and not _is_total(one) for one in parts)
    alone = len({part.terms for part in parts}) == len(parts) > 1
    return _pair_of_sum(target, tuple(parts)) if alone and whole else None


def _pair_of_sum(target: Mention, parts: tuple[Mention, ...]) -> Pair:
    total = Interval.exactly(0)
    for part in parts:
        total = total + part.interval
    return Pair(
        subject=subject_of(target),
        unit=target.quantity.unit or "",
        comparator=comparator_of(target),
        target=target.evidence(),
        target_value=signed(target).best / target.factor,
        achieved=tuple(part.evidence() for part in parts),
        achieved_value=total.best / target.factor,
        met=reaches(target, total),
        close=nearly_reaches(target, total),
        formula="+".join(saying.bare(part) for part in parts),
        cumulative=target.scope is Scope.TO_DATE or None,
        given=target.quantity.comparator,
        over=target.interval.below(total),
    )


def _pair(target: Mention, achieved: Mention) -> Pair:
    undone = achieved.hold is Hold.UNDONE
    interval = Interval.exactly(0) if undone else signed(achieved)
    each = wording.each_period(target.before)
    unsaid = each and achieved.scope is not Scope.PERIOD
    notes = []
    if undone:
        notes.append("报告写明未完成，按0计。")
    if unsaid:
        notes.append("目标按每期计，报告没有写明这个数是哪一期的。")
    if achieved.quantity.estimated:
        notes.append("报告的是预计数。")
    return Pair(
        subject=subject_of(target),
        unit=target.quantity.unit or "",
        comparator=comparator_of(target),
        target=target.evidence(),
        target_value=signed(target).best / target.factor,
        achieved=(achieved.evidence(),),
        achieved_value=interval.best / target.factor,
        met=reaches(target, interval),
        close=nearly_reaches(target, interval),
        estimated=achieved.quantity.estimated,
        cumulative=achieved.scope is Scope.TO_DATE or None,
        each_period=unsaid,
        given=target.quantity.comparator,
        over=target.interval.below(interval),
        note="".join(notes) or None,
    )
