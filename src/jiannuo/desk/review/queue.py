"""Which rounds wait for review, and a round's queue."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.review.shown import shown_queue
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.reporting.deadlines import report_name
from jiannuo.reporting.models import LinePart, LineState, ReportingRound
from jiannuo.reporting.queries.review import review_queue
from jiannuo.reporting.queries.submissions import span_of_round


def round_to_review(actor: Actor, round_id: int) -> ReportingRound:
    """Return a round that the actor reviews. Raises Http404."""
    one = ReportingRound.objects.select_related("place").filter(pk=round_id).first()
    if one is None or not may(actor, Act.REVIEW, Subject(place=one.place_id)):
        raise Http404
    return one


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Go to the round that waits; where several do (or none), list the rounds."""
    actor = visitor(request)
    places = [place for place in actor.places if may(actor, Act.REVIEW, Subject(place=place))]
    if not places:
        raise Http404
    rounds = ReportingRound.objects.filter(place__in=places).select_related("place")
    waiting = rounds.filter(
        submissions__lines__part=LinePart.WHOLE, submissions__lines__state=LineState.SUBMITTED
    ).distinct()
    if len(waiting) == 1:
        return redirect("desk:review_round", waiting[0].pk)
    context = {
        "rounds": [
            {"id": one.pk, "name": report_name(span_of_round(one)), "place": one.place.full_name}
            for one in waiting
        ],
        "others": [
            {"id": one.pk, "name": report_name(span_of_round(one)), "place": one.place.full_name}
            for one in rounds[:12]
            if one not in waiting
        ],
    }
    return page(request, "desk/review/rounds.html", context)


@require_safe
def review_round(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """Go to the first line that waits; where none does, say so."""
    actor = visitor(request)
    one = round_to_review(actor, round)
    queue = review_queue(actor, one)
    if queue:
        return redirect("desk:review_line", one.pk, queue[0].line.pk)
    return page(request, "desk/review/done.html", shown_queue(one, queue, None))
