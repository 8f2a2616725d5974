"""Where 填报 leads: to the sheet that waits, or to a choice among several."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import moment
from jiannuo.desk.report.shown import shown_sheet
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, may
from jiannuo.reporting.models import Submission, SubmissionState
from jiannuo.reporting.queries.submissions import subject_of_sheet, submissions_visible_to

_DONE = frozenset({SubmissionState.SUBMITTED, SubmissionState.ACCEPTED})
_MOST = 60


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Send on to the one sheet that waits for this visitor; else list what there is."""
    actor = visitor(request)
    if not holds(actor, Act.REPORT):
        raise Http404
    sheets = list(
        submissions_visible_to(actor)
        .select_related("round__place", "organisation")
        .order_by("-round__due_at", "organisation__sort_key")[:_MOST]
    )
    waiting = [one for one in sheets if one.round.closed_at is None and one.state not in _DONE]
    if len(waiting) == 1 and "all" not in request.GET:
        return redirect(
            "desk:sign" if _is_to_sign(actor, waiting[0]) else "desk:sheet", waiting[0].pk
        )
    context = {
        "waiting": [_shown(actor, one) for one in waiting],
        "done": [_shown(actor, one) for one in sheets if one not in waiting],
    }
    return page(request, "desk/report/home.html", context)


def _is_to_sign(actor: Actor, sheet: Submission) -> bool:
    signing = sheet.state == SubmissionState.SIGNING
    return signing and may(actor, Act.SIGN, subject_of_sheet(sheet))


def _shown(actor: Actor, sheet: Submission) -> dict[str, object]:
    return {**shown_sheet(sheet, moment(sheet)), "to_sign": _is_to_sign(actor, sheet)}
