"""Take over the targets that a later document states for tasks which the ledger already holds."""

from collections.abc import Sequence

from django.db import transaction

from jiannuo.core.records import Period
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger import index
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.ledger.composition import targets_of
from jiannuo.ledger.models import Target


def add_targets(
    actor: Actor, *, rows: Sequence[ImportedRow], period: Period | None, place: Place
) -> list[Target]:
    """Add the targets of periods for which a task has none yet; return those that were added.

    A period that has its target keeps it, whatever the document says now: targets change only by an
    act of their own, with a reason and an approver.
    """
    require(actor, Act.IMPORT, Subject(place=place.pk))
    with transaction.atomic():
        standing = {
            _period_of(target)
            for target in Target.objects.filter(task__in=[one.task.pk for one in rows])
        }
        added = Target.objects.bulk_create(
            target
            for one in rows
            for target in targets_of(one.task, one.row, period, one.source)
            if _period_of(target) not in standing
        )
        index.add(
            [
                index.Piece(target.task_id, f"target:{target.pk}", target.kind, target.text)
                for target in added
            ]
        )
        record_all(
            actor.author,
            [
                Recorded(
                    "target.add",
                    About("task", target.task_id, str(target.task)),
                    {
                        "target": target.pk,
                        "kind": target.kind,
                        "period": f"{target.period_kind}{target.period_index or ''}",
                    },
                )
                for target in added
            ],
        )
    return added


def _period_of(target: Target) -> tuple[int, str, str, int, str]:
    return target.task_id, target.kind, target.period_kind, target.period_index, target.key
