"""A bulletin about one matter, and one about what was finished: task by task, without tallies."""

from collections.abc import Callable, Iterable

from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.composing.writing import (
    Sentence,
    answering,
    heading,
    names,
    one_line,
)
from jiannuo.bulletins.queries.counted import CountedResult, CountedTask
from jiannuo.core.mapping.problems import is_no_problem
from jiannuo.core.rendering.official import Level
from jiannuo.core.rendering.official.document import chinese_date
from jiannuo.supervision.blocks import Block

_Say = Callable[[Sentence, CountedTask], bool]


def promised(scope: Scope) -> list[Block]:
    """Say what was promised, and who answers for it."""
    return _section(scope.tasks, "promised", "任务和目标", _promise)


def reached(scope: Scope) -> list[Block]:
    """Say what the accepted reports tell, with the period's result."""

    def say(sentence: Sentence, task: CountedTask) -> bool:
        if task.target:
            sentence.say(f"{scope.target_word}：").quoted("target", one_line(task.target), task.id)
            sentence.say("。")
        if task.result == CountedResult.UNREPORTED:
            sentence.say("本期进展未报。")
            return True
        if task.result == CountedResult.WAITING:
            sentence.say("本期进展正在审核。")
            return True
        if task.progress:
            sentence.say("进展：").quoted("progress", one_line(task.progress), task.id).say("。")
        if task.word or task.result in {CountedResult.MISSED, CountedResult.PARTLY}:
            sentence.say("当期结果：").quoted("result", scope.words[task.result], task.id).say("。")
        return bool(task.progress or task.target)

    return _section(scope.tasks, "reached", "进展情况", say)


def difficulties(scope: Scope) -> list[Block]:
    """Say which problems and causes were reported."""

    def say(sentence: Sentence, task: CountedTask) -> bool:
        told = [
            (key, text)
            for key, text in (("problems", task.problems), ("causes", task.causes))
            if text and not is_no_problem(text)
        ]
        for key, text in told:
            sentence.quoted(key, one_line(text), task.id).say("。")
        return bool(told)

    return _section(scope.tasks, "difficulties", "存在的问题", say)


def steps(scope: Scope) -> list[Block]:
    """Say what is to be done next, as reported."""

    def say(sentence: Sentence, task: CountedTask) -> bool:
        line = one_line(task.next_steps)
        if not line or is_no_problem(line):
            return False
        sentence.quoted("next_steps", line, task.id).say("。")
        return True

    return _section(scope.tasks, "steps", "下一步计划", say)


def finished(scope: Scope) -> list[Block]:
    """Say how each task was finished: as applied for, verified and approved."""

    def say(sentence: Sentence, task: CountedTask) -> bool:
        closing = scope.closings.get(task.id)
        if closing is None:
            if task.progress:
                sentence.quoted("progress", one_line(task.progress), task.id).say("。")
            return sentence.say("已经销号。") is not None
        if closing.finished_on:
            sentence.say("完成日期：").quoted(
                "finished", chinese_date(closing.finished_on), task.id
            )
            sentence.say("。")
        sentence.say("完成情况：").quoted("closing", one_line(closing.text), task.id).say("。")
        if closing.verification:
            sentence.say("核实情况：")
            sentence.quoted("verification", one_line(closing.verification), task.id).say("。")
        return True

    return _section(scope.tasks, "finished", "完成情况", say)


def _promise(sentence: Sentence, task: CountedTask) -> bool:
    sentence.quoted("wording", one_line(task.wording), task.id).say("。")
    if task.annual_target and task.annual_target != task.wording:
        sentence.say("年度目标：").quoted("annual", one_line(task.annual_target), task.id).say("。")
    if task.units:
        called, units = answering(task)
        sentence.say(f"{called}：{names(units)}。")
    return True


def _section(tasks: Iterable[CountedTask], id: str, title: str, say: _Say) -> list[Block]:  # noqa: A002
    every = tuple(tasks)
    blocks = []
    for task in every:
        several = len(every) > 1
        sentence = Sentence("1." if several else "")
        if several and task.number:
            sentence.say("第").figure("number", task.number, [task.id]).say("项：")
        if say(sentence, task):
            level = Level.THIRD if several else Level.TEXT
            blocks.append(sentence.block(f"{id}:{task.id}", level))
    return [heading(id, title), *blocks] if blocks else []
