"""Erase the texts that came from a file which turned out to be a state secret."""

from collections.abc import Iterable
from typing import Final

from django.db import models, transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger import index
from jiannuo.ledger.models import (
    Adjustment,
    Decision,
    IndexedText,
    Objection,
    Plan,
    Target,
    TargetVersion,
    Task,
)

ERASED: Final = "（涉密内容已清除）"


def erase_texts(actor: Actor, files: Iterable[SourceFile]) -> list[int]:
    """Erase what tasks, targets and plans took from files; return the tasks (ids).

    The rows stay, with their places, states and organisations: others point at them.
    """
    require(actor, Act.PURGE)
    with transaction.atomic():
        files = list(files)
        own = models.Q(source__parse__file__in=files)
        tasks = list(Task.objects.filter(own | models.Q(parent__source__parse__file__in=files)))
        for task in tasks:
            blank(task, told_in="task")
        _forget_targets(files, tasks)
        plans = list(Plan.objects.filter(parse__file__in=files))
        for plan in plans:
            plan.title, plan.head, plan.tables = ERASED, {}, []
            plan.save()
        record_all(
            actor.author,
            [
                *(Recorded("task.erase", About("task", task.pk, ERASED)) for task in tasks),
                *(Recorded("plan.erase", About("plan", plan.pk, ERASED)) for plan in plans),
            ],
        )
    return [task.pk for task in tasks]


def erase_filed(tasks: Iterable[int], organisations: Iterable[int]) -> None:
    """Erase what approved plans wrote into the ledger: the tasks' targets by period, and their parts.

    `organisations` are those whose plans turned out secret; parts of others stay. A target into which
    several plans were written goes whole. Called inside the transaction that erases the plans.
    """
    concerned = list(tasks)
    parts = list(Task.objects.filter(parent__in=concerned, organisation__in=list(organisations)))
    for part in parts:
        blank(part, told_in="task")
    concerned += [part.pk for part in parts]
    for target in Target.objects.filter(task__in=concerned):
        blank(target, told_in="text", kept=("key",))
        _forget_versions(target)
        _forget_words(target.task_id, f"target:{target.pk}")
    for part in parts:
        _forget_words(part.pk, "task")


def _forget_targets(files: list[SourceFile], tasks: list[Task]) -> None:
    erased = {task.pk for task in tasks}
    for target in Target.objects.filter(
        models.Q(task__in=tasks) | models.Q(source__parse__file__in=files)
    ):
        blank(target, told_in="text", kept=("key",))
        _forget_versions(target)
        _forget_words(target.task_id, f"target:{target.pk}")
    for version in TargetVersion.objects.filter(task__in=erased):
        blank(version, told_in="text", kept=("key",))
    for asked in Adjustment.objects.filter(task__in=erased):
        blank(asked, told_in="after")
    Adjustment.objects.filter(task__in=erased, decision=Decision.OPEN).update(
        decision=Decision.REFUSED, answer=ERASED
    )
    Objection.objects.filter(task__in=erased).update(text="", answer_text="")
    for task in erased:
        _forget_words(task, "task")


def _forget_versions(target: Target) -> None:
    for version in TargetVersion.objects.filter(
        task=target.task_id,
        field=target.kind,
        period_kind=target.period_kind,
        period_index=target.period_index,
        key=target.key,
    ):
        blank(version, told_in="text", kept=("key",))


def _forget_words(task: int, holder: str) -> None:
    for one in IndexedText.objects.filter(task=task, holder=holder):
        index.replace(task, holder, one.field, "")


def blank(row: models.Model, *, told_in: str, kept: Iterable[str] = ()) -> None:
    """Empty every text of a row, whatever fields it will have one day; `told_in` says why."""
    for field in row._meta.concrete_fields:  # noqa: SLF001 - Django documents it as its way to the fields
        if field.name in {told_in, *kept} or field.choices:
            continue
        if isinstance(field, models.TextField):
            setattr(row, field.attname, "")
        elif isinstance(field, models.JSONField):
            setattr(row, field.attname, field.get_default())
    setattr(row, told_in, ERASED)
    row.save()
