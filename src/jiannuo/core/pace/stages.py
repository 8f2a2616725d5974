"""Reading targets as numbers: how the year's wants to be measured, what a quarter or month asks of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiannuo.core.pace.curves import Stage
from jiannuo.core.pace.judging import Nature
from jiannuo.core.quantities import Quantity, quantities

_OF_YEAR: Final = re.compile(
    r"(?:全年|年度|总)[^，。；\d]{0,4}(?:任务|目标|计划|投资)?(?:量|数)?的?(?:达|达到|完成)?$"
)
"""完成全年任务的75%: a share of the year's amount."""
_SINCE_JANUARY: Final = re.compile("累计|累积|今年以来|年初以来|1-")
_OWN: Final = re.compile("当月|本月|当季|本季|每月|每季|新增完成")
_SENTENCE: Final = re.compile("[，。；;\n]")
_RATES: Final = frozenset({"percent", "permille", "percentage_point"})
_CEILINGS: Final = frozenset({"<=", "<"})
_LEVEL: Final = re.compile(
    r"(?:提高|提升|增加|上调|降低|压减|下降|稳定|保持|控制|维持)(?:至|到|在)[^，。；]{0,4}$|由[^，。；]{0,10}$"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """How a number of the year's target wants to be measured."""

    nature: Nature
    growth: bool = False


def aim_of(text: str, target: Fraction, unit: str) -> Aim:
    """Say how the year's target of a number and unit in a text is to be measured.

    A rate is a level also where the text does not have the number; other numbers that it does not have
    count as amounts.
    """
    found = next((one for one in quantities(text) if _is(one, target, unit)), None)
    if found is None:
        return Aim(Nature.LEVEL if unit in {"%", "‰", "个百分点"} else Nature.AMOUNT)
    growth = found.kind == "growth" and found.dimension in _RATES
    if found.comparator in _CEILINGS:
        return Aim(Nature.CEILING)
    if found.dimension in _RATES or found.kind == "growth" or _LEVEL.search(text[: found.start]):
        return Aim(Nature.LEVEL, growth)
    return Aim(Nature.AMOUNT)


def stage_of(
    text: str, month: int, *, annual: Fraction, unit: str, subject: str = ""
) -> Stage | None:
    """Read what a period's target asks of a year's amount; None where it asks nothing sure of it.

    Of several figures in the unit the one whose words share most with the subject counts, if no other
    shares as much.
    """
    found = quantities(text)
    share = [
        one
        for one in found
        if one.unit == "%"
        and isinstance(one.value, Decimal)
        and _OF_YEAR.search(_before(text, one))
    ]
    if len(share) == 1 and unit != "%":
        return Stage(month, annual * Fraction(share[0].value) / 100, cumulative=True)  # type: ignore[arg-type]  # no pair
    same = [
        one
        for one in found
        if one.unit == unit and isinstance(one.value, Decimal) and one.kind == "amount"
    ]
    chosen = same[0] if len(same) == 1 else _nearest(text, same, subject)
    if chosen is None:
        return None
    before = _before(text, chosen)
    cumulative = True if _SINCE_JANUARY.search(before) else False if _OWN.search(before) else None
    return Stage(month, Fraction(chosen.value), cumulative)  # type: ignore[arg-type]  # no pair


def _nearest(text: str, figures: Sequence[Quantity], subject: str) -> Quantity | None:
    if not subject:
        return None
    alike = sorted(
        ((len(_pairs(subject) & _pairs(_before(text, one))), one.start, one) for one in figures),
        reverse=True,
    )
    if not alike or not alike[0][0] or (len(alike) > 1 and alike[0][0] == alike[1][0]):
        return None
    return alike[0][2]


def _before(text: str, figure: Quantity) -> str:
    """Return the words of a figure's clause in front of it."""
    return _SENTENCE.split(text[: figure.start])[-1]


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _is(one: Quantity, target: Fraction, unit: str) -> bool:
    return one.unit == unit and isinstance(one.value, Decimal) and Fraction(one.value) == target
