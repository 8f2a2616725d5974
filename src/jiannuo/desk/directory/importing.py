"""Organisations, sectors and users from a workbook: template, preview as a list of changes, take over."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.core.readers import Unreadable
from jiannuo.core.rendering import MEDIA_TYPES
from jiannuo.desk.directory.names import FormOfAPlace
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.import_directory import FaultyWorkbookError, import_directory
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.importing.reading import Fault, SheetRow, packed, read_rows, unpacked
from jiannuo.directory.importing.workbook import Plan, plan, template
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError, may
from jiannuo.directory.queries.accounts import places_visible_to

_SALT: Final = "jiannuo.directory.import"
_HOUR: Final = 3600


class WorkbookForm(FormOfAPlace):
    """The filled workbook, and for which place."""

    file = forms.FileField(label="填好的表格", help_text="xlsx，用下载的模板填写。")


@require_http_methods(["GET", "POST"])
def import_workbook(request: HttpRequest) -> HttpResponse:
    """Ask for a workbook, or show what the one that came would change."""
    actor = visitor(request)
    places = _places(actor)
    form = WorkbookForm(places, request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"tabs": tabs(actor), "form": form, "places": places}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        place: Place = form.cleaned_data["place"]
        try:
            rows, faults = read_rows(file.read(), file.name or "")
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            context |= _preview(actor, place, rows, faults, file.name or "")
    return page(request, "desk/directory/import.html", context)


@require_POST
def confirm_workbook(request: HttpRequest) -> HttpResponse:
    """Take over what was shown. What was shown is carried in the form, signed for this visitor."""
    actor = visitor(request)
    places = _places(actor)
    try:
        carried = signing.loads(
            request.POST.get("rows", ""), salt=f"{_SALT}:{actor.id}", max_age=_HOUR
        )
    except signing.BadSignature:
        messages.error(request, "预览已过期，没有导入。请重新上传表格。")
        return redirect("desk:import_directory")
    place = get_object_or_404(
        Place.objects.filter(pk__in=[one.pk for one in places]), pk=carried["place"]
    )
    rows = unpacked(carried["rows"])
    try:
        done = import_directory(actor, place, rows, name=carried["name"])
    except (FaultyWorkbookError, NotFittingError) as error:
        messages.error(request, f"{error}没有导入任何内容。")
        context = {"tabs": tabs(actor), "form": WorkbookForm(places), "places": places}
        context |= _preview(actor, place, rows, [], carried["name"])
        return page(request, "desk/directory/import.html", context)
    messages.success(request, f"已导入 {len(done.steps)} 处变化。{_left(done)}")
    return redirect("desk:import_directory")


@require_safe
def workbook(request: HttpRequest, place: int) -> HttpResponse:
    """Send the template, filled with what is there."""
    actor = visitor(request)
    found = next((one for one in _places(actor) if one.pk == place), None)
    if found is None:
        raise NotAllowedError(Act.EDIT_ORGANISATIONS)
    response = HttpResponse(
        template(found, with_users=may(actor, Act.SEE_DIRECTORY)), content_type=MEDIA_TYPES["xlsx"]
    )
    name = f"{found}单位、分工和人员.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""  # noqa: FBT003
    response["Cache-Control"] = "no-store"
    return response


def _places(actor: Actor) -> tuple[Place, ...]:
    """Return the places for which the visitor may take over something."""
    places = places_visible_to(actor)
    if not tabs(actor)["import"] or not places:
        raise NotAllowedError(Act.EDIT_ORGANISATIONS)
    return places


def _preview(
    actor: Actor, place: Place, rows: list[SheetRow], faults: list[Fault], name: str
) -> dict[str, Any]:
    found = plan(actor, place, rows)
    wrong = (*faults, *found.faults)
    carried = signing.dumps(
        {"place": place.pk, "rows": packed(rows), "name": name},
        salt=f"{_SALT}:{actor.id}",
        compress=True,
    )
    return {
        "plan": found,
        "place": place,
        "name": name,
        "faults": wrong,
        "added": sum(step.is_new for step in found.steps),
        "carried": "" if wrong or not found.steps else carried,
    }


def _left(done: Plan) -> str:
    if not done.waiting:
        return ""
    whose = "安全管理员" if any(s.act == Act.EDIT_GRANTS for s in done.waiting) else "系统管理员"
    return f"另有 {len(done.waiting)} 处要由{whose}用同一份表格办理。"
