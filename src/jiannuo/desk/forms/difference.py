"""A form against its sheet: what would change, line by line."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.intake.forms.queries.arrivals import forms_visible_to
from jiannuo.intake.forms.queries.difference import Difference, LineChange, difference
from jiannuo.intake.forms.reading import form_from_json
from jiannuo.reporting.actions.submission.draft import CLAIMS
from jiannuo.reporting.models import Submission
from jiannuo.reporting.queries.submissions import span_of_round, subject_of_sheet


def form_for(actor: Actor, form: int) -> FormArrival:
    """Return a form that the visitor may settle. Raises Http404."""
    found = (
        forms_visible_to(actor)
        .select_related("place", "round", "submission__organisation", "submission__round", "file")
        .filter(pk=form, filing=None)
        .first()
    )
    if found is None or not _settles(actor, found):
        raise Http404
    return found


def _settles(actor: Actor, form: FormArrival) -> bool:
    if form.on_behalf or form.submission is None:
        return may(actor, Act.IMPORT, Subject(place=form.place_id))
    return may(actor, Act.REPORT, subject_of_sheet(form.submission))


@require_safe
def form(request: HttpRequest, form: int) -> HttpResponse:
    """Show a form's difference."""
    actor = visitor(request)
    return page(request, "desk/forms/form.html", shown_form(form_for(actor, form)))


def shown_form(arrival: FormArrival, fault: str = "") -> dict[str, Any]:
    """Return what the form's page says."""
    said = form_from_json(arrival.said)
    sheet = arrival.submission
    found = difference(arrival, sheet) if sheet else None
    return {
        "form": {
            "id": arrival.pk,
            "name": arrival.name,
            "open": arrival.state == FormState.OPEN,
            "state": arrival.get_state_display(),
            "on_behalf": arrival.on_behalf,
            "organisation": sheet.organisation.name if sheet else "",
            "written": said.organisation,
            "filled_by": said.filled_by,
            "signed_by": said.signed_by,
            "period": span_of_round(arrival.round).label if arrival.round else "",
        },
        "back": _back(arrival),
        "fault": fault,
        "changed": found.changed if found else 0,
        "lines": _lines(found),
        "strangers": found.strangers if found else said.rows,
        "left_out": found.left_out if found else (),
        "claims": [{"value": claim.value, "label": claim.label} for claim in CLAIMS],
        "sheets": _sheets(arrival) if arrival.on_behalf else [],
    }


def _back(arrival: FormArrival) -> str:
    if arrival.on_behalf or arrival.submission_id is None:
        return reverse("desk:forms_of_round", args=[arrival.round_id])
    return reverse("desk:sheet", args=[arrival.submission_id])


def _lines(found: Difference | None) -> list[LineChange]:
    """Return the lines with something to see; the unchanged are only counted."""
    if found is None:
        return []
    return [one for one in found.lines if one.changes or one.question]


def _sheets(arrival: FormArrival) -> list[dict[str, Any]]:
    sheets = Submission.objects.filter(round=arrival.round_id).select_related("organisation")
    return [
        {
            "id": one.pk,
            "name": one.organisation.name,
            "chosen": one.pk == arrival.submission_id,
        }
        for one in sheets.order_by("organisation__sort_key")
    ]
