"""What went well, by name: organisations with all their tasks met, tasks done early, tasks done over."""

import re
from typing import Final

from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.composing.writing import Sentence, answering, heading, names, short
from jiannuo.bulletins.queries.counted import CountedResult, CountedTask, CountedUnit
from jiannuo.core.quoting import inner
from jiannuo.reporting.models import Pace
from jiannuo.supervision.blocks import Block

_EARLY: Final = re.compile(r"(?<!未)(?<!力争)(?<!争取)(?:提前|超前)[^，。；]{0,8}?完成")
_OVER: Final = re.compile(r"(?<!未)(?<!力争)(?<!争取)超额[^，。；]{0,8}?完成")
_MANY: Final = 12
"""From so many organisations on, only those with several tasks are named."""


def done_well(scope: Scope) -> list[Block]:
    """Return the section, empty where nothing can be said."""
    blocks = [
        *_all_met(scope),
        *_told(scope, "early", "提前完成", _EARLY),
        *_told(scope, "over", "超额完成", _OVER),
        *_ahead(scope),
    ]
    return [heading("well", "推进较好的单位和任务"), *blocks] if blocks else []


def _all_met(scope: Scope) -> list[Block]:
    """Name the organisations all of whose tasks, as far as they lead them or stand alone, were met.

    Where several answer and nobody is said to lead, the task honours none of them in particular.
    """
    led: dict[int, tuple[CountedUnit, list[CountedTask]]] = {}
    for task in scope.tasks:
        if task.result in {CountedResult.NOT_DUE, CountedResult.CLOSED, CountedResult.SET_ASIDE}:
            continue
        for unit in {unit.id: unit for unit in task.leads}.values():
            led.setdefault(unit.id, (unit, []))[1].append(task)
    met = [
        (unit, tasks)
        for unit, tasks in led.values()
        if all(task.result == CountedResult.MET for task in tasks)
    ]
    if not met:
        return []
    met.sort(key=lambda one: (-len(one[1]), one[0].sort_key))
    several = [one for one in met if len(one[1]) > 1]
    named = several if len(met) > _MANY and several else met
    tasks = [task.id for _, tasks in met for task in tasks]
    sentence = Sentence()
    for at, (unit, own) in enumerate(named):
        sentence.say("、" if at else "").say(f"{unit.name}（").count(f"unit:{unit.id}", own)
        sentence.say("项）")
    if len(met) > 1:
        sentence.say("等").figure("units:all_met", str(len(met)), dict.fromkeys(tasks))
        sentence.say("个单位")
    return [sentence.say("牵头或独立承担的任务全部完成当期目标。").block("all_met")]


def _told(scope: Scope, id: str, word: str, told: re.Pattern[str]) -> list[Block]:  # noqa: A002
    """Name the tasks whose accepted report says so itself."""
    found = [
        task
        for task in scope.of(CountedResult.MET)
        if told.search(f"{task.said.get('status', '')}。{task.progress}")
    ]
    return _listed(id, f"报告{word}的任务", found)


def _ahead(scope: Scope) -> list[Block]:
    found = [task for task in scope.tasks if task.pace == Pace.AHEAD]
    return _listed("ahead", "督查评定为超序时进度的任务", found)


def _listed(id: str, what: str, found: list[CountedTask]) -> list[Block]:  # noqa: A002
    if not found:
        return []
    sentence = Sentence().say(what).count(id, found).say("项：")
    for at, task in enumerate(found):
        sentence.say("；" if at else "")
        if task.number:
            sentence.say("第").figure(f"number:{task.id}", task.number, [task.id]).say("项")
        sentence.say("“").quoted(f"wording:{task.id}", inner(short(task.wording)), task.id).say("”")
        sentence.say(f"（{names(answering(task)[1])}）" if task.units else "")
    return [sentence.say("。").block(id)]
