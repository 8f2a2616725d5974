"""`copied`, `falling`, `drift` and `cumulative`: this document against the one before.

Rows are matched by number and text. A report in last month's words, a cumulative figure that falls,
a target that has become lower: each may have its reason, and each has to be told.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying, subjects
from jiannuo.core.audit.findings import Evidence, Severity
from jiannuo.core.audit.linking import amounts, same_measure
from jiannuo.core.audit.mentions import Mention, Passage, Side
from jiannuo.core.audit.reading import WHOLE_TARGETS, Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.wording import Hold, Scope

_SAME_ROW: Final = 0.5
_SURELY: Final = 0.8
_SAME_THING: Final = 0.75
_SHORTEST: Final = 10
_FINISHED: Final = re.compile(
    r"全部完(?:工|成)|已完工|已竣工|竣工验收|已建成|已投用|已通车|已办结|已销号"
)
_PLAIN: Final = re.compile(r"[\s，。；：、,.;:]")


def against_earlier(ledger: Ledger) -> Iterator[Statement]:
    """Compare every row with its row in the last earlier document; nothing without one."""
    if not ledger.earlier:
        return
    last = ledger.earlier[-1]
    for row, before in matched(ledger, last):
        yield from _copied(row, before)
        yield from _falling(row, before)
        yield from _drift(row, before)


def matched(now: Ledger, then: Ledger) -> Iterator[tuple[RowReading, RowReading]]:
    """Pair the rows of two documents about the same plan, each at most once."""
    by_number: dict[str, list[RowReading]] = {}
    for row in then.rows:
        by_number.setdefault(row.row.number or "", []).append(row)
    used: set[int] = set()
    for row in now.rows:
        near = by_number.get(row.row.number or "", [])
        found = _closest(row, near, used, _SAME_ROW) or _closest(row, then.rows, used, _SURELY)
        if found is not None:
            used.add(id(found))
            yield row, found


def _closest(
    row: RowReading, others: tuple[RowReading, ...] | list[RowReading], used: set[int], least: float
) -> RowReading | None:
    mine = _identity(row)
    best, most = None, least
    for other in others:
        shared = subjects.alike(mine, _identity(other)) if id(other) not in used else 0.0
        if shared >= most:
            best, most = other, shared
    return best


def _identity(row: RowReading) -> frozenset[str]:
    fields = (row.row.task, row.row.subproject, row.row.indicator, row.row.annual_target)
    return subjects.grams("。".join(text for text in fields if text))


def _copied(row: RowReading, before: RowReading) -> Iterator[Statement]:
    mine = "".join(p.text for p in row.report)
    theirs = "".join(p.text for p in before.report)
    same = _PLAIN.sub("", mine) == _PLAIN.sub("", theirs)
    if len(mine) < _SHORTEST or _FINISHED.search(mine):
        return
    evidence = [_all(p) for p in row.report[:2]]
    if not same:
        yield holds("copied", *evidence)
        return
    yield denied(
        "copied",
        Severity.QUESTION,
        evidence,
        f"完成情况{saying.quoted(mine)}与上一期一字不差。请写明本期的新进展；确无变化的，请注明“无变化”和原因。",
    )


def _falling(row: RowReading, before: RowReading) -> Iterator[Statement]:
    for mention in _cumulative(row):
        same = [m for m in _cumulative(before) if _same_thing(m, mention)]
        if len({m.value for m in same}) != 1:
            continue
        then = same[0]
        if mention.interval.below(then.interval):
            yield denied(
                "falling",
                Severity.QUESTION,
                (mention.evidence(), then.evidence()),
                f"累计数比上一期少：本期{saying.quoted(mention.quote())}，上一期{saying.quoted(then.quote())}。"
                "请核对；若有核减或口径调整，请注明。",
                formula=f"{saying.bare(mention)}≥{saying.bare(then)}",
                computed=mention.interval,
                stated=then.value,
                unit=mention.base,
            )
        else:
            yield holds("falling", mention.evidence(), then.evidence())
            yield from _adds_up(row, mention, then)


def _adds_up(row: RowReading, total: Mention, then: Mention) -> Iterator[Statement]:
    """Last period's cumulative figure and this period's make this period's cumulative figure."""
    for part in amounts(row.on(Side.REPORT)):
        if part.scope is not Scope.PERIOD or not _same_thing(part, total):
            continue
        computed = then.interval + part.interval
        if computed.meets(total.interval):
            yield holds("cumulative", total.evidence(), part.evidence(), then.evidence())
            continue
        terms = f"{then.quantity.span}＋{part.quantity.span}＝{saying.amount(computed.best, total)}"
        yield denied(
            "cumulative",
            Severity.QUESTION,
            (total.evidence(), part.evidence(), then.evidence()),
            f"累计数与上期累计加本期数对不上：{terms}，文中累计写的是{total.quantity.span}。"
            "请核对；若有核减、补报，请注明。",
            formula=f"{saying.bare(then)}+{saying.bare(part)}",
            computed=computed,
            stated=total.value,
            unit=total.base,
        )


def _cumulative(row: RowReading) -> list[Mention]:
    return [
        m
        for m in amounts(row.on(Side.REPORT))
        if m.scope is Scope.TO_DATE and m.hold not in {Hold.LEFT, Hold.UNDONE, Hold.PLANNED}
    ]


def _same_thing(one: Mention, other: Mention) -> bool:
    if not same_measure(one, other):
        return False
    mine, theirs = one.terms or one.clause_terms, other.terms or other.clause_terms
    both = min(subjects.covered(mine, theirs), subjects.covered(theirs, mine))
    return bool(mine) and both >= _SAME_THING


def _drift(row: RowReading, before: RowReading) -> Iterator[Statement]:
    """Targets of the whole year that have become lower, or lost a figure."""
    mine = [m for m in row.wholes if not m.is_class]
    theirs = [m for m in before.wholes if not m.is_class]
    for then in theirs:
        same = [m for m in mine if _same_thing(m, then) and m.is_percent == then.is_percent]
        if any(m.interval.meets(then.interval) for m in same):
            yield holds("drift", then.evidence())
        elif same:
            yield _moved(same[0], then)
        elif not any(same_measure(m, then) for m in mine):
            yield _dropped(row, then)


def _moved(now: Mention, then: Mention) -> Statement:
    word = "降低" if now.interval.best < then.interval.best else "提高"
    return denied(
        "drift",
        Severity.QUESTION if word == "降低" else Severity.NOTE,
        (now.evidence(), then.evidence()),
        f"目标{word}了：原来是{saying.quoted(then.quote())}，现在是{saying.quoted(now.quote())}。"
        "目标调整需要有依据和批准人，请补充；若是笔误，请改回。",
        formula=saying.bare(now),
        computed=now.interval,
        stated=then.value,
        unit=now.base,
    )


def _dropped(row: RowReading, then: Mention) -> Statement:
    here = [_all(p) for p in row.passages if p.field in WHOLE_TARGETS][:1]
    return denied(
        "drift",
        Severity.QUESTION,
        (*here, then.evidence()),
        f"目标里原有的{saying.quoted(then.quote())}，这一期没有了。请说明是否调整，并补充依据。",
    )


def _all(passage: Passage) -> Evidence:
    return passage.evidence(0, len(passage.text))
