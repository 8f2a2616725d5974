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
from jiannuo.bulletins.composing.writing import (
    Sentence,
    answering,
    heading,
    names,
    numbered,
    one_line,
    short,
)
from jiannuo.bulletins.queries.counted import CountedResult, CountedTask
from jiannuo.core.mapping.problems import is_no_problem, problem_kinds
from jiannuo.core.quantities import STANDARD, Quantity, quantities
from jiannuo.core.quoting import inner
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
_PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class _Told:
    """A task's sentences about a kind of problem, and the amounts that they say are missing."""

    task: CountedTask
    text: str
    lacking: tuple[Quantity, ...]


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
            amounts = [one for said in found for one in lacking(said, dimension)]
            yield _Told(task, text, tuple(amounts))


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


def lacking(text: str, dimension: str) -> list[Quantity]:
    """Return the amounts that a sentence says are missing: one a clause, several are not added."""
    found = []
    for clause in _CLAUSES.split(text):
        if dimension and _LACKING.search(clause):
            of_clause = [one for one in quantities(clause) if one.dimension == dimension]
            if len(of_clause) == 1 and of_clause[0].kind == "amount":
                found += [one for one in of_clause if not isinstance(one.value, tuple)]
    return found


def _written(kind: str, called: str, dimension: str, told: list[_Told]) -> list[Block]:
    tasks = [one.task for one in told]
    sentence = Sentence("（一）").say(f"{called}。")
    lead = len(sentence.text)
    sentence.say("涉及任务").count(kind, tasks).say("项")
    if numbered(tasks):
        sentence.say("（").numbers(kind, tasks).say("）")
    for unit, once in _each_once(told).items():
        total = sum((amount for _, amount, _ in once), Fraction(0))
        ids = dict.fromkeys(task for task, _, _ in once)
        about = "约" if any(unsure for _, _, unsure in once) else ""
        sentence.say("，其中写明所缺数额的").figure(f"count:{kind}:{unit}", str(len(ids)), ids)
        sentence.say(f"项，合计{about}").figure(
            f"sum:{dimension}:{unit}", written(total, unit), ids
        )
        if len(once) < sum(len(_amounts(one, unit)) for one in told):
            sentence.say("（各项所报数额相同的只计一次）")
    head = sentence.say("。").block(f"problem:{kind}", Level.SECOND, lead=lead)
    described = {CountedResult.MISSED, CountedResult.PARTLY}
    further = [one for one in told if one.task.result not in described or not one.task.number]
    return [head, *(_quoted(kind, one) for one in further)]


def _each_once(told: Iterable[_Told]) -> dict[str, list[tuple[int, Fraction, bool]]]:
    """Return the amounts by base unit (元 and 美元 are two) as task, amount, whether it is rough.

    The same amount told by two tasks may be one gap written into both: it is counted once, so that
    the sum is rather too low than too high.
    """
    found: dict[str, dict[Fraction, tuple[int, Fraction, bool]]] = {}
    for one in told:
        for unit in dict.fromkeys(base for base, _, _ in _amounts(one)):
            for _, amount, unsure in _amounts(one, unit):
                found.setdefault(unit, {}).setdefault(amount, (one.task.id, amount, unsure))
    return {unit: list(amounts.values()) for unit, amounts in found.items()}


def _amounts(one: _Told, unit: str = "") -> list[tuple[str, Fraction, bool]]:
    """Return a task's amounts (of one base unit) as base unit, amount in it, whether it is rough."""
    found = []
    for quantity in one.lacking:
        described = STANDARD.describe(quantity.unit or "")
        if described is None or isinstance(quantity.value, tuple):
            continue
        if unit in {"", described.base}:
            amount = Fraction(quantity.value) * Fraction(described.factor)
            found.append((described.base, amount, quantity.comparator != "="))
    return found


def _quoted(kind: str, one: _Told) -> Block:
    sentence = Sentence("1.")
    if one.task.number:
        sentence.say("第").figure("number", one.task.number, [one.task.id]).say("项")
    sentence.say("“").quoted("wording", inner(short(one.task.wording)), one.task.id).say("”")
    sentence.say(f"（{names(answering(one.task)[1])}）：" if one.task.units else "：")
    sentence.quoted("problem", one.text, one.task.id).say("。")
    return sentence.block(f"problem:{kind}:{one.task.id}", Level.THIRD)


def written(total: Fraction, unit: str) -> str:
    """Write a sum as offices do, without losing a digit: 1.5亿元, 65612.38万元, 52亩.

    >>> written(Fraction(150_000_000), "元")
    '1.5亿元'
    """
    if unit == "平方米" and total % (_MU / 1000) == 0:
        total, unit = total / _MU, "亩"
    number = Decimal(total.numerator) / Decimal(total.denominator)
    for step, word in ((_YI, "亿"), (_WAN, "万")):
        if number >= step and number / step == (number / step).quantize(_PLACES):
            return f"{_plain(number / step)}{word}{unit}"
    return f"{_plain(number)}{unit}"


def _plain(number: Decimal) -> str:
    text = f"{number.quantize(_PLACES):f}"
    return text.rstrip("0").rstrip(".")
