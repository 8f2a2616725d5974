"""Basis and period, and the counts with their shares."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.composing.writing import Sentence, heading, numbered
from jiannuo.bulletins.models import BulletinKind
from jiannuo.bulletins.queries.counted import CountedResult, CountedTask
from jiannuo.bulletins.words import quoted
from jiannuo.ledger.models import PlanKind
from jiannuo.supervision.blocks import Block

_TENTH: Final = Decimal("0.1")
_TOLD: Final = (CountedResult.MET, CountedResult.PARTLY, CountedResult.MISSED)
_HUNDRED: Final = Decimal(100)


def basis(scope: Scope) -> list[Block]:
    """Say on what the bulletin rests, about which period it speaks, and up to which day."""
    sentence = Sentence()
    if scope.notice is not None:
        number = f"（{scope.notice.number}）" if scope.notice.number else ""
        sentence.say(f"按照{quoted(scope.notice.title)}{number}要求，")
    else:
        what = "民生实事" if scope.plan.kind == PlanKind.PLEDGES else "《政府工作报告》重点任务"
        sentence.say(f"按照{scope.plan.year}年{what}督查工作安排，")
    about = "有关任务" if scope.kind == BulletinKind.MATTER else f"{scope.matter}"
    until = f"截至{scope.until}，" if scope.until else ""
    sentence.say(f"督查室对{about}{scope.period}进展情况进行了汇总。{_from(scope)}")
    return [sentence.say(f"{until}有关情况如下：").block("basis")]


def _from(scope: Scope) -> str:
    if scope.counted.basis == scope.span:
        return ""
    return f"数据取自{scope.counted.basis.label}份月报。"


def counts(scope: Scope) -> list[Block]:
    """Say how many tasks came out how, with shares of all of them to one place."""
    sentence = Sentence().say("纳入本期通报的任务共").count("total", scope.tasks).say("项。")
    shown = [(result, scope.of(result)) for result in CountedResult if scope.of(result)]
    written = [share(len(tasks), len(scope.tasks)) for _, tasks in shown]
    for at, ((result, tasks), part) in enumerate(zip(shown, written, strict=True)):
        sentence.say("其中，" if at == 0 else "；").say(_word(scope, result))
        sentence.count(result, tasks).say("项，占")
        sentence.figure(f"share:{result}", f"{part}%", _ids(tasks))
    total = sum(written, Decimal(0))
    sentence.say(f"{_rounding(scope, total)}。")
    return [
        heading("overall", "总体情况"),
        sentence.block("counts"),
        *_office(scope),
        *_waiting(scope),
    ]


def _word(scope: Scope, result: CountedResult) -> str:
    """Return the word for a result; where the documents tell no results at all, none is missed."""
    if result == CountedResult.UNDETERMINED and not scope.of(*_TOLD):
        return "已报进展"
    return scope.words[result]


def _rounding(scope: Scope, total: Decimal) -> str:
    """Say how shares were rounded, and where that shows: parts of 124 do not always make 100."""
    if all(len(scope.of(result)) * 1000 % len(scope.tasks) == 0 for result in CountedResult):
        return ""
    if total == _HUNDRED:
        return "（占比按四舍五入保留一位小数）"
    return "（占比按四舍五入保留一位小数，各项相加不等于100%）"


def share(part: int, whole: int) -> Decimal:
    """Return a share in per cent, rounded half up to one place.

    >>> share(106, 124)
    Decimal('85.5')
    """
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP)


def _office(scope: Scope) -> list[Block]:
    """Say where the office's word is another one than the organisation's."""
    other = tuple(task for task in scope.tasks if task.differs)
    if not other:
        return []
    sentence = Sentence().say("以上按督查评定统计，其中督查评定与单位自报不一致的")
    sentence.count("differs", other).say("项")
    if numbered(other):
        sentence.say("（").numbers("differs", other).say("）")
    return [sentence.say("。").block("differs")]


def _waiting(scope: Scope) -> list[Block]:
    waiting = scope.of(CountedResult.WAITING)
    if not waiting:
        return []
    sentence = Sentence().say("另有").count("waiting", waiting).say("项已经报送，正在审核，")
    return [sentence.say("本期未计入完成情况。").block("waiting")]


def _ids(tasks: Sequence[CountedTask]) -> list[int]:
    return [task.id for task in tasks]
