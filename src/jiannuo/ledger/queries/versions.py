"""What a task's targets said before they were changed by decision, and its organisations' own parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.models import TargetKind, TargetVersion, Task, TaskState
from jiannuo.ledger.periods import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording of a target; without grounds for the one that stood there first."""

    number: int
    text: str
    reason: str
    document: str
    approved_by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Versions:
    """A target's wordings, newest first."""

    label: str
    wordings: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An organisation's own part of a task."""

    number: str
    content: str
    organisation: str
    principal: str
    targets: tuple[tuple[str, str], ...]


def versions_of(task: int) -> tuple[Versions, ...]:
    """Return the targets of a task that changed by decision, with all their wordings (one query).

    A target that was only filed once, with nothing before it, has no history to show.
    """
    found: dict[tuple[str, str, int, str], list[Version]] = {}
    for one in TargetVersion.objects.filter(task=task).order_by("number"):
        name = one.field, one.period_kind, one.period_index, one.key
        version = Version(
            number=one.number,
            text=one.text,
            reason=one.reason,
            document=one.document,
            approved_by=one.approved_by,
            at=one.at,
        )
        found.setdefault(name, []).append(version)
    return tuple(
        Versions(target_label(field, kind, index), tuple(reversed(wordings)))
        for (field, kind, index, _), wordings in found.items()
        if len(wordings) > 1
    )


def target_label(field: str, period_kind: str, period_index: int) -> str:
    """Return what people call a target: 二季度目标, 年度目标."""
    span = Span(period_kind, period_index)
    return f"{span.label}目标" if span.label else LABELS[field]


def parts_of(task: Task) -> Iterator[Part]:
    """Yield the parts into which organisations split a task, with their targets (two queries)."""
    parts = (
        task.parts.exclude(state=TaskState.ENDED)
        .select_related("organisation")
        .prefetch_related("targets")
        .order_by("organisation__sort_key", "position")
    )
    for one in parts:
        targets = [each for each in one.targets.all() if each.kind != TargetKind.PLAN_TEXT]
        yield Part(
            number=one.number,
            content=one.subproject,
            organisation=one.organisation.name if one.organisation else "",
            principal=one.principal,
            targets=tuple(
                (Span(each.period_kind, each.period_index).label, each.text) for each in targets
            ),
        )
