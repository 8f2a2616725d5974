"""The small forms that open inside the page: describe and assign, split, and names while typing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from jiannuo.desk.decomposition.sent import ids_from
from jiannuo.desk.decomposition.shown import split_pieces
from jiannuo.desk.intake.upload import upload_or_404
from jiannuo.desk.pages import page
from jiannuo.intake.decomposition.arranging import DoesNotFitError, places_to_split
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.models import DraftState
from jiannuo.intake.decomposition.naming import LEADERS, ORGANISATIONS, suggestions
from jiannuo.intake.decomposition.queries import draft_of_upload, values_of
from jiannuo.intake.models import Upload


@require_GET
def edit(request: HttpRequest, upload: int) -> HttpResponse:
    """Show the form for one proposal, or for those that are chosen."""
    found, draft = _open_draft(request, upload)
    if draft is None:
        return redirect("desk:upload", upload)
    try:
        ids = ids_from(",".join(request.GET.getlist("chosen")))
    except DoesNotFitError as error:
        raise Http404 from error
    members = [draft.by_id[one] for one in dict.fromkeys(ids) if one in draft.by_id]
    if not members:
        raise Http404
    one = members[0] if len(members) == 1 else None
    context = {
        "upload": found,
        "ids": ",".join(str(member.id) for member in members),
        "count": len(members),
        "one": one,
        "text": draft.text(one) if one else "",
        "verbatim": draft.verbatim(one) if one else "",
        "lines": min(10, max(2, len(draft.text(one)) // 30 + 1)) if one else 2,
        "leaders": "、".join(one.leaders) if one else "",
        "leads": "、".join(one.leads) if one else "",
        "units": "、".join(one.units) if one else "",
        "categories": list(dict.fromkeys(p.category for p in draft.proposals if p.category)),
        "first": request.GET.get("first", ""),
    }
    return page(request, "desk/decomposition/edit.html", context)


@require_GET
def split(request: HttpRequest, upload: int, proposal: int) -> HttpResponse:
    """Show where one proposal may be cut."""
    found, draft = _open_draft(request, upload)
    if draft is None:
        return redirect("desk:upload", upload)
    one = draft.by_id.get(proposal)
    if one is None:
        raise Http404
    context = {
        "upload": found,
        "one": one,
        "pieces": split_pieces(draft, one, places_to_split(draft, one)),
    }
    return page(request, "desk/decomposition/split.html", context)


@require_GET
def names(request: HttpRequest, upload: int) -> HttpResponse:
    """Suggest names of the place's directory that contain what is typed."""
    found = upload_or_404(request, upload)
    kind = request.GET.get("kind", ORGANISATIONS)
    if kind not in {ORGANISATIONS, LEADERS}:
        raise Http404
    context = {"names": suggestions(found.place, kind, request.GET.get("text", ""))}
    return page(request, "desk/decomposition/names.html", context)


def _open_draft(request: HttpRequest, upload: int) -> tuple[Upload, Draft | None]:
    found = upload_or_404(request, upload)
    stored = draft_of_upload(found)
    if stored is None or stored.state != DraftState.OPEN:
        return found, None
    return found, values_of(stored)
