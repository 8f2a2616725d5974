"""Places: the tree from province to town, a new one, a name put right."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.directory.refusing import refuse_at
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.describe_place import describe_place
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Place, PlaceLevel
from jiannuo.directory.permissions import Act, may, require


class PlaceForm(forms.Form):
    """A place's names, level and what it lies below."""

    name = forms.CharField(label="名称", max_length=60, help_text="如：清河区。")
    full_name = forms.CharField(
        label="全称",
        max_length=200,
        required=False,
        help_text="文件里的写法，如：东川市清河区。空着则由上级全称加名称。",
    )
    level = forms.ChoiceField(label="级别", choices=PlaceLevel.choices, initial=PlaceLevel.COUNTY)
    parent = forms.ModelChoiceField(
        Place.objects.all(), label="上级", required=False, empty_label="（没有上级）"
    )

    def values(self) -> dict[str, Any]:
        """Return the actions' arguments."""
        given = dict(self.cleaned_data)
        given["level"] = PlaceLevel(given["level"])
        return given


@require_http_methods(["GET", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """Show the tree, or add a place to it."""
    actor = visitor(request)
    require(actor, Act.SEE_DIRECTORY)
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_place(actor, **form.values())
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"“{made}”已建立。")
            return redirect("desk:places")
    context = {
        "tabs": tabs(actor),
        "tree": tree_of_places(),
        "form": form,
        "may_edit": may(actor, Act.EDIT_PLACES),
    }
    return page(request, "desk/directory/places.html", context)


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, place: int) -> HttpResponse:
    """Show a place, or put it right."""
    actor = visitor(request)
    require(actor, Act.SEE_DIRECTORY)
    found = get_object_or_404(Place, pk=place)
    known = {
        "name": found.name,
        "full_name": found.full_name,
        "level": found.level,
        "parent": found.parent,
    }
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.values()
        above = given["parent"].full_name if given["parent"] else ""
        given["full_name"] = given["full_name"] or above + given["name"]
        try:
            describe_place(actor, found, **given)
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"“{found}”已更新。")
            return redirect("desk:places")
    context = {
        "tabs": tabs(actor),
        "place": Place.objects.get(pk=found.pk),
        "form": form,
        "may_edit": may(actor, Act.EDIT_PLACES),
    }
    return page(request, "desk/directory/place.html", context)


def tree_of_places() -> list[dict[str, Any]]:
    """Return all places, each below its own, with its depth and how many organisations it has."""
    rows = Place.objects.annotate(count=Count("organisations")).order_by("full_name")
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    found: list[dict[str, Any]] = []

    def visit(parent: int | None, depth: int) -> None:
        for row in below.get(parent, ()):
            found.append({"place": row, "depth": depth, "count": row.count})
            visit(row.pk, depth + 1)

    visit(None, 0)
    return found
