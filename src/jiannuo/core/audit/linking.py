"""Which figure belongs to which: the parts and the whole that a rate speaks of, and kinship.

Order, punctuation, units and words decide, as they do for a reader. What cannot be told for
certain is kept as a further reading: it can acquit a statement, never convict it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from jiannuo.core.audit import subjects, wording
from jiannuo.core.audit.mentions import Mention
from jiannuo.core.audit.wording import Hold

FAR: Final = 3
"""A figure more clauses away than this belongs to something else."""
KIN: Final = 0.5
"""Two figures are about the same thing if one shares this much of the other's words."""
_FOLLOWING: Final = re.compile(r"^(?:大?约|即|共计?|合计|计|为|达到?|已|累计|完成|折合)*+$")
_TAKEN_OF: Final = re.compile(r"^(?:约|已|仅)?(?:占|为|是|相当于|达到?|完成)")
_TRAILING_RATE: Final = re.compile(r"(?:完成|占|达到?|实现|进度为?)$")


def amounts(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Give the mentions that count or measure something that is there."""
    return (m for m in mentions if m.is_amount and m.value > 0 and not m.is_each)


def same_measure(one: Mention, other: Mention) -> bool:
    """Say whether two figures are in units that convert into one another."""
    return bool(one.base) and one.base == other.base


def kin(one: Mention, other: Mention) -> bool:
    """Say whether two figures speak of the same thing, by their own and their clause's words."""
    mine = one.terms or one.clause_terms
    theirs = other.terms or other.clause_terms
    if not mine or not theirs:
        return False
    around = one.clause_terms | one.sentence_terms | subjects.grams(one.passage.name or "")
    beside = other.clause_terms | other.sentence_terms | subjects.grams(other.passage.name or "")
    return max(subjects.covered(theirs, around), subjects.covered(mine, beside)) >= KIN or any(
        subjects.abbreviates(here.passage.name or "", there.clause.text)
        for here, there in ((one, other), (other, one))
    )


def parts_before(rate: Mention) -> Iterator[Mention]:
    """Amounts before a rate that it may be the share of, nearest first, with their brackets.

    A rate before the nearest amount ends the search: what stands before it belongs to that one.
    """
    mentions = rate.passage.mentions
    if rate.owner is not None:
        yield from amounts([mentions[rate.owner]])
        return
    if "分别" in rate.before:
        yield from _respectively(rate)
        return
    any_seen = False
    for position in range(rate.position - 1, -1, -1):
        found = mentions[position]
        if found.sentence != rate.sentence or _clauses_apart(found, rate) > FAR:
            return
        if found.is_rate and found.clause.depth == rate.clause.depth and any_seen:
            return
        if found.is_amount and found.value > 0 and not one_of_several(found):
            any_seen = True
            yield found


def _respectively(rate: Mention) -> Iterator[Mention]:
    """37处、4.9万平方米、1860万元，分别完成74%、81.7%、93%: each rate has its own amount."""
    mentions = rate.passage.mentions
    rates = [m for m in mentions if m.clause is rate.clause and m.is_rate]
    before = [
        m
        for m in mentions[: rates[0].position]
        if m.sentence == rate.sentence and m.is_amount and m.clause.depth == rate.clause.depth
    ]
    if len(rates) > 1 and len(before) >= len(rates):
        parts = before[-len(rates) :]
        yield parts[rates.index(rate)]


def part_behind(rate: Mention) -> Mention | None:
    """Give the amount right behind a rate that says the same in figures: 已完成80.0%，约92.8万方."""
    mentions = rate.passage.mentions
    if rate.position + 1 >= len(mentions) or not _TRAILING_RATE.search(rate.before):
        return None
    found = mentions[rate.position + 1]
    beside = found.sentence == rate.sentence and _clauses_apart(rate, found) == 1
    if beside and found.is_amount and _FOLLOWING.match(found.before.strip()):
        return found
    return None


def base_named(rate: Mention) -> Mention | None:
    """Give the whole that the rate's own clause names: 占施工中标价15988695.06元形象进度的76.1%."""
    if not rate.before.rstrip().endswith("的"):
        return None
    for found in rate.passage.mentions[: rate.position]:
        if (
            found.clause is rate.clause
            and found.is_amount
            and _TAKEN_OF.match(found.before.strip())
        ):
            return found
    return None


def one_of_several(part: Mention) -> bool:
    """Say whether a part is one of those that 其中 lists; a rate behind them is of the whole."""
    start, end = part.passage.sentence(part.sentence)
    opened = wording.AMONG.search(part.passage.text[start : part.start])
    if opened is None:
        return False
    listed = [m for m in part.passage.mentions if start + opened.end() <= m.start < end]
    return sum(same_measure(m, part) for m in listed) > 1


def reports_done(part: Mention, rate: Mention) -> bool:
    """Say whether an amount is something done, not the name of what a rate is about.

    已开工754户 is done; 5处综合公园完成围挡搭建 names the parks, and the verb follows.
    """
    if part.hold in {Hold.LEFT, Hold.UNDONE}:
        return False
    if part.owner is not None:
        return reports_done(part.passage.mentions[part.owner], rate)
    if part.hold is Hold.DONE:
        return True
    if part.before.endswith(("中", "有")):
        return True
    return _clauses_apart(part, rate) <= 1 and not wording.predicate(part.tail)


def within_list(part: Mention) -> bool:
    """Say whether a figure stands behind 其中: it is part of the one before."""
    start, _ = part.passage.sentence(part.sentence)
    return wording.AMONG.search(part.passage.text[start : part.start]) is not None


def wholes_before(part: Mention, rate: Mention) -> Iterator[tuple[Mention, bool]]:
    """Amounts of the sentence that the part may be taken from, each with whether that is certain."""
    for found in amounts(part.passage.mentions[: max(part.position, rate.position)]):
        if found is part or not same_measure(found, part) or found.sentence != part.sentence:
            continue
        if found.hold in {Hold.LEFT, Hold.UNDONE} or found.position > part.position > rate.position:
            continue
        if found.clause is part.clause and "、" in part.passage.text[found.end : part.start]:
            continue
        certain = found.position < part.position and (
            bool(wording.WHOLE.search(found.before)) or found.hold is not Hold.DONE
        )
        yield found, certain


def _clauses_apart(one: Mention, other: Mention) -> int:
    """Count the clause borders of the same depth between two mentions of a passage."""
    first, last = sorted((one.clause_number, other.clause_number))
    depth = min(one.clause.depth, other.clause.depth)
    between = one.passage.clauses[first + 1 : last + 1]
    return sum(clause.depth <= depth for clause in between)
