"""What is known from earlier rounds: explanations that need not be given again, figures to go on from."""

from jiannuo.reporting.models import AnswerKind, Figure, Line, Report


def earlier_answers(line: Line) -> dict[str, str]:
    """Return, by rule, the newest explanation of another basis for a line's task this year (one query)."""
    earlier = (
        Line.objects.filter(
            task=line.task_id,
            submission__organisation=line.submission.organisation_id,
            submission__round__due_at__lt=line.submission.round.due_at,
        )
        .exclude(answers=[])
        .order_by("submission__round__due_at")
    )
    return {
        said["rule"]: said["text"]
        for answers in earlier.values_list("answers", flat=True)
        for said in answers
        if said["kind"] == AnswerKind.DIFFERENT and said["text"]
    }


def figures_of(report: Report) -> tuple[Figure, ...]:
    """Return the figures that a report gave, each thing once, in its order."""
    rows = Figure.objects.filter(
        task=report.task_id, period_kind=report.period_kind, period_index=report.period_index
    ).order_by("id")
    return tuple({(one.unit, one.achieved): one for one in reversed(rows)}.values())[::-1]
