"""A person says who leads a task; with that the reading's question about it is settled."""

from collections.abc import Collection

from django.db import transaction

from jiannuo.core.mapping.members import LEAD_UNNAMED
from jiannuo.directory.actor import Actor
from jiannuo.ledger.actions.decide_lead import decide_lead
from jiannuo.ledger.models import Task
from jiannuo.reporting.actions.settle_doubts import settle_doubts


def answer_lead(actor: Actor, task: Task, leads: Collection[int]) -> None:
    """Say which organisations (ids) lead a task, and settle the question; both or neither.

    Raises NotAssignedError (`ledger.actions.decide_lead`).
    """
    with transaction.atomic():
        decide_lead(actor, task, leads)
        settle_doubts(actor, task, "units", LEAD_UNNAMED)
