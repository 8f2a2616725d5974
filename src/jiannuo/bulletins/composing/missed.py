"""Each task that missed its target or met it in part: quoted, with target, actual, reason, next step.

Nothing is blamed and no cause is found that nobody reported: where the report names none, that is
what stands here.
"""

import re
from typing import Final

from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.composing.writing import (
    Sentence,
    answering,
    heading,
    names,
    one_line,
    short,
)
from jiannuo.bulletins.queries.counted import CountedResult, CountedTask
from jiannuo.core.mapping.problems import is_no_problem
from jiannuo.core.quantities.periods import periods
from jiannuo.core.quoting import inner
from jiannuo.core.rendering.official import Level
from jiannuo.supervision.blocks import Block

TOLD: Final = re.compile(r"因(?!地制宜|此)|由于|受[^，。；]{1,30}影响|原因")
"""A progress text that tells a cause itself."""


def missed(scope: Scope) -> list[Block]:
    """Return the section on tasks that missed their target."""
    return _section(scope, CountedResult.MISSED)


def partly(scope: Scope) -> list[Block]:
    """Return the section on tasks that met their target in part."""
    return _section(scope, CountedResult.PARTLY)


def _section(scope: Scope, result: CountedResult) -> list[Block]:
    tasks = scope.of(result)
    if not tasks:
        return []
    word = scope.words[result]
    return [
        heading(result, f"{word}的任务"),
        *_not_asked(scope, result),
        *(item(scope, task) for task in tasks),
    ]


def _not_asked(scope: Scope, result: CountedResult) -> list[Block]:
    """Say once, where the first such section begins, what the reports had no column for."""
    if result == CountedResult.PARTLY and scope.of(CountedResult.MISSED):
        return []
    missing = [
        called
        for called, fields in (("原因", ("causes", "problems")), ("下一步措施", ("next_steps",)))
        if not any(scope.asks(field) for field in fields)
    ]
    if not missing:
        return []
    text = f"本期报送表没有单列{'、'.join(missing)}，以下按“完成情况”原文引用。"
    return [Block("not-asked", Level.TEXT, text)]


def item(scope: Scope, task: CountedTask) -> Block:
    """Return the paragraph on one task."""
    sentence = Sentence("1.")
    if task.number:
        sentence.say("第").figure("number", task.number, [task.id]).say("项")
    sentence.say("“").quoted("wording", inner(short(task.wording)), task.id).say("”。")
    if task.units:
        called, units = answering(task)
        sentence.say(f"{called}：{names(units)}。")
    _told(sentence, task, scope.target_word, "target", task.target)
    if not _told(sentence, task, "完成情况", "progress", task.progress):
        sentence.say("完成情况未报。")
    _reason(scope, sentence, task)
    _next(scope, sentence, task)
    return sentence.block(f"task:{task.id}", Level.THIRD)


def _told(sentence: Sentence, task: CountedTask, label: str, key: str, text: str) -> bool:
    line = one_line(text)
    if line:
        sentence.say(f"{label}：").quoted(key, line, task.id).say("。")
    return bool(line)


def _reason(scope: Scope, sentence: Sentence, task: CountedTask) -> None:
    told = _told(sentence, task, "原因", "causes", task.causes)
    if not is_no_problem(task.problems):
        told = _told(sentence, task, "存在问题", "problems", task.problems) or told
    asked = scope.asks("causes") or scope.asks("problems")
    if not told and asked and not TOLD.search(task.progress):
        sentence.say("原因未报。")


def _next(scope: Scope, sentence: Sentence, task: CountedTask) -> None:
    """Quote the next step; one without a day is asked for it."""
    line = one_line(task.next_steps)
    if not line or is_no_problem(line):
        sentence.say("下一步措施未报。" if scope.asks("next_steps") else "")
        return
    sentence.say("下一步：").quoted("next_steps", line, task.id)
    dated = any(one.due is not None for one in periods(line, year=scope.plan.year))
    sentence.say("。" if dated else "（未报完成时限）。")
