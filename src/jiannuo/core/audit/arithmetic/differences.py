"""`difference`: what is left, against the whole and what is done.

应出资2.16亿元，已交纳8639.4万元，还需交纳1.29亿元. The whole may stand in the target's cell; what is
planned next may not exceed what is left.
"""

from collections.abc import Iterator

from jiannuo.core.audit import saying, subjects
from jiannuo.core.audit.arithmetic.breakdowns import breakdowns
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.linking import amounts, kin, same_measure
from jiannuo.core.audit.mentions import Mention, Side
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.wording import Hold

_TARGETS = frozenset({"period_target"})


def difference(ledger: Ledger) -> Iterator[Statement]:
    """Check every remainder for which a whole and what is done of it are given."""
    for row in ledger.rows:
        for mention in row.mentions:
            if mention.is_amount and mention.hold is Hold.LEFT:
                yield from _left(row, mention)
        yield from _planned(row)


def _left(row: RowReading, left: Mention) -> Iterator[Statement]:
    readings = list(_readings(row, left))
    if not readings:
        return
    for whole, done in readings:
        if (whole.interval - done.interval).meets(left.stated):
            yield holds("difference", left.evidence(), whole.evidence(), done.evidence())
            return
    whole, done = readings[0]
    rest = whole.interval - done.interval
    alone = len(readings) == 1 and whole.passage is left.passage
    terms = f"{whole.quantity.span}－{done.quantity.span}＝{saying.amount(rest.best, left)}"
    yield denied(
        "difference",
        Severity.CONTRADICTION if alone else Severity.QUESTION,
        (left.evidence(), whole.evidence(), done.evidence()),
        f"剩余数对不上：{terms}，文中写的是{saying.quoted(left.quote())}。请核对总数、已完成数和剩余数。",
        formula=f"{saying.bare(whole)}-{saying.bare(done)}",
        computed=rest,
        stated=left.value,
        unit=left.base,
    )


def _readings(row: RowReading, left: Mention) -> Iterator[tuple[Mention, Mention]]:
    """Wholes with what is done of them, those of the same sentence first."""
    found = [m for m in amounts(left.passage.mentions) if same_measure(m, left)]
    done = [
        m
        for m in found
        if m.position < left.position and m.sentence == left.sentence and m.hold is Hold.DONE
    ]
    for one in reversed(done):
        for whole in found:
            if whole.position < one.position and whole.sentence == one.sentence:
                yield whole, one
    for one in reversed(done):
        for whole in amounts(row.on(Side.TARGET)):
            exact = whole.quantity.comparator in {"=", "~"}
            if exact and same_measure(whole, one) and kin(whole, one) and whole.value >= one.value:
                yield whole, one


def _planned(row: RowReading) -> Iterator[Statement]:
    """Next steps that name what is still to be done of a part reported on."""
    ahead = [m for m in amounts(row.on(Side.AHEAD)) if m.terms]
    if not ahead:
        return
    for found in breakdowns(row):
        if found.whole.side is not Side.REPORT:
            continue
        for part in found.parts:
            done = _done_of(part)
            for step in ahead if done is not None else ():
                named = bool(part.terms) and subjects.covered(part.terms, step.terms) == 1
                if done is not None and same_measure(step, part) and named:
                    yield _step(step, part, done)


def _done_of(part: Mention) -> Mention | None:
    """Give the figure right behind a part that says how much of it is done."""
    following = part.passage.mentions[part.position + 1 : part.position + 2]
    for mention in amounts(following):
        if (
            same_measure(mention, part)
            and mention.sentence == part.sentence
            and mention.hold is Hold.DONE
            and not subjects.grams(mention.before)
        ):
            return mention
    return None


def _step(step: Mention, part: Mention, done: Mention) -> Statement:
    rest = part.interval - done.interval
    evidence = (step.evidence(), part.evidence(), done.evidence())
    if not rest.below(step.interval):
        return holds("difference", *evidence)
    terms = f"{part.quantity.span}－{done.quantity.span}＝{saying.amount(rest.best, step)}"
    return denied(
        "difference",
        Severity.QUESTION,
        evidence,
        f"下一步计划多于剩余：{terms}，计划写的是{saying.quoted(step.quote())}。请核对任务数和已完成数。",
        formula=f"{saying.bare(part)}-{saying.bare(done)}",
        computed=rest,
        stated=step.value,
        unit=step.base,
    )
