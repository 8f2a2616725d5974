"""Whom a bulletin concerns: the tasks that its words and tables rest on, and their organisations."""

from collections.abc import Iterator, Mapping
from typing import Any

from jiannuo.bulletins.models import Bulletin
from jiannuo.ledger.models import Assignment, Task


def tasks_of(bulletin: Bulletin) -> frozenset[int]:
    """Return the ids of all tasks that a bulletin speaks of; all of its plan's where it names none."""
    named = frozenset(_named(bulletin.content)) | frozenset(
        bulletin.tasks.values_list("pk", flat=True)
    )
    if named:
        return named
    return frozenset(
        Task.objects.filter(plan=bulletin.plan_id, parent=None).values_list("pk", flat=True)
    )


def organisations_of(bulletin: Bulletin) -> frozenset[int]:
    """Return the ids of the organisations that those tasks are assigned to; groups count as such."""
    found = Assignment.objects.filter(task__in=tasks_of(bulletin))
    return frozenset(found.values_list("organisation", flat=True))


def _named(content: Mapping[str, Any]) -> Iterator[int]:
    for block in content.get("blocks", ()):
        yield from block.get("tasks", ())
        for figure in block.get("figures", ()):
            yield from figure.get("tasks", ())
    for attachment in content.get("attachments", ()):
        for table in attachment.get("tasks", ()):
            yield from (task for task in table if task)
