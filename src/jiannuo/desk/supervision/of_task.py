"""What a task's page shows of letters and closings, as far as its reader may know of them."""

from typing import Any

from jiannuo.desk.supervision.shown import closing_line, letter_line
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.actions.close_task import CLOSABLE
from jiannuo.ledger.models import Task
from jiannuo.supervision.queries.answering import applicant_of
from jiannuo.supervision.queries.closings import closings_visible_to
from jiannuo.supervision.queries.letters import letters_visible_to


def supervision_of_task(actor: Actor, task: int) -> dict[str, Any]:
    """Return letters, closings and what may be begun; the page has asked permission for the task."""
    found = Task.objects.select_related("plan__place").get(pk=task)
    place = found.plan.place
    letters = letters_visible_to(actor).filter(tasks=task).distinct()
    closable = found.state in CLOSABLE
    return {
        "letters": [letter_line(one, today(place)) for one in letters],
        "closings": [closing_line(one) for one in closings_visible_to(actor).filter(task=task)],
        "may_write": may(actor, Act.COMPOSE, Subject(place=place.pk)) and closable,
        "may_apply": closable
        and bool(actor.organisations)
        and applicant_of(actor, found) is not None,
    }
