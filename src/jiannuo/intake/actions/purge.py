"""Purge a file that turned out to be a state secret after it had come in.

It is the one act that takes something away for good. The trail says that it happened, when, by whom
and why, and goes on; what was said in the file is gone from the data folder and the database: bytes,
name, parses, readings, drafts, the tasks' and reports' texts, the search index. What cannot be taken
back from here are backups, exports and printed pages, and words that people had corrected, which the
trail holds; `docs/operators` says what to do about those.

Whoever purges goes through `publishing.actions.purge`: letters, bulletins and releases stand above
this storey and erase their own words there, in the same transaction.
"""

from collections.abc import Mapping

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.actions.purge_file import PURGED_NAME, purge_file
from jiannuo.documents.models import SourceFile
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.forms.plan_reading import PlanForm
from jiannuo.intake.forms.reading import Form
from jiannuo.intake.models import (
    Correction,
    FormArrival,
    FormState,
    Reading,
    ReportDraft,
    State,
    Upload,
)
from jiannuo.ledger.actions.erase_texts import erase_filed, erase_texts
from jiannuo.reporting.actions.erase_texts import erase_reports
from jiannuo.reporting.actions.filing.erase import erase_filings
from jiannuo.reporting.models import FilingState, PlanFiling
from jiannuo.reporting.queries.filings import asked_of

_SHORTEST_REASON = 4
_SAID = "因涉密已清除，原件和读出的内容都不在了。"


def purge(
    actor: Actor, file: SourceFile, reason: str, above: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Purge a file in every place that has the same bytes; return what was removed, counted.

    `above` counts what the storeys above have erased, for the trail.
    Raises NotReadyError where no reason is given or the file is purged already.
    """
    require(actor, Act.PURGE)
    reason = reason.strip()
    if len(reason) < _SHORTEST_REASON:
        raise NotReadyError("请写明清除的原因，例如：经保密办认定为涉密文件（文号或日期）。")
    with transaction.atomic():
        files = list(SourceFile.objects.filter(sha256=file.sha256, purged_at=None))
        if not files:
            raise NotReadyError("这份文件已经清除过了。")
        tasks = erase_texts(actor, files)
        removed = {
            "uploads": _forget_uploads(files),
            "tasks": len(tasks),
            "reports": erase_reports(actor, files, tasks, _forget_forms(files)),
            **(above or {}),
        }
        purge_file(actor, file.sha256, reason, removed)
    return removed


def _forget_uploads(files: list[SourceFile]) -> int:
    uploads = list(Upload.objects.select_for_update().filter(file__in=files))
    Reading.objects.filter(upload__in=uploads).delete()
    Correction.objects.filter(upload__in=uploads).delete()
    ReportDraft.objects.filter(upload__in=uploads).delete()
    for upload in uploads:
        upload.name, upload.message, upload.state = PURGED_NAME, _SAID, State.REFUSED
        upload.save()
    return len(uploads)


def _forget_forms(files: list[SourceFile]) -> list[int]:
    """Forget filled forms, and the plans that were filled from them; return the sheets that were."""
    forms = FormArrival.objects.filter(file__in=files)
    taken = forms.filter(state=FormState.TAKEN)
    sheets = list(taken.filter(submission__isnull=False).values_list("submission", flat=True))
    plans = list(taken.filter(filing__isnull=False).values_list("filing", flat=True))
    forms.filter(state=FormState.OPEN).update(state=FormState.DISCARDED)
    forms.filter(filing=None).update(name=PURGED_NAME, said=Form().to_json())
    forms.exclude(filing=None).update(name=PURGED_NAME, said=PlanForm().to_json())
    _forget_filed(plans)
    return sheets


def _forget_filed(plans: list[int]) -> None:
    """Forget plans that were filled from forms, and what they wrote into the ledger once approved."""
    approved = PlanFiling.objects.filter(pk__in=plans, state=FilingState.APPROVED)
    for plan in approved.select_related("organisation", "issue"):
        tasks = set(plan.lines.values_list("task", flat=True))
        fed = {one for some in asked_of(plan).feeds.values() for one in some}
        erase_filed(tasks | fed, [plan.organisation_id])
    erase_filings((), plans)
