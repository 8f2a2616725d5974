"""Organisations: under which names documents know them, what they are, how to reach them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.describe_organisation import (
    NameTakenError,
    add_alias,
    describe_organisation,
)
from jiannuo.directory.models import Organisation, OrganisationKind
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.directory.queries.accounts import organisations_visible_to, places_visible_to


class OrganisationForm(forms.Form):
    """What is known about an organisation."""

    kind = forms.ChoiceField(label="类别", choices=OrganisationKind.choices)
    telephone = forms.CharField(label="联系电话", max_length=40, required=False)
    alias = forms.CharField(
        label="别名",
        max_length=120,
        required=False,
        help_text="文件里也可能这样称呼它。再次导入时，按别名也能认出来。",
    )


@require_http_methods(["GET"])
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations of the places that the visitor looks after."""
    actor = visitor(request)
    places = places_visible_to(actor)
    if not places:
        raise NotAllowedError(Act.SEE_DIRECTORY)
    text = request.GET.get("text", "").strip()
    listed = organisations_visible_to(actor).select_related("place").prefetch_related("aliases")
    if text:
        listed = listed.filter(name__icontains=text)
    context = {
        "tabs": tabs(actor),
        "text": text,
        "places": [
            {
                "name": place.full_name,
                "organisations": [_organisation(one) for one in listed if one.place_id == place.pk],
            }
            for place in places
        ],
    }
    return page(request, "desk/directory/organisations.html", context)


@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, organisation: int) -> HttpResponse:
    """Show an organisation, or take over what is written about it."""
    actor = visitor(request)
    found = get_object_or_404(organisations_visible_to(actor), pk=organisation)
    form = OrganisationForm(
        request.POST or None, initial={"kind": found.kind, "telephone": found.telephone}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if given["alias"]:
                add_alias(actor, found, given["alias"])
            describe_organisation(
                actor,
                found,
                kind=OrganisationKind(given["kind"]),
                telephone=given["telephone"],
            )
        except NameTakenError as error:
            form.add_error("alias", str(error))
        else:
            messages.success(request, f"“{found}”已更新。")
            return redirect("desk:organisations")
    context = {
        "tabs": tabs(actor),
        "organisation": _organisation(found),
        "place": found.place.full_name,
        "form": form,
        "may_edit": may(actor, Act.EDIT_ORGANISATIONS, Subject(place=found.place_id)),
    }
    return page(request, "desk/directory/organisation.html", context)


def _organisation(one: Organisation) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "kind": one.get_kind_display(),
        "telephone": one.telephone,
        "aliases": "、".join(alias.name for alias in one.aliases.all()),
    }
