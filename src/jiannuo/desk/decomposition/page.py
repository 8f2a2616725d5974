"""The page itself, and the parts of it that change."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from jiannuo.desk.decomposition.shown import (
    MOST_QUESTIONS,
    doubted,
    left_of,
    lists_of,
    paragraphs_of,
    sections_of,
    touched,
)
from jiannuo.desk.intake.upload import upload_or_404
from jiannuo.desk.pages import page
from jiannuo.intake.decomposition.accounting import account_of
from jiannuo.intake.decomposition.actions.adopt import obstacle
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.models import DraftState, ReportDraft
from jiannuo.intake.decomposition.naming import known_names
from jiannuo.intake.decomposition.queries import draft_of_upload, values_of
from jiannuo.intake.models import Upload

_LAST_STEPS: Final = 8


@require_GET
def decomposition(request: HttpRequest, upload: int) -> HttpResponse:
    """Show the draft of an upload; what is adopted shows where it went."""
    found = upload_or_404(request, upload)
    stored = draft_of_upload(found)
    if stored is None:
        return redirect("desk:upload", upload)
    if stored.state == DraftState.ADOPTED:
        return page(request, "desk/decomposition/adopted.html", adopted_context(found, stored))
    draft = values_of(stored)
    context = always(found, stored, draft) | {
        "sections": sections_of(draft),
        "alike": "alike" in request.GET,
    }
    return page(request, "desk/decomposition/page.html", context)


def always(upload: Upload, stored: ReportDraft, draft: Draft) -> dict[str, Any]:
    """Return what every answer shows: the lists, what is left, the questions, the account."""
    known = known_names(upload.place)
    asked = doubted(draft, known)
    return {
        "upload": upload,
        "draft": draft,
        "lists": lists_of(draft, known),
        "left": left_of(draft),
        "questions": asked[:MOST_QUESTIONS],
        "asked": len(asked),
        "account": account_of(draft),
        "obstacle": obstacle(draft),
        "steps": list(stored.steps.filter(undone_at=None).order_by("-pk")[:_LAST_STEPS]),
    }


def changed(upload: Upload, stored: ReportDraft, before: Draft, after: Draft) -> dict[str, Any]:
    """Return what changes on the page after a step."""
    return always(upload, stored, after) | {
        "paragraphs": list(paragraphs_of(after, touched(before, after))),
    }


def adopted_context(upload: Upload, stored: ReportDraft) -> dict[str, Any]:
    """Return what is said of an adopted list."""
    draft = values_of(stored)
    return {
        "upload": upload,
        "draft": draft,
        "account": account_of(draft),
        "plans": list(upload.plans.order_by("pk")),
    }
