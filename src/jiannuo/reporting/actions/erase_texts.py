"""Erase what was reported in a file that turned out to be a state secret, and what was found in it."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.actions.purge_file import PURGED_NAME
from jiannuo.documents.models import SourceFile
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger import index
from jiannuo.ledger.actions.erase_texts import ERASED, blank
from jiannuo.ledger.models import IndexedText
from jiannuo.reporting.actions.filing.erase import erase_filings
from jiannuo.reporting.actions.submission.erase import erase_sheets
from jiannuo.reporting.models import (
    Assessment,
    Evidence,
    Figure,
    Finding,
    PeriodDocument,
    Report,
    Return,
    Verdict,
)


def erase_reports(
    actor: Actor,
    files: Iterable[SourceFile],
    tasks: Iterable[int],
    sheets: Collection[int] = (),
) -> int:
    """Erase the reports that came in files, and what was found about them or about `tasks`.

    `sheets` are those that were filled from one of the files. Returns how many reports.
    """
    require(actor, Act.PURGE)
    with transaction.atomic():
        reports = list(
            Report.objects.filter(source__parse__file__in=list(files)).select_related("task")
        )
        concerned = {report.task_id for report in reports} | set(tasks)
        for report in reports:
            blank(report, told_in="progress")
            _forget_document(report)
            _forget_words(report)
        erase_filings(concerned)
        erase_sheets(concerned, sheets)
        Evidence.objects.filter(Q(file__in=list(files)) | Q(line__task__in=concerned)).update(
            name=PURGED_NAME
        )
        Assessment.objects.filter(report__task__in=concerned).update(text="")
        Return.objects.filter(line__task__in=concerned).update(text="")
        Verdict.objects.filter(report__task__in=concerned).delete()
        Figure.objects.filter(task__in=concerned).delete()
        Finding.objects.filter(tasks__in=concerned).delete()
        record_all(
            actor.author,
            [Recorded("report.erase", About("report", report.pk, ERASED)) for report in reports],
        )
    return len(reports)


def _forget_words(report: Report) -> None:
    holder = f"report:{report.pk}"
    for one in IndexedText.objects.filter(task=report.task_id, holder=holder):
        index.replace(report.task_id, holder, one.field, "")


def _forget_document(report: Report) -> None:
    """Forget the head and columns of the document that the report came in."""
    of_the_period = Q(
        plan=report.task.plan_id,
        period_kind=report.period_kind,
        period_index=report.period_index,
    )
    PeriodDocument.objects.filter(of_the_period).update(head={}, tables=[])
