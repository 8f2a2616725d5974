"""Every time that a text names: dates, periods, feasts, seasons, lengths of time, conditions.

`periods` reads what a commitment needs (`7月底前`, `春节前`, `计划4个月完成` once `待具备建设条件后`) and
what a figure is as of (`截至6月30日`, `1-5月`). There is no clock here: the year is an argument.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from jiannuo.core.quantities.calendar_times import calendar_expressions
from jiannuo.core.quantities.characters import fold
from jiannuo.core.quantities.festivals import SEASON_STARTS
from jiannuo.core.quantities.quantity import Quantity
from jiannuo.core.quantities.reading import quantities
from jiannuo.core.quantities.time_expression import (
    Precision,
    Relation,
    TimeExpression,
    TimeKind,
)
from jiannuo.core.quantities.time_forms import Reference

__all__ = ["Precision", "Relation", "TimeExpression", "TimeKind", "periods"]

_CONDITION: Final = re.compile(
    r"(?:待|俟|等待|一旦)([^，。；;\n]{2,30}?)(?:之后|以后|后|即可|时)(?=[，,、；;。]|立即|即|再|及时|\Z)"
)
_EVENT_BEFORE: Final = re.compile(r"([^，。；;、\n]{2,16}?)(?:之日起|之后|后|起)$")
_TERM_BEFORE: Final = re.compile(
    r"(?:计划|预计|力争|争取|利用|用时|历时|为期|工期|需要?|约需|还需|用|再用|拟|预期|提前|延期|约|推迟|顺延)[约近]?$"
)
_TERM_AFTER: Final = re.compile(
    r" ?(?:时间|内|之内|以内|完成|建成|左右完成|左右时间|可完成|竣工|获批|拿到|工期)"
)

_FARTHEST: Final = 120
_SENTENCE_END: Final = re.compile(r"[。；;！？\n]")


def periods(
    text: str,
    year: int | None = None,
    month: int | None = None,
    seasons: Mapping[str, tuple[int, int]] = SEASON_STARTS,
) -> tuple[TimeExpression, ...]:
    """Read every time that a text names, in order. Never raises on any text.

    `year` is the year that the document speaks of, for times without one; `month` the month it
    reports on (本月, 上月, and which 春节 comes next); `seasons` the first day of 汛, 供暖 … where
    the office is. Without a year, times without one have months but no days.
    """
    folded = fold(text)
    reference = Reference(year, month, seasons)
    found = [
        *calendar_expressions(text, folded, reference),
        *_conditions(text, folded),
    ]
    found.extend(_lengths(text, folded, found))
    return tuple(sorted(found, key=lambda expression: (expression.start, -expression.end)))


def _conditions(text: str, folded: str) -> Iterator[TimeExpression]:
    for match in _CONDITION.finditer(folded):
        yield TimeExpression(
            span=text[match.start() : match.end()],
            start=match.start(),
            kind=TimeKind.CONDITION,
            relation=Relation.AFTER,
            precision=Precision.NONE,
            condition=text[match.start(1) : match.end(1)],
        )


def _lengths(text: str, folded: str, others: list[TimeExpression]) -> Iterator[TimeExpression]:
    """Terms: 3个月内, 计划4个月完成, 获批后30日内. A condition in the sentence starts their clock."""
    conditions = [other for other in others if other.kind is TimeKind.CONDITION]
    passed = 0
    for quantity in quantities(text):
        if quantity.dimension != "duration" or quantity.kind == "threshold":
            continue
        while passed < len(conditions) and conditions[passed].end <= quantity.start:
            passed += 1
        before = folded[max(0, quantity.start - 20) : quantity.start]
        event = _EVENT_BEFORE.search(before)
        if (
            quantity.comparator == "<="
            or event
            or _TERM_BEFORE.search(before)
            or _TERM_AFTER.match(folded, quantity.end)
        ):
            condition = event[1] if event else None
            if condition is None and passed:
                condition = _runs_from(folded, conditions[passed - 1], quantity.start)
            yield _length(text, folded, quantity, condition)


def _runs_from(folded: str, condition: TimeExpression, start: int) -> str | None:
    """Give the condition in front of a term if no sentence ends between them."""
    if start - condition.end > _FARTHEST or _SENTENCE_END.search(folded, condition.end, start):
        return None
    return condition.condition


def _length(text: str, folded: str, quantity: Quantity, condition: str | None) -> TimeExpression:
    value = quantity.value
    inner = folded.startswith("内", quantity.end)
    return TimeExpression(
        span=text[quantity.start : quantity.end + inner],
        start=quantity.start,
        kind=TimeKind.DURATION,
        relation=Relation.WITHIN if quantity.comparator == "<=" else Relation.FOR,
        precision=Precision.LENGTH,
        amount=value if isinstance(value, tuple) else (value, value),
        unit=quantity.unit,
        condition=condition,
        estimated=quantity.estimated,
    )
