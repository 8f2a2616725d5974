"""A person settles what the reading was not sure of.

The question stays with its row, marked as settled, and who settled it stands in the trail; it only
counts no more. What was answered once isn't asked again when the next month's document comes.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceRow
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.ledger.models import Task
from jiannuo.ledger.queries.visible import subject_of
from jiannuo.reporting.queries.sources import rows_of


def settle_doubts(actor: Actor, task: Task, field: str, why: str = "") -> tuple[str, ...]:
    """Settle the open questions about a field of a task, in every row that its values came from.

    `why` settles only the question in these words. Returns the questions; none was open if empty,
    and then nothing is recorded.
    """
    require(actor, Act.CORRECT, subject_of(task))
    settled: dict[str, None] = {}
    with transaction.atomic():
        for row in SourceRow.objects.select_for_update().filter(pk__in=rows_of(task)):
            asked = [
                doubt
                for doubt in row.doubts
                if _is_open(doubt) and doubt["field"] == field and why in {"", doubt["why"]}
            ]
            _settle(row, asked)
            settled |= {doubt["why"]: None for doubt in asked}
        if settled:
            record(
                actor.author,
                "task.settle",
                About("task", task.pk, str(task)),
                {"field": field, "questions": list(settled)},
            )
    return tuple(settled)


def remember_answers(rows: Sequence[ImportedRow]) -> None:
    """Settle in newly imported rows what was already settled for the same task."""
    later = [one for one in rows if one.task.source_id not in {None, one.source.pk}]
    first = SourceRow.objects.in_bulk([one.task.source_id for one in later])
    for one in later:
        answered = {
            (doubt["field"], doubt["why"])
            for doubt in first[one.task.source_id or 0].doubts
            if not _is_open(doubt)
        }
        asked = [doubt for doubt in one.source.doubts if (doubt["field"], doubt["why"]) in answered]
        _settle(one.source, asked)


def _is_open(doubt: dict[str, Any]) -> bool:
    return not doubt.get("settled")


def _settle(row: SourceRow, asked: Sequence[dict[str, Any]]) -> None:
    if not asked:
        return
    for doubt in asked:
        doubt["settled"] = True
    row.doubt_count = sum(map(_is_open, row.doubts))
    row.save(update_fields=["doubts", "doubt_count"])
