"""`target-missed`: the numbers against the claimed verdict.

A row that claims 完成 while a figure falls short of its target is a contradiction; one that claims
未完成 while every figure reaches it, or says nothing about falling short, is asked. A figure that is
a thousandfold off is a slip of 万 or 亿 (`magnitude`).
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Evidence, Outcome, Pair, Severity, Verdict
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds

_SLIP: Final = 1000
_NUMBER_ONLY: Final = re.compile(r"[≥≤<>\d.,%\s-]+")
_BEHIND: Final = re.compile("滞后|缓慢|未达|未完成|尚未|影响|受限|不足|欠序时|延期|困难")


def target_missed(ledger: Ledger) -> Iterator[Statement]:
    """Check every pair against what its row claims."""
    rows = {row.reference: row for row in ledger.rows}
    for verdict in ledger.verdicts:
        explained = _explains(rows[verdict.row])
        for pair in verdict.pairs:
            if _slipped(pair):
                yield _slip(pair)
            elif not pair.met and verdict.claim is Outcome.MET:
                severity = Severity.QUESTION if pair.close else Severity.CONTRADICTION
                yield _denied(pair, verdict, severity)
            elif not pair.met and verdict.claim is None:
                yield _denied(pair, verdict, Severity.NOTE if explained else Severity.QUESTION)
            elif _falls_short_on_average(pair, ledger.month):
                yield _on_average(pair, ledger.month or 1)
            else:
                yield holds("target-missed", pair.target, *pair.achieved)
        if verdict.claim is Outcome.MISSED and verdict.outcome is Outcome.MET:
            yield _understated(verdict)


def _explains(row: RowReading) -> bool:
    """Say whether a row admits that something is behind: it names a problem, a cause, a delay."""
    problems = f"{row.row.problems or ''}{row.row.causes or ''}".strip(" 无。")
    return bool(problems) or any(_BEHIND.search(passage.text) for passage in row.report)


def _slipped(pair: Pair) -> bool:
    if pair.unit == "%" or not pair.target_value or not pair.achieved_value:
        return False
    times = pair.achieved_value / pair.target_value
    return times >= _SLIP or (not pair.met and times * _SLIP <= 1)


def _slip(pair: Pair) -> Statement:
    times = pair.achieved_value / pair.target_value
    factor = saying.figure(times if times > 1 else 1 / times, 0)
    return denied(
        "magnitude",
        Severity.QUESTION,
        (*pair.achieved, pair.target),
        f"{_asked(pair)}，上报{_reported(pair)}，两者相差约{factor}倍，"
        "请核对“万”“亿”或计量单位是否写错。",
        formula=f"{_plain(pair.achieved_value)}/{_plain(pair.target_value)}",
        computed=Interval.exactly(pair.achieved_value),
        stated=pair.target_value,
        unit=pair.unit,
    )


def _falls_short_on_average(pair: Pair, month: int | None) -> bool:
    """Spot a target for every month, answered by a figure that may be the months' sum."""
    return bool(
        pair.each_period and month and pair.met and pair.achieved_value / month < pair.target_value
    )


def _on_average(pair: Pair, month: int) -> Statement:
    mean = pair.achieved_value / month
    return denied(
        "target-missed",
        Severity.QUESTION,
        (*pair.achieved, pair.target),
        f"{_asked(pair)}按月计，上报{_reported(pair)}没有写明期间；"
        f"若是1—{month}月累计，月均{_plain(mean)}{pair.unit}，低于目标。请写明是哪一期的数。",
        formula=f"{_plain(pair.achieved_value)}/{month}",
        computed=Interval.exactly(mean),
        stated=pair.target_value,
        unit=pair.unit,
    )


def _denied(pair: Pair, verdict: Verdict, severity: Severity) -> Statement:
    gap = abs(pair.target_value - pair.achieved_value)
    short = f"差{saying.large(gap, '个百分点' if pair.unit == '%' else pair.unit)}"
    if verdict.claim:
        claim = f"自评“{(verdict.claimed or '').strip(' 。')}”"
        advice = "请更正数字或自评；若两个数口径不同，请写明。"
    else:
        claim = "报告已说明有困难" if severity is Severity.NOTE else "报告没有说明"
        advice = "请说明原因，或核对是不是同一口径的数。"
    sum_ = f"（{pair.formula}＝{_plain(pair.achieved_value)}{pair.unit}）" if pair.formula else ""
    return denied(
        "target-missed",
        severity,
        (*pair.achieved, pair.target),
        f"{_asked(pair)}，上报{_reported(pair)}{sum_}，按数字未达到目标，"
        f"{short}，{claim}。{advice}",
        formula=f"{_plain(pair.achieved_value)}{pair.comparator}{_plain(pair.target_value)}",
        computed=Interval.exactly(pair.achieved_value),
        stated=pair.target_value,
        unit=pair.unit,
    )


def _understated(verdict: Verdict) -> Statement:
    evidence: list[Evidence] = []
    for pair in verdict.pairs:
        evidence += [*pair.achieved, pair.target]
    pair = verdict.pairs[0]
    return denied(
        "target-missed",
        Severity.QUESTION,
        evidence,
        f"自评“{(verdict.claimed or '').strip(' 。')}”，但上报{_reported(pair)}已达到"
        f"{saying.quoted(pair.target.text)}。请核对自评，或说明还有哪一项没有完成。",
        formula=f"{_plain(pair.achieved_value)}{pair.comparator}{_plain(pair.target_value)}",
        computed=Interval.exactly(pair.achieved_value),
        stated=pair.target_value,
        unit=pair.unit,
    )


def _asked(pair: Pair) -> str:
    if _NUMBER_ONLY.fullmatch(pair.target.text):
        return f"“{pair.subject}”的目标{saying.large(pair.target_value, pair.unit)}"
    return f"目标{saying.quoted(pair.target.text)}"


def _reported(pair: Pair) -> str:
    if _NUMBER_ONLY.fullmatch(pair.achieved[0].text):
        return saying.large(pair.achieved_value, pair.unit)
    return "、".join(saying.quoted(piece.text) for piece in pair.achieved)


def _plain(value: Fraction) -> str:
    return saying.figure(value)
