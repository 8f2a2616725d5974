"""On which day each report of a period came, as its own papers say."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max
from django.utils import timezone

from jiannuo.documents.models import Parse
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import LinePart, LineVersion, Report


def reported_days(plan: Plan, tasks: Collection[int], span: Span) -> dict[int, date]:
    """Return the day of each task's report on a period, by task; four queries at most.

    It is the day on which the document was issued that the report came in; without one, the day on
    which the round's sheet was handed in (the newest time); without either, the day on which it was
    entered. The first two are days of the place's own calendar, the third of the machine's clock.
    """
    rows = list(
        Report.objects.filter(
            task__in=tasks, period_kind=span.kind, period_index=span.index
        ).values_list("task", "reported_at", "source__parse")
    )
    issued = dict(
        Parse.objects.filter(pk__in={parse for *_, parse in rows if parse}).values_list(
            "pk", "canonical__issued_on"
        )
    )
    handed_in = dict(
        LineVersion.objects.filter(
            line__task__in=tasks,
            line__part=LinePart.WHOLE,
            line__submission__round__year=plan.year,
            line__submission__round__period_kind=span.kind,
            line__submission__round__period_index=span.index,
            pending=False,
            withdrawn_at=None,
        )
        .order_by()
        .values_list("line__task")
        .annotate(newest=Max("at"))
    )
    return {
        task: date.fromisoformat(on)
        if (on := issued.get(parse))
        else timezone.localtime(handed_in.get(task, reported_at)).date()
        for task, reported_at, parse in rows
    }
