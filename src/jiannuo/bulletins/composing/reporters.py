"""Who reported late and who did not report at all, from the period's round.

Whoever was granted more time and kept to it is neither late nor missing; before the deadline
nobody is.
"""

from collections import defaultdict
from collections.abc import Mapping

from jiannuo.bulletins.composing.scope import Scope
from jiannuo.bulletins.composing.writing import Sentence, heading, numbered
from jiannuo.bulletins.queries.counted import CountedResult, CountedTask
from jiannuo.reporting.models import Line, LinePart
from jiannuo.reporting.queries.rounds import SheetLine
from jiannuo.supervision.blocks import Block


def reporters(scope: Scope) -> list[Block]:
    """Return the section; empty where everybody reported in time, or there was no round."""
    blocks = _of_round(scope) if scope.round is not None else []
    blocks += _unreported(scope)
    return [heading("reporting", "进展报送情况"), *blocks] if blocks else []


def _of_round(scope: Scope) -> list[Block]:
    view = scope.round
    if view is None:
        return []
    late = [one for one in view.sheets if one.late]
    missing = [one for one in view.sheets if one.overdue]
    rows = _tasks(scope, [*late, *missing])
    return [
        *_named("late", "逾期报送的单位", late, rows),
        *_named("missing", "截至拟稿时未报送的单位", missing, rows),
    ]


def _tasks(scope: Scope, sheets: list[SheetLine]) -> Mapping[int, list[int]]:
    """Return, by sheet, the tasks of this bulletin that its organisation answers for (one query)."""
    about = {task.id for task in scope.tasks}
    rows: dict[int, list[int]] = defaultdict(list)
    lines = Line.objects.filter(
        submission__in=[one.sheet for one in sheets], part=LinePart.WHOLE
    ).order_by("task__table", "task__position")
    for sheet, task in lines.values_list("submission", "task"):
        if task in about:
            rows[sheet].append(task)
    return rows


def _named(
    id: str,  # noqa: A002
    what: str,
    sheets: list[SheetLine],
    rows: Mapping[int, list[int]],
) -> list[Block]:
    named = [one for one in sheets if rows.get(one.sheet)]
    if not named:
        return []
    sentence = Sentence().say(what)
    every = dict.fromkeys(task for one in named for task in rows[one.sheet])
    sentence.figure(f"units:{id}", str(len(named)), every).say("个：")
    for at, one in enumerate(named):
        sentence.say("、" if at else "").say(f"{one.name}（")
        sentence.figure(
            f"count:unit:{one.organisation}", str(len(rows[one.sheet])), rows[one.sheet]
        )
        sentence.say("项）")
    return [sentence.say("。").block(f"round:{id}")]


def _unreported(scope: Scope) -> list[Block]:
    """Name the tasks that nothing was reported on, where no round says who should have."""
    tasks: tuple[CountedTask, ...] = scope.of(CountedResult.UNREPORTED)
    if not tasks or (scope.round is not None and scope.now <= scope.round.round.due_at):
        return []
    sentence = Sentence().say("未报进展的任务").count("unreported", tasks).say("项")
    if numbered(tasks):
        sentence.say("：").numbers("unreported", tasks)
    return [sentence.say("。").block("unreported")]
