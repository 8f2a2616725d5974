"""What every letter says about a task: what the plan said, where it stands now, what is short.

No blame: the organisation's own words and the plan's own target stand side by side, and the
difference is the only thing that is computed.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.utils import timezone

from jiannuo.core.quoting import inner, quoted
from jiannuo.core.rendering.official import Level
from jiannuo.core.workdays import day_words, moment_words
from jiannuo.ledger.models import PlanKind, Task
from jiannuo.reporting.deadlines import report_name
from jiannuo.supervision.blocks import Block
from jiannuo.supervision.composing.writer import Writer, amount, one_line, short
from jiannuo.supervision.queries.matters import Matter

UNSET: Final = "（待定）"
"""What stands in a draft where a day, hour or place has not been set."""


def paragraphs(matters: Sequence[Matter]) -> Iterator[Block]:
    """Yield the paragraphs about a letter's tasks."""
    for matter in matters:
        yield _promised(matter)
        if matter.span is not None and (matter.progress or matter.claim or matter.result):
            yield _stands(matter)
        elif not matter.overdue:
            yield _silent(matter)
        if matter.gaps:
            yield _short_of(matter)
        if matter.overdue:
            yield _not_reported(matter)


def name_of(task: Task) -> str:
    """Return how a letter names a task: 2023年《政府工作报告》重点任务第2项“出让土地1000亩”."""
    kind = "民生实事" if task.plan.kind == PlanKind.PLEDGES else "《政府工作报告》重点任务"
    number = f"第{task.number}项" if task.number.isdigit() else ""
    return f"{task.plan.year}年{kind}{number}{quoted(one_line(task.wording()))}"


def subject_of(matters: Sequence[Matter]) -> str:
    """Return a letter's subject as its title names it."""
    first = short(matters[0].task.wording())
    return first if len(matters) == 1 else f"{first}等{len(matters)}项任务"


def _promised(matter: Matter) -> Block:
    task = matter.task
    writer = Writer(f"plan-{task.pk}", Level.TEXT, task.pk)
    writer.say(f"你单位承担{name_of(task)}。")
    annual = one_line(task.annual_target)
    if annual and annual != one_line(task.wording()):
        writer.say("年度目标为“").figure("annual", inner(annual)).say("”。")
    if matter.target and matter.span is not None:
        writer.say(f"{matter.span.label or '本期'}目标为“")
        writer.figure("target", inner(one_line(matter.target))).say("”。")
    return writer.block()


def _stands(matter: Matter) -> Block:
    writer = Writer(f"now-{matter.task.pk}", Level.TEXT, matter.task.pk)
    period = matter.span.label if matter.span else ""
    writer.say(f"{period}报送的完成情况为" if period else "最近一次报送的完成情况为")
    if matter.progress:
        writer.say("“").figure("progress", inner(one_line(matter.progress))).say("”")
    else:
        writer.say("空白")
    if matter.claim:
        writer.say("，自报“").figure("claim", matter.claim).say("”")
    if matter.result:
        writer.say("，督查室评定“").figure("result", matter.result).say("”")
    return writer.say("。").block()


def _silent(matter: Matter) -> Block:
    writer = Writer(f"now-{matter.task.pk}", Level.TEXT, matter.task.pk)
    return writer.say("台账中还没有这项任务的进展报告。").block()


def _short_of(matter: Matter) -> Block:
    writer = Writer(f"gap-{matter.task.pk}", Level.TEXT, matter.task.pk).say("对照目标，")
    for at, gap in enumerate(matter.gaps):
        writer.say("，" if at else "").say(f"{gap.subject}还差")
        writer.figure("gap", amount(gap.missing, gap.unit))
    return writer.say("。").block()


def _not_reported(matter: Matter) -> Block:
    writer = Writer(f"late-{matter.task.pk}", Level.TEXT, matter.task.pk)
    for at, one in enumerate(matter.overdue):
        due = moment_words(timezone.localtime(one.due_at), weekday=False)
        writer.say("；" if at else "").figure("period", report_name(one.span))
        writer.say("应于").figure("due", due).say("前报送，台账中还没有收到")
    return writer.say("。").block()


def day(at: date | None) -> str:
    """Return a day as letters write it, 待定 where nobody has set it."""
    return day_words(at) if at else UNSET
