"""The burden meter's page: what a round asked of everybody, and what was sent back why."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.review.queue import round_to_review
from jiannuo.desk.visitors import visitor
from jiannuo.reporting.deadlines import report_name
from jiannuo.reporting.queries.burden import round_burden
from jiannuo.reporting.queries.submissions import span_of_round


@require_safe
def burden(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """Show a round's burden to the office that causes it."""
    actor = visitor(request)
    one = round_to_review(actor, round)
    found = round_burden(actor, one)
    context = {
        "round": {"id": one.pk, "name": report_name(span_of_round(one))},
        "burden": found,
        "share": round_share(found.fields_prefilled, found.fields_asked),
        "reasons": [{"label": reason.label, "count": count} for reason, count in found.reasons],
        "fields": [{"label": field.label, "count": count} for field, count in found.fields],
    }
    return page(request, "desk/review/burden.html", context)


def round_share(part: int, whole: int) -> int:
    """Return a share in whole per cent; 0 of nothing."""
    return round(100 * part / whole) if whole else 0
