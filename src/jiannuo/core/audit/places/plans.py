"""`plan-conflict`: the month's plan against the quarter's target, and targets against one another.

By the last month of a quarter the plan must have reached what the quarter asks for; the fourth
quarter must complete the year; a quarter that counts from January cannot ask for less than the one
before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final

from jiannuo.core.audit import saying, subjects
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.linking import KIN, amounts, same_measure
from jiannuo.core.audit.mentions import Mention
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.yardsticks import months_of

_QUARTERS: Final = ("1", "2", "3", "4")
_MONTHS_A_QUARTER: Final = 3
_MONTH_HEAD: Final = re.compile(
    r"(?:^|(?<=[。；;\n，,]))\s*(\d{1,2})月?(?:\s*[-—－–~～至到]\s*(\d{1,2})月?)?月?份?\s*[，,：:、]"
)
_RATE_NAME: Final = re.compile(r"([\u4e00-\u9fff]{2})率(?:已?达到?|为|是|约)?$")
_OF_THE_YEAR: Final = re.compile(r"全年|年度|年内|总任务|目标任务")
_SAME_THING: Final = 0.75
_MOST: Final = 120
"""A plan with more figures than this is no plan; the rest is left alone."""
_FULL: Final = Fraction(100)


@dataclass(frozen=True)
class _Step:
    """A rate planned for the months from `first` to `last`."""

    first: int
    last: int
    rate: Mention


def plan_conflict(ledger: Ledger) -> Iterator[Statement]:
    """Check the plans of every row that has quarter targets."""
    for row in ledger.rows:
        steps = list(islice(_steps(row), _MOST))
        for quarter in _QUARTERS:
            for target in _rates(row, f"quarter_targets.{quarter}")[:_MOST]:
                yield from _against_quarter(steps, int(quarter), target, row)
        for target in row.wholes[:_MOST]:
            if target.is_rate:
                yield from _against_year(steps, target)
        yield from _in_order(row)
        yield from _within_the_year(row)
        yield from _to_the_end(row)


def _steps(row: RowReading) -> Iterator[_Step]:
    for passage in row.passages:
        field, _, key = passage.field.partition(".")
        if field == "month_plan":
            first, last = months_of(key)
            yield from (_Step(first, last, m) for m in passage.mentions if m.is_rate)
        elif field == "period_plan_text":
            heads = list(_MONTH_HEAD.finditer(passage.text))
            for mention in passage.mentions:
                before = [head for head in heads if head.end() <= mention.start]
                if mention.is_rate and before:
                    first = int(before[-1][1])
                    yield _Step(first, int(before[-1][2] or first), mention)


def _rates(row: RowReading, field: str) -> list[Mention]:
    return [m for p in row.passages_of(field) for m in p.mentions if m.is_rate]


def _against_quarter(
    steps: list[_Step], quarter: int, target: Mention, row: RowReading
) -> Iterator[Statement]:
    month = quarter * _MONTHS_A_QUARTER
    due = [step.rate for step in steps if step.first <= month <= step.last]
    due = [rate for rate in due if _same_plan(rate, target, row)]
    if not due:
        return
    if any(not rate.interval.below(target.interval) for rate in due):
        yield holds("plan-conflict", due[-1].evidence(), target.evidence())
        return
    yield _conflict(due[-1], target, f"{month}月计划", f"第{'一二三四'[quarter - 1]}季度目标")


def _same_plan(rate: Mention, target: Mention, row: RowReading) -> bool:
    """Say whether a planned rate speaks of what the quarter's rate speaks of."""
    mine, theirs = _RATE_NAME.search(rate.before), _RATE_NAME.search(target.before)
    if (mine and mine[1]) != (theirs and theirs[1]):
        return False
    names = {p.name for p in row.passages if p.field == rate.passage.field and p.name}
    if rate.passage.name and len(names) > 1:
        name = subjects.grams(rate.passage.name)
        return subjects.covered(name, subjects.grams(target.passage.text)) >= KIN
    return True


def _against_year(steps: list[_Step], target: Mention) -> Iterator[Statement]:
    words = target.terms or target.clause_terms
    for step in steps:
        if step.last == 12 and subjects.covered(words, step.rate.clause_terms) >= KIN:  # noqa: PLR2004 - December
            if step.rate.interval.below(target.interval):
                yield _conflict(step.rate, target, "12月计划", "全年目标")
            else:
                yield holds("plan-conflict", step.rate.evidence(), target.evidence())


