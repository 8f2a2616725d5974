"""What an officer does on the page: begin, arrange, describe, take back, adopt.

Each answers htmx with the parts of the page that changed, and a plain form with the page itself.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from jiannuo.desk.decomposition.page import changed
from jiannuo.desk.decomposition.sent import asked_verb, description_from, ids_from
from jiannuo.desk.intake.upload import tell, upload_or_404
from jiannuo.desk.pages import wants_part
from jiannuo.desk.visitors import visitor
from jiannuo.intake.decomposition import arranging
from jiannuo.intake.decomposition.actions.adopt import adopt as adopt_list
from jiannuo.intake.decomposition.actions.arrange import arrange as arrange_draft
from jiannuo.intake.decomposition.actions.begin import begin as begin_draft
from jiannuo.intake.decomposition.actions.undo import undo_step
from jiannuo.intake.decomposition.arranging import DoesNotFitError
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.naming import resolved
from jiannuo.intake.decomposition.queries import draft_of_upload
from jiannuo.intake.errors import NothingToConfirmError, NotReadyError, PlanExistsError
from jiannuo.intake.models import Upload

_View = Callable[..., HttpResponse]
_SAID: Final = (DoesNotFitError, NotReadyError, NothingToConfirmError)
_UNPROCESSABLE: Final = 422


def _sentences(view: _View) -> _View:
    """Answer the named errors with their sentence, on the page that the person is on."""

    @wraps(view)
    def answer(request: HttpRequest, upload: int, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, upload, **kwargs)
        except _SAID as error:
            if wants_part(request):
                return _part(request, {"said": str(error), "wrong": True}, _UNPROCESSABLE)
            tell(request, str(error), wrong=True)
            return redirect("desk:decomposition", upload)

    return answer


@require_POST
@_sentences
def begin(request: HttpRequest, upload: int) -> HttpResponse:
    """Take the report apart (or go on where it was left)."""
    begin_draft(visitor(request), upload_or_404(request, upload))
    return redirect("desk:decomposition", upload)


@require_POST
@_sentences
def arrange(request: HttpRequest, upload: int) -> HttpResponse:
    """Do what was asked with the proposals or sentences that were chosen."""
    found = upload_or_404(request, upload)
    name, verb, words = asked_verb(request.POST)
    before, after = arrange_draft(visitor(request), found, verb, name=name, words=words)
    return _changed(request, found, before, after, words if before is not after else "没有改动")


@require_POST
@_sentences
def describe(request: HttpRequest, upload: int) -> HttpResponse:
    """Set category, wording, deadline, leaders and organisations."""
    found = upload_or_404(request, upload)
    ids = ids_from(request.POST.get("ids", ""))
    said = resolved(found.place, description_from(request.POST, several=len(ids) > 1))
    verb = partial(arranging.describe, ids=ids, said=said)
    words = f"改了 {len(ids)} 项的内容或分派" if len(ids) > 1 else "改了 1 项的内容或分派"
    before, after = arrange_draft(visitor(request), found, verb, name="describe", words=words)
    return _changed(request, found, before, after, words if before is not after else "没有改动")


@require_POST
@_sentences
def entitle(request: HttpRequest, upload: int) -> HttpResponse:
    """Say the report's title and the year."""
    found = upload_or_404(request, upload)
    verb = partial(
        arranging.entitle,
        title=request.POST.get("title", ""),
        year=request.POST.get("year", ""),
    )
    words = "改了标题或年度"
    before, after = arrange_draft(visitor(request), found, verb, name="facts", words=words)
    return _changed(request, found, before, after, words if before is not after else "没有改动")


@require_POST
@_sentences
def undo(request: HttpRequest, upload: int) -> HttpResponse:
    """Take the last step back."""
    found = upload_or_404(request, upload)
    step, before, after = undo_step(visitor(request), found)
    by = "" if step.by_name == visitor(request).name else f"（{step.by_name}做的）"
    return _changed(request, found, before, after, f"已撤销：{step.words}{by}")


@require_POST
@_sentences
def adopt(request: HttpRequest, upload: int) -> HttpResponse:
    """Write the list into the ledger and show what comes next."""
    found = upload_or_404(request, upload)
    try:
        adopted = adopt_list(visitor(request), found, as_new=request.POST.get("into") == "new")
    except PlanExistsError as error:
        tell(request, str(error), wrong=True)
        return redirect(f"{reverse('desk:decomposition', args=[upload])}?alike=1#bar")
    tell(request, f"已立项 {adopted.rows} 项，每一项都能查到报告原文。")
    return redirect("desk:decomposition", upload)


def _changed(
    request: HttpRequest, upload: Upload, before: Draft, after: Draft, said: str
) -> HttpResponse:
    if not wants_part(request):
        tell(request, f"{said}。")
        return redirect("desk:decomposition", upload.pk)
    stored = draft_of_upload(upload)
    if stored is None:
        return redirect("desk:upload", upload.pk)
    return _part(request, changed(upload, stored, before, after) | {"said": said})


def _part(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = HttpResponse(
        render_to_string("desk/decomposition/changed.html", context, request), status=status
    )
    response["Cache-Control"] = "no-store"
    return response
