"""How a round stands in the trail."""

from typing import Any

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.reporting.deadlines import report_name
from jiannuo.reporting.models import ReportingRound, Submission
from jiannuo.reporting.queries.submissions import span_of_round


def require_rounds(actor: Actor, place: int) -> None:
    """Raise NotAllowedError unless the actor manages the rounds of this place."""
    require(actor, Act.MANAGE_ROUNDS, Subject(place=place))


def recorded(actor: Actor, code: str, one: ReportingRound, said: dict[str, Any]) -> None:
    """Write an entry about a round."""
    label = f"{one.year}年{report_name(span_of_round(one))}"
    record(actor.author, code, Recorded("reportinground", one.pk, label), said)


def recorded_of(actor: Actor, code: str, sheet: Submission, said: dict[str, Any]) -> None:
    """Write an entry about one organisation's sheet."""
    label = f"{sheet.organisation.name}{report_name(span_of_round(sheet.round))}"
    record(actor.author, code, Recorded("submission", sheet.pk, label), said)