def _conflict(rate: Mention, target: Mention, plan: str, goal: str) -> Statement:
    same_base = all(_OF_THE_YEAR.search(m.clause.text) for m in (rate, target))
    return denied(
        "plan-conflict",
        Severity.CONTRADICTION if same_base else Severity.QUESTION,
        (rate.evidence(), target.evidence()),
        f"{plan}{saying.quoted(rate.clause.text)}低于{goal}{saying.quoted(target.clause.text)}。"
        "请统一两处数字；若两个比例的基数不同，请分别写明。",
        formula=f"{saying.bare(rate)}≥{saying.bare(target)}",
        computed=rate.interval,
        stated=target.value,
        unit="%",
    )


def _within_the_year(row: RowReading) -> Iterator[Statement]:
    """Check that what a period asks for is part of what the year asks for: 10处 in May of a year's 8."""
    asked = [m for p in row.passages_of("period_target") for m in p.mentions]
    for part in amounts(asked[:_MOST]):
        for whole in amounts(row.wholes[:_MOST]):
            exact = whole.quantity.comparator == "=" and part.is_counted
            if not exact or not same_measure(part, whole) or not _alike(part, whole):
                continue
            if whole.interval.below(part.interval):
                yield _more_than_the_year(part, whole)
            else:
                yield holds("plan-conflict", part.evidence(), whole.evidence())


def _alike(part: Mention, whole: Mention) -> bool:
    mine, theirs = part.terms, whole.terms
    return min(len(mine), len(theirs)) > 1 and subjects.alike(mine, theirs) >= _SAME_THING


def _more_than_the_year(part: Mention, whole: Mention) -> Statement:
    return denied(
        "plan-conflict",
        Severity.QUESTION,
        (part.evidence(), whole.evidence()),
        f"本期目标{saying.quoted(part.quote())}大于全年目标{saying.quoted(whole.quote())}。"
        "请核对两处数字；若全年目标已调整，请一并更新。",
        formula=f"{saying.bare(part)}≤{saying.bare(whole)}",
        computed=part.interval,
        stated=whole.value,
        unit=part.base,
    )


def _in_order(row: RowReading) -> Iterator[Statement]:
    """Quarters that count the year's share from January: none below the last, the fourth full."""
    shares = []
    for quarter in _QUARTERS:
        found = [
            m
            for m in _rates(row, f"quarter_targets.{quarter}")
            if _OF_THE_YEAR.search(m.clause.text)
        ]
        if len(found) == 1:
            shares.append(found[0])
    for before, after in pairwise(shares):
        if after.interval.below(before.interval):
            yield _falls(before, after)
        else:
            yield holds("plan-conflict", before.evidence(), after.evidence())
    if shares and shares[-1].passage.field.endswith(".4") and shares[-1].interval.high < _FULL:
        yield _unfinished(shares[-1], "四季度目标")


def _to_the_end(row: RowReading) -> Iterator[Statement]:
    """Check that an item's plan, told month by month, does not stop short of the year's target."""
    for passage in row.passages_of("period_plan_text"):
        heads = list(_MONTH_HEAD.finditer(passage.text))
        last = passage.mentions[-1] if passage.mentions else None
        if last is None or not heads or last.start < heads[-1].end() or not last.is_rate:
            continue
        if not re.search("(?:全年|年度)(?:目标|任务)", last.before):
            continue
        if last.interval.high < _FULL:
            yield _unfinished(last, f"计划写到{heads[-1][1]}月")
        else:
            yield holds("plan-conflict", last.evidence())


def _falls(before: Mention, after: Mention) -> Statement:
    return denied(
        "plan-conflict",
        Severity.QUESTION,
        (after.evidence(), before.evidence()),
        f"后一季度目标{saying.quoted(after.clause.text)}低于前一季度{saying.quoted(before.clause.text)}。"
        "请核对；若各季度是分别计算而不是累计，请写明。",
        formula=f"{saying.bare(after)}≥{saying.bare(before)}",
        computed=after.interval,
        stated=before.value,
        unit="%",
    )


def _unfinished(last: Mention, what: str) -> Statement:
    return denied(
        "plan-conflict",
        Severity.QUESTION,
        (last.evidence(),),
        f"{what}{saying.quoted(last.clause.text)}，仍不足全年任务的100%，以后没有安排。"
        "请核对；若各期是分别计算而不是累计，请写明。",
        formula=f"{saying.bare(last)}≥100",
        computed=last.interval,
        stated=_FULL,
        unit="%",
    )
