"""Problems that wait for somebody: money, land, procedures and approvals, with sums where they add up.

The words are those of accepted reports: the columns for problems and causes, and of tasks that are
not fully met those clauses of the progress that tell a cause. A sum adds amounts of one dimension
only, each from a clause that says that this much is missing; a clause with several amounts, or
with a range, is quoted and not added.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiannuo.bulletins.composing.missed import TOLD
from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.composing.writing import Sentence, answering, heading, names, one_line, short
from jiannuo.bulletins.queries.counted import CountedResult, CountedTask
from jiannuo.core.mapping.problems import is_no_problem, problem_kinds
from jiannuo.core.quantities import STANDARD, Quantity, quantities
from jiannuo.core.rendering.official import Level
from jiannuo.supervision.blocks import Block

_CLAUSES: Final = re.compile(r"[，。；！\n]")
_SENTENCES: Final = re.compile(r"[。；！\n]")
_LACKING: Final = re.compile(
    r"缺口|尚缺|还缺|缺少|没有|未落实|未到位|未拨付|未解决|不足|欠款|拖欠|尚需|还需|急需|亟需|待落实|待拨付"
)
_WAITING: Final = (
    # kind as `core.mapping.problems` calls it, heading, dimension that is added, base unit shown
    ("资金", "资金", "money"),
    ("土地指标", "用地", "area"),
    ("手续", "手续办理", ""),
    ("上级审批", "上级审批", ""),
)
_FOLDED: Final = {"征地拆迁": "土地指标"}
_MU: Final = Fraction(2000, 3)
_YI: Final = Decimal(100_000_000)
_WAN: Final = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class _Told:
    """A task's sentence about a kind of problem, and the amount that it says is missing, if one."""

    task: CountedTask
    text: str
    lacking: Quantity | None


def problems(scope: Scope) -> list[Block]:
    """Return the section, empty where nobody reported such a problem."""
    blocks: list[Block] = []
    for kind, called, dimension in _WAITING:
        told = list(_of_kind(scope.tasks, kind, dimension))
        if told:
            blocks += _written(kind, called, dimension, told)
    return [heading("problems", "需要协调解决的问题"), *blocks] if blocks else []


def _of_kind(tasks: Iterable[CountedTask], kind: str, dimension: str) -> Iterator[_Told]:
    for task in tasks:
        found = [text for text in _sentences(task) if kind in _kinds(text)]
        if found:
            text = "；".join(dict.fromkeys(one_line(one) for one in found))
            yield _Told(task, text, lacking(text, kind, dimension) if dimension else None)


def _sentences(task: CountedTask) -> Iterator[str]:
    """Return the sentences in which a task's accepted report tells of problems."""
    told = [text for text in (task.problems, task.causes) if text and not is_no_problem(text)]
    if not told and task.result in {CountedResult.MISSED, CountedResult.PARTLY}:
        told = [one for one in _SENTENCES.split(task.progress) if TOLD.search(one)]
    for text in told:
        yield from (one for one in _SENTENCES.split(text) if one.strip())


def _kinds(text: str) -> set[str]:
    kinds = {one.kind for one in problem_kinds(text)}
    return kinds | {_FOLDED[kind] for kind in kinds if kind in _FOLDED}


def lacking(text: str, kind: str, dimension: str) -> Quantity | None:
    """Return the one amount that a text says is missing; None for none, several or a range."""
    found = [
        quantity
        for clause in _CLAUSES.split(text)
        if _LACKING.search(clause) and kind in _kinds(clause)
        for quantity in quantities(clause)
        if quantity.dimension == dimension and quantity.kind == "amount"
    ]
    one = found[0] if len(found) == 1 else None
    return None if one is None or isinstance(one.value, tuple) else one


def _written(kind: str, called: str, dimension: str, told: list[_Told]) -> list[Block]:
    tasks = [one.task for one in told]
    sentence = Sentence("（一）").say(f"{called}。")
    lead = len(sentence.text)
    sentence.say("涉及任务").count(kind, tasks).say("项")
    for unit, summed in _by_base(told).items():
        once = _each_once(summed)
        total = sum((_in_base(one) for one in once), Fraction(0))
        about = "约" if any(one.lacking and one.lacking.comparator != "=" for one in once) else ""
        sentence.say("，其中写明所缺数额的").count(f"{kind}:{unit}", [one.task for one in once])
        sentence.say(f"项，合计{about}")
        sentence.figure(
            f"sum:{dimension}:{unit}", written(total, unit), [one.task.id for one in once]
        )
    head = sentence.say("。").block(f"problem:{kind}", Level.SECOND, lead=lead)
    return [head, *(_quoted(kind, one) for one in told)]


def _quoted(kind: str, one: _Told) -> Block:
    sentence = Sentence("1.")
    if one.task.number:
        sentence.say("第").figure("number", one.task.number, [one.task.id]).say("项")
    sentence.say("“").quoted("wording", short(one.task.wording), one.task.id).say("”")
    sentence.say(f"（{names(answering(one.task)[1])}）：" if one.task.units else "：")
    sentence.quoted("problem", one.text, one.task.id).say("。")
    return sentence.block(f"problem:{kind}:{one.task.id}", Level.THIRD)


def _by_base(told: Iterable[_Told]) -> dict[str, list[_Told]]:
    """Gather what can be added: amounts with the same base unit (元 and 美元 are two)."""
    found: dict[str, list[_Told]] = {}
    for one in told:
        unit = STANDARD.describe(one.lacking.unit) if one.lacking and one.lacking.unit else None
        if unit is not None:
            found.setdefault(unit.base, []).append(one)
    return found


def _each_once(told: Iterable[_Told]) -> list[_Told]:
    """Leave out what two tasks tell in the very same words: it is one gap, not two."""
    return list({one.text: one for one in reversed(list(told))}.values())[::-1]


def _in_base(one: _Told) -> Fraction:
    assert one.lacking is not None and not isinstance(one.lacking.value, tuple)  # noqa: S101, PT018
    unit = STANDARD.describe(one.lacking.unit or "")
    return Fraction(one.lacking.value) * (Fraction(unit.factor) if unit else 1)


def written(total: Fraction, unit: str) -> str:
    """Write a sum as offices do: 1.2亿元, 5000万元, 52亩.

    >>> written(Fraction(150_000_000), "元")
    '1.5亿元'
    """
    if unit == "平方米" and total % (_MU / 1000) == 0:
        total, unit = total / _MU, "亩"
    number = Decimal(total.numerator) / Decimal(total.denominator)
    for step, word in ((_YI, "亿"), (_WAN, "万")):
        if number >= step:
            return f"{_plain(number / step)}{word}{unit}"
    return f"{_plain(number)}{unit}"


def _plain(number: Decimal) -> str:
    text = f"{number.quantize(Decimal('0.0001')):f}"
    return text.rstrip("0").rstrip(".")
