"""A period's findings in one list: by severity, rule and organisation, each beside its words."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from jiannuo.desk.findings.lines import shown
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.permissions import Act
from jiannuo.ledger.periods import span_from_key
from jiannuo.ledger.queries.visible import plans_visible_to
from jiannuo.reporting.queries.findings import (
    FindingCounts,
    FindingFilters,
    count_findings,
    false_alarms,
    findings_of_plan,
)
from jiannuo.reporting.queries.selection import reported_spans, shown_span


@require_safe
def findings(request: HttpRequest, plan: int) -> HttpResponse:
    """Show what was found in a plan's reports of a period (the newest, if the address names none)."""
    actor = visitor(request)
    one = plans_visible_to(actor).select_related("place").filter(pk=plan).first()
    if one is None:
        raise Http404
    spans = reported_spans(plan)
    span = span_from_key(request.GET.get("period", "")) or shown_span(one, spans)
    filters = _filters(request)
    lines = findings_of_plan(actor, plan, span, filters)
    counts = count_findings(actor, plan, span)
    context = {
        "plan": {"id": one.pk, "title": one.title, "place": one.place.full_name},
        "period": span.label,
        "period_key": span.key,
        "periods": [{"key": each.key, "label": each.label} for each in spans],
        "tallies": _tallies(counts, filters, span.key),
        "rules": counts.rules,
        "organisations": counts.organisations,
        "filters": filters,
        "total": sum(number for _, number in counts.severities),
        "findings": shown(actor, lines),
        "false_alarms_href": reverse("desk:false_alarms") if holds(actor, Act.CORRECT) else "",
    }
    return page(request, "desk/findings/findings.html", context)


@require_safe
def corpus(request: HttpRequest) -> HttpResponse:
    """Hand out the findings that people called false alarms, one JSON line each, without names."""
    actor = visitor(request)
    if not holds(actor, Act.CORRECT):
        raise Http404
    response = HttpResponse(false_alarms(actor), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="false-alarms.jsonl"'
    response["Cache-Control"] = "no-store"
    return response


def _filters(request: HttpRequest) -> FindingFilters:
    organisation = request.GET.get("organisation", "")
    plain = organisation.isascii() and organisation.isdigit() and len(organisation) <= 9  # noqa: PLR2004 - the digits of an id
    return FindingFilters(
        severity=request.GET.get("severity", ""),
        rule=request.GET.get("rule", ""),
        organisation=int(organisation) if plain else None,
        unanswered=request.GET.get("unanswered") == "1",
    )


def _tallies(counts: FindingCounts, filters: FindingFilters, period: str) -> list[dict[str, Any]]:
    def tally(label: str, count: int, mark: str, *, chosen: bool, **said: str) -> dict[str, Any]:
        given = {"period": period, **said}
        words = urlencode({name: word for name, word in given.items() if word})
        return {
            "label": label,
            "count": count,
            "mark": mark,
            "href": f"?{words}",
            "chosen": chosen,
        }

    whole = sum(number for _, number in counts.severities)
    plain = not (filters.severity or filters.unanswered)
    severities = [
        tally(
            severity.label,
            number,
            {"contradiction": "contradiction", "question": "question"}.get(severity, "consistent"),
            severity=severity.value,
            chosen=filters.severity == severity,
        )
        for severity, number in counts.severities
    ]
    open_ones = tally("未答复", counts.unanswered, "", unanswered="1", chosen=filters.unanswered)
    return [tally("全部", whole, "", chosen=plain), *severities, open_ones]
