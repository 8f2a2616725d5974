"""Take hold of a sheet for an act upon it, and tell the trail about that act."""

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.reporting.models import Line, Submission
from jiannuo.reporting.queries.submissions import span_of_round


def locked_sheet(sheet: Submission | int) -> Submission:
    """Return a sheet as it stands, its row locked until the transaction ends; its round is not."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("round__place", "organisation")
        .get(pk=sheet if isinstance(sheet, int) else sheet.pk)
    )


def record_sheet(actor: Actor, sheet: Submission, action: str, **more: str | int) -> None:
    """Record an act upon a whole sheet."""
    period = span_of_round(sheet.round).label
    record(
        actor.author,
        action,
        About("submission", sheet.pk, f"{sheet.organisation.name} {period}"),
        {"period": period, "organisation": sheet.organisation.name, **more},
    )


def record_line(actor: Actor, line: Line, action: str, **more: str) -> None:
    """Record an act upon one line, under its task."""
    record(
        actor.author,
        action,
        About("task", line.task_id, str(line.task)),
        {
            "line": line.pk,
            "period": span_of_round(line.submission.round).label,
            "organisation": line.submission.organisation.name,
            **more,
        },
    )
