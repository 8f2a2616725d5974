"""What was decided about a task: its targets' versions, open requests, organisations' own parts."""

from typing import Any

from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.models import Adjustment, Decision, Task
from jiannuo.ledger.queries.versions import Version, parts_of, versions_of


def decided_of(actor: Actor, task: int, subject: Subject) -> dict[str, Any]:
    """Return what the task's page shows of it (four queries); the page has asked permission."""
    waiting = Adjustment.objects.filter(task=task, decision=Decision.OPEN)
    return {
        "versions": [
            {"label": one.label, "wordings": [_wording(each) for each in one.wordings]}
            for one in versions_of(task)
        ],
        "waiting": [
            {"what": str(one.get_kind_display()), "before": one.before, "after": one.after}
            for one in waiting
        ],
        "parts": list(parts_of(Task(pk=task))),
        "may_ask": may(actor, Act.ISSUE, subject) or may(actor, Act.FILE_PLAN, subject),
    }


def _wording(one: Version) -> dict[str, Any]:
    return {
        "number": one.number,
        "text": one.text or "（没有）",
        "reason": one.reason,
        "document": one.document,
        "approved_by": one.approved_by,
        "at": one.at and timezone.localtime(one.at),
    }
