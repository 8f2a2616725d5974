"""Rounds of the tests: a round with its sheets and lines as the duties of a county's plan say."""

from datetime import datetime

from django.utils import timezone

from jiannuo.directory.actor import machine
from jiannuo.directory.models import Organisation
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.models import Line, ReportingRound, Submission
from tests.personae import County


def moment(month: int, day: int, hour: int = 10) -> datetime:
    """Return an hour of 2023, in the place's own time."""
    return timezone.make_aware(datetime(2023, month, day, hour))  # noqa: DTZ001  made aware here


def a_round(county: County, month: int, *, needs_signature: bool = True) -> ReportingRound:
    """Return a round on a month of 2023, due on the fifth working day of the next."""
    return create_round(
        machine(),
        county.place,
        year=2023,
        span=Span("month", month),
        needs_signature=needs_signature,
    )


def sheet_of(made: ReportingRound, organisation: Organisation) -> Submission:
    """Return an organisation's sheet of a round."""
    return Submission.objects.select_related("round", "organisation").get(
        round=made, organisation=organisation
    )


def line_of(sheet: Submission, number: str) -> Line:
    """Return the line of a sheet on the task of that number."""
    return Line.objects.select_related("submission__round", "submission__organisation", "task").get(
        submission=sheet, task__number=number
    )
