"""The forms that came by messenger: dropped at once, told apart, entered for their organisations."""

from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.intake.memory import content_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.intake.actions.receive import too_large
from jiannuo.intake.forms.actions.receive_form import receive_form_for
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.queries.arrivals import forms_to_settle
from jiannuo.intake.forms.queries.difference import difference
from jiannuo.intake.forms.reading import form_from_json
from jiannuo.intake.names import clean_name
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import ReportingRound

MOST: Final = 100
"""Files at once; forty organisations have forty."""


def round_of_office(actor: Actor, round_id: int) -> ReportingRound:
    """Return a round into which the actor may enter for others. Raises Http404."""
    one = ReportingRound.objects.select_related("place").filter(pk=round_id).first()
    if one is None or not may(actor, Act.IMPORT, Subject(place=one.place_id)):
        raise Http404
    return one


@require_http_methods(["GET", "HEAD", "POST"])
def forms_of_round(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """List the forms that wait, and take files in.

    With a script the files come one by one, each answered before the next is sent; without, all
    at once.
    """
    actor = visitor(request)
    one = round_of_office(actor, round)
    if request.method == "POST":
        _receive(request, actor, one)
        return redirect("desk:forms_of_round", one.pk)
    forms = [_entry(each) for each in forms_to_settle(actor, one)]
    context = {
        "round": {
            "id": one.pk,
            "name": f"{one.year}年{Span(one.period_kind, one.period_index).label}",
            "place": one.place.name,
        },
        "forms": forms,
        "ready": sum(each["ready"] for each in forms),
    }
    return page(request, "desk/forms/many.html", context)


def uploaded(file: UploadedFile[bytes]) -> tuple[str, bytes]:
    """Return an uploaded file's name and bytes. Raises FormRefusedError for one over the limit."""
    name, content = file.name or "", content_of(file)
    if content is None:
        raise FormRefusedError(too_large(clean_name(name)))
    return name, content


def _receive(request: HttpRequest, actor: Actor, one: ReportingRound) -> None:
    files = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
    if not files or len(files) > MOST:
        wanted = f"一次最多 {MOST} 个文件，请分几次。" if files else "还没有选择文件。"
        messages.error(request, wanted)
        return
    for file in files:
        try:
            name, content = uploaded(file)
            receive_form_for(actor, one, name=name, content=content, now=now(one.place))
        except FormRefusedError as error:
            messages.error(request, str(error))


def _entry(form: FormArrival) -> dict[str, Any]:
    said = form_from_json(form.said)
    found = difference(form, form.submission) if form.submission else None
    questions = sum(bool(one.question) for one in found.lines) if found else 0
    locked = sum(one.locked for one in found.lines) if found else 0
    strangers = len(found.strangers) if found else 0
    notes = [
        f"{questions} 处要您定" if questions else "",
        f"{strangers} 行对不上任务" if strangers else "",
        f"{locked} 项已经报过" if locked else "",
    ]
    return {
        "id": form.pk,
        "name": form.name,
        "organisation": form.submission.organisation.name if form.submission else "",
        "written": said.organisation,
        "changed": found.changed if found else 0,
        "notes": "，".join(note for note in notes if note),
        "ready": found is not None and not any(notes),
    }
