"""A plan filing as pages show it: its head, and its rows with what was typed last."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from jiannuo.core.workdays import moment_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, may
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.filing.save_lines import Draft, Saved
from jiannuo.reporting.models import FilingLine, PlanFiling
from jiannuo.reporting.plan_paper import targets_in_words
from jiannuo.reporting.queries.filings import (
    Row,
    Sheet,
    due_of,
    is_late,
    subject_of_filing,
)

_QUARTERS = tuple(Span("quarter", at) for at in range(1, 5))
_MONTHS = tuple(Span("month", at) for at in range(1, 13))


def head_of(actor: Actor, filing: PlanFiling, now: datetime) -> dict[str, Any]:
    """Return what stands above a plan."""
    issue = filing.issue
    due = timezone.localtime(due_of(filing))
    submitted = filing.submitted_at and timezone.localtime(filing.submitted_at)
    return {
        "id": filing.pk,
        "organisation": filing.organisation.name,
        "title": issue.title,
        "year": issue.year,
        "issue": issue.pk,
        "state": filing.get_state_display(),
        "code": filing.state,
        "due": moment_words(due),
        "over": now > due,
        "late": is_late(filing, now),
        "extended": filing.due_at is not None,
        "months_asked": issue.months_asked,
        "why": filing.returned_why,
        "filled_by": filing.filled_by,
        "telephone": filing.telephone,
        "signed_by": filing.signed_by,
        "signature": filing.get_signature_display(),
        "scan": filing.signature_file_id is not None,
        "by_office": filing.by_office,
        "submitted_at": submitted,
        "reviewed_by": filing.reviewed_by,
        "paper_edited": filing.paper_edited,
        "own": may(actor, Act.FILE_PLAN, subject_of_filing(filing)),
        "office": may(actor, Act.REVIEW, subject_of_filing(filing)),
    }


def shown_rows(
    sheets: Sequence[Sheet],
    feeds: Mapping[int, tuple[int, ...]],
    drafts: Sequence[Draft] = (),
    saved: Saved | None = None,
) -> list[dict[str, Any]]:
    """Return the form's rows by task; what was typed and not saved stands in the fields."""
    typed = {draft.line: draft for draft in drafts}
    theirs = {one.theirs.pk: one.theirs for one in saved.conflicts} if saved else {}
    return [
        {
            "task": sheet.task.pk,
            "number": sheet.number,
            "ledger_number": sheet.task.number or sheet.number,
            "fed": len(feeds.get(sheet.task.pk, ())),
            "rows": [
                _row(row, typed.get(row.line.pk), theirs.get(row.line.pk)) for row in sheet.rows
            ],
        }
        for sheet in sheets
    ]


def _row(row: Row, typed: Draft | None, theirs: FilingLine | None) -> dict[str, Any]:
    line = row.line
    said: FilingLine | Draft = typed if typed is not None else line
    return {
        "id": line.pk,
        "number": row.number,
        "whole": line.order == 0,
        "content": said.content,
        "quarters": _periods(_QUARTERS, said.quarters),
        "months": _periods(_MONTHS, said.months),
        "has_months": any(said.months.values()),
        "principal": said.principal,
        "deputy": said.deputy,
        "remarks": said.remarks,
        # After a conflict the next save is based on what the other person wrote.
        "revision": theirs.revision if theirs else line.revision,
        "theirs": _theirs(theirs) if theirs else None,
    }


def _periods(spans: Sequence[Span], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"index": span.index, "label": span.label, "text": texts.get(str(span.index), "")}
        for span in spans
    ]


def _theirs(line: FilingLine) -> dict[str, Any]:
    said = [("内容", line.content)] if line.order else []
    said += targets_in_words(line)
    said += [
        ("主要负责人", line.principal),
        ("分管负责人", line.deputy),
        ("备注", line.remarks),
    ]
    return {"by": line.saved_by or "别人", "said": [(label, text) for label, text in said if text]}
