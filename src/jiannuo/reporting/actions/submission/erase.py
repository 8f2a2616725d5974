"""Erase what sheets say about tasks, or took from forms, that turned out to be a state secret.

Called inside the transaction that erases the tasks themselves. A draft was prefilled with the last
report, a version may rest on it, and a sheet that was entered from a form (代录) says what the form
said: all of them go.
"""

from collections.abc import Collection

from django.db.models import Q

from jiannuo.ledger import index
from jiannuo.ledger.actions.erase_texts import ERASED, blank
from jiannuo.ledger.models import IndexedText
from jiannuo.reporting.actions.submission.draft import TEXTS
from jiannuo.reporting.models import Line, LineVersion, Report, Submission
from jiannuo.reporting.queries.submissions import span_of_round


def erase_sheets(tasks: Collection[int], sheets: Collection[int] = ()) -> int:
    """Erase lines, versions, written reports and what they put into the ledger; return how many lines.

    `tasks` are those whose texts are erased, `sheets` those that were filled from an erased form.
    """
    lines = list(
        Line.objects.filter(Q(task__in=tasks) | Q(submission__in=sheets)).select_related(
            "submission__round"
        )
    )
    for line in lines:
        blank(line, told_in="progress")
        _forget_report(line)
    emptied = dict.fromkeys(TEXTS, "") | {"progress": ERASED, "figures": [], "answers": []}
    for version in LineVersion.objects.filter(line__in=[line.pk for line in lines]):
        version.content = version.content | emptied | {"replaced": None, "evidence": []}
        version.reason = ""
        version.save(update_fields=["content", "reason"])
    concerned = {line.submission_id for line in lines} | set(sheets)
    Submission.objects.filter(pk__in=concerned).exclude(paper="").update(
        paper=ERASED, paper_edited=True
    )
    return len(lines)


def _forget_report(line: Line) -> None:
    span = span_of_round(line.submission.round)
    reports = Report.objects.filter(
        task=line.task_id, period_kind=span.kind, period_index=span.index
    )
    for report in reports:
        blank(report, told_in="progress")
        holder = f"report:{report.pk}"
        for one in IndexedText.objects.filter(task=line.task_id, holder=holder):
            index.replace(line.task_id, holder, one.field, "")
