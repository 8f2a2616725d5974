"""Write what a task is to reach, by decision: the old text stays as a version.

Called inside the transaction of an act that was permitted and approved; that act names its grounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from jiannuo.core.records import PeriodKind
from jiannuo.ledger import index
from jiannuo.ledger.composition import cut_again
from jiannuo.ledger.models import Target, TargetKind, TargetVersion, Task


class TargetName(NamedTuple):
    """Which target of a task: its field and period, the way `Target` names them."""

    field: str
    period_kind: str = ""
    period_index: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why a target changed, who approved it, by which document, when."""

    reason: str
    approver: str
    at: datetime
    document: str = ""


class Change(NamedTuple):
    """A target that was changed."""

    name: TargetName
    before: str
    after: str


def quarter(number: int) -> TargetName:
    """Return the name of a quarter's target."""
    return TargetName(TargetKind.QUARTER, PeriodKind.QUARTER, number, str(number))


def month(number: int) -> TargetName:
    """Return the name of a month's target."""
    return TargetName(TargetKind.MONTH, PeriodKind.MONTH, number, str(number))


def write_targets(task: Task, texts: Mapping[TargetName, str], grounds: Grounds) -> list[Change]:
    """Set the targets of some periods of a task; return those that changed.

    A target that was there before gets its old text as a version; an emptied one is taken out.
    """
    standing = {
        TargetName(one.kind, one.period_kind, one.period_index, one.key): one
        for one in task.targets.select_for_update()
    }
    changes: list[Change] = []
    for asked, text in texts.items():
        name = _standing_name(asked, standing)
        target = standing.get(name)
        before = target.text if target else ""
        if text == before:
            continue
        _write(task, name, target, text)
        changes.append(Change(name, before, text))
        keep_version(task, name, before, text, grounds)
    return changes


def write_annual(task: Task, field: str, text: str, grounds: Grounds) -> Change:
    """Set a target of the whole year, which stands in a field of the task itself."""
    before: str = getattr(task, field)
    setattr(task, field, text)
    task.items = cut_again(task.items, field, text)
    task.save(update_fields=[field, "items"])
    index.replace(task.pk, "task", field, text)
    name = TargetName(field)
    keep_version(task, name, before, text, grounds)
    return Change(name, before, text)


def keep_version(task: Task, name: TargetName, before: str, after: str, grounds: Grounds) -> None:
    """Add a version; the first change of a target also keeps what stood there before it."""
    named = {
        "task": task,
        "field": name.field,
        "period_kind": name.period_kind,
        "period_index": name.period_index,
        "key": name.key,
    }
    number = TargetVersion.objects.filter(**named).count()
    if number == 0 and before:
        TargetVersion.objects.create(**named, number=1, text=before)
        number = 1
    TargetVersion.objects.create(
        **named,
        number=number + 1,
        text=after,
        reason=grounds.reason,
        document=grounds.document,
        approved_by=grounds.approver,
        at=grounds.at,
    )


def _standing_name(name: TargetName, standing: Mapping[TargetName, Target]) -> TargetName:
    """Return the name under which the period's target stands already, else the name itself.

    A source may name the period otherwise (一季度 for 1), or hold the month's target in a column of
    its own (5月份目标任务): that is the same target, which a period has only once.
    """
    if name in standing:
        return name
    fields = {name.field, TargetKind.PERIOD}
    same = (
        other
        for other in standing
        if other.field in fields and other[1:3] == name[1:3] and name.period_kind
    )
    return next(same, name)


def _write(task: Task, name: TargetName, target: Target | None, text: str) -> None:
    if target is None:
        target = Target(
            task=task,
            kind=name.field,
            period_kind=name.period_kind,
            period_index=name.period_index,
            key=name.key,
            order=max(name.period_index - 1, 0),
        )
    if not text:
        index.replace(task.pk, f"target:{target.pk}", target.kind, "")
        target.delete()
        return
    target.text = text
    target.items = cut_again(target.items, target.kind, text)
    target.save()
    if task.parent_id is None:
        index.replace(task.pk, f"target:{target.pk}", target.kind, text)
