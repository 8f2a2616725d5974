"""Organisations: what they are, other names, how to reach them, the members of a set, renames."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.directory.names import FormOfAPlace, OrganisationsField
from jiannuo.desk.directory.refusing import refuse_at
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.create_organisation import create_organisation
from jiannuo.directory.actions.describe_organisation import (
    NameTakenError,
    add_alias,
    describe_organisation,
)
from jiannuo.directory.actions.rename_organisation import rename_organisation
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import (
    ChangeKind,
    Organisation,
    OrganisationChange,
    OrganisationKind,
)
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.directory.queries.accounts import organisations_visible_to, places_visible_to
from jiannuo.directory.queries.successors import changes_of
from jiannuo.history.queries import about


class OrganisationForm(forms.Form):
    """What is known about an organisation."""

    kind = forms.ChoiceField(label="类别", choices=OrganisationKind.choices)
    telephone = forms.CharField(
        label="办公电话", max_length=40, required=False, help_text="可以公开，群众办事打这个。"
    )
    internal_telephone = forms.CharField(
        label="内部电话", max_length=40, required=False, help_text="只在催报名单等内部页面出现。"
    )
    alias = forms.CharField(
        label="添一个别名",
        max_length=120,
        required=False,
        help_text="文件里也可能这样称呼它。再次导入时，按别名也能认出来。",
    )
    members = OrganisationsField(
        label="成员",
        required=False,
        help_text="单位集合（如各街道办事处）由哪些单位组成，用“、”隔开或一行一个。",
    )


class RenameForm(forms.Form):
    """A new name, from which day on, by which document."""

    name = forms.CharField(label="新名称", max_length=200)
    on = forms.DateField(label="自何日起", widget=forms.DateInput(attrs={"type": "date"}))
    document = forms.CharField(
        label="依据", max_length=200, required=False, help_text="如：清编发〔2023〕5号。"
    )


class NewOrganisationForm(FormOfAPlace):
    """An organisation that no document has named yet."""

    name = forms.CharField(label="名称", max_length=200)
    kind = forms.ChoiceField(label="类别", choices=OrganisationKind.choices)


@require_http_methods(["GET", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations of the places that the visitor looks after, or register one."""
    actor = visitor(request)
    places = places_visible_to(actor)
    if not places:
        raise NotAllowedError(Act.SEE_DIRECTORY)
    form = NewOrganisationForm(places, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = create_organisation(
                actor, given["place"], name=given["name"], kind=OrganisationKind(given["kind"])
            )
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"“{made}”已登记。")
            return redirect("desk:organisation", made.pk)
    text = request.GET.get("text", "").strip()
    listed = (
        organisations_visible_to(actor)
        .select_related("place", "merged_into")
        .prefetch_related("aliases", "members")
    )
    if text:
        listed = listed.filter(
            Q(name__icontains=text) | Q(aliases__name__icontains=text)
        ).distinct()
    context = {
        "tabs": tabs(actor),
        "text": text,
        "form": form,
        "may_edit": any(
            may(actor, Act.EDIT_ORGANISATIONS, Subject(place=place.pk)) for place in places
        ),
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
    form = _described(found, request.POST if request.method == "POST" else None)
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
                internal_telephone=given["internal_telephone"],
                members=given.get("members") if given["kind"] == OrganisationKind.GROUP else None,
            )
        except NameTakenError as error:
            form.add_error("alias", str(error))
        else:
            messages.success(request, f"“{found}”已更新。")
            return redirect("desk:organisation", found.pk)
    return _organisation_page(request, found, form=form)


@require_POST
def rename(request: HttpRequest, organisation: int) -> HttpResponse:
    """Rename an organisation."""
    actor = visitor(request)
    found = get_object_or_404(organisations_visible_to(actor), pk=organisation)
    form = RenameForm(request.POST)
    if form.is_valid():
        before = found.name
        try:
            rename_organisation(actor, found, **form.cleaned_data)
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"“{before}”已更名为“{found}”。")
            return redirect("desk:organisation", found.pk)
    return _organisation_page(request, found, rename_form=form)


def _described(found: Organisation, posted: Any) -> OrganisationForm:
    known = {
        "kind": found.kind,
        "telephone": found.telephone,
        "internal_telephone": found.internal_telephone,
        "members": "、".join(one.name for one in found.members.all()),
    }
    form = OrganisationForm(posted, initial=known)
    members = form.fields["members"]
    assert isinstance(members, OrganisationsField)  # noqa: S101 - declared above
    members.place = found.place
    if found.kind != OrganisationKind.GROUP:
        del form.fields["members"]
    return form


def _organisation_page(
    request: HttpRequest,
    found: Organisation,
    *,
    form: OrganisationForm | None = None,
    rename_form: RenameForm | None = None,
) -> HttpResponse:
    actor = visitor(request)
    context = {
        "tabs": tabs(actor),
        "organisation": _organisation(found),
        "place": found.place.full_name,
        "successor": found.merged_into,
        "changes": [_change(one, found) for one in changes_of(found)],
        "sectors": found.sectors.all(),
        "groups": found.groups.all(),
        "form": form or _described(found, None),
        "rename_form": rename_form or RenameForm(),
        "may_edit": may(actor, Act.EDIT_ORGANISATIONS, Subject(place=found.place_id)),
        "trail": trail_of(about("organisation", found.pk)),
    }
    return page(request, "desk/directory/organisation.html", context)


def _change(change: OrganisationChange, found: Organisation) -> dict[str, Any]:
    own = change.organisation_id == found.pk
    if change.kind == ChangeKind.RENAMED:
        words = f"由“{change.before}”更名为“{change.after}”"
    elif own:
        words = f"并入“{change.after}”"
    else:
        words = f"“{change.before}”并入"
    return {"on": change.on, "words": words, "document": change.document}


def _organisation(one: Organisation) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "kind": one.get_kind_display(),
        "telephone": one.telephone,
        "internal_telephone": one.internal_telephone,
        "aliases": "、".join(alias.name for alias in one.aliases.all()),
        "members": [member.name for member in one.members.all()],
        "merged_into": one.merged_into.name if one.merged_into else "",
    }
