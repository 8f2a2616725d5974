"""Rounds of the tests: a round with its sheets and lines as the duties of a county's plan say."""

from datetime import date, datetime

from django.utils import timezone

from jiannuo.directory.models import Organisation
from jiannuo.ledger.models import Plan
from jiannuo.ledger.queries.duties import Duty, duties
from jiannuo.reporting.models import (
    DueBasis,
    Line,
    LinePart,
    ReportingRound,
    Submission,
)
from tests.personae import County


def moment(month: int, day: int, hour: int = 10) -> datetime:
    """Return an hour of 2023, in the place's own time."""
    return timezone.make_aware(datetime(2023, month, day, hour))  # noqa: DTZ001  made aware here


def a_round(county: County, month: int, *, needs_signature: bool = True) -> ReportingRound:
    """Return a round on a month of 2023, due on the 7th of the next, with everybody's sheets."""
    made = ReportingRound.objects.create(
        place=county.place,
        year=2023,
        period_kind="month",
        period_index=month,
        opens_on=date(2023, month, 25),
        due_at=moment(month + 1, 7, 23),
        due_basis=DueBasis.OFFICIAL,
        needs_signature=needs_signature,
    )
    plans = Plan.objects.filter(place=county.place)
    made.plans.set(plans)
    for organisation, tasks in duties(plan.pk for plan in plans).items():
        sheet = Submission.objects.create(round=made, organisation_id=organisation)
        Line.objects.bulk_create(
            Line(
                submission=sheet,
                task_id=task,
                part=LinePart.WHOLE if duty is Duty.ANSWERS else LinePart.SHARE,
            )
            for task, duty in tasks.items()
        )
    return made


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
