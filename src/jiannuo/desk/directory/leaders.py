"""Leaders: their offices, which sectors they have had charge of from when to when, who succeeds them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from jiannuo.desk.directory.names import FormOfAPlace, OrganisationsField, leader_named
from jiannuo.desk.directory.refusing import refuse_at
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.assign_sector import assign_sector, describe_sector, end_tenure
from jiannuo.directory.actions.describe_leader import create_leader, describe_leader
from jiannuo.directory.actions.succeed_leader import succeed_leader
from jiannuo.directory.clock import today
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Leader, Place, Tenure
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.directory.queries.accounts import places_visible_to
from jiannuo.directory.queries.sectors import leaders_visible_to, tenures_of
from jiannuo.history.queries import Happening, about

_DATE = {"type": "date"}


class NewLeaderForm(FormOfAPlace):
    """A leader whom no document has named yet."""

    name = forms.CharField(label="姓名", max_length=100)
    title = forms.CharField(label="职务", max_length=80, required=False, help_text="如：副区长。")


class SectorForm(forms.Form):
    """A sector, the organisations in it, from which day on, by which document."""

    name = forms.CharField(label="分管工作", max_length=100, help_text="如：城市建设。")
    organisations = OrganisationsField(
        label="分管单位", required=False, help_text="用“、”隔开或一行一个；空着则不改动。"
    )
    begins = forms.DateField(label="自何日起", widget=forms.DateInput(attrs=_DATE))
    document = forms.CharField(
        label="依据", max_length=200, required=False, help_text="如：关于区政府领导分工的通知。"
    )

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisations"]
        assert isinstance(field, OrganisationsField)  # noqa: S101 - declared above
        field.place = place


class SuccessionForm(forms.Form):
    """Who takes everything over, from which day on, by which document."""

    successor = forms.CharField(label="接任人", max_length=100)
    on = forms.DateField(label="自何日起", widget=forms.DateInput(attrs=_DATE))
    document = forms.CharField(label="依据", max_length=200, required=False)

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_successor(self) -> Leader:
        """Find the leader."""
        name: str = self.cleaned_data["successor"]
        found = leader_named(self.place, name)
        if found is None:
            raise forms.ValidationError(f"{self.place}没有登记“{name}”。请先登记这位领导。")
        return found


@require_http_methods(["GET", "POST"])
def leaders(request: HttpRequest) -> HttpResponse:
    """List the leaders with what they have charge of today, or register one."""
    actor = visitor(request)
    places = places_visible_to(actor)
    if not places:
        raise NotAllowedError(Act.SEE_DIRECTORY)
    form = NewLeaderForm(places, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = create_leader(actor, given["place"], name=given["name"], title=given["title"])
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"“{made}”已登记。")
            return redirect("desk:leader", made.pk)
    listed = list(leaders_visible_to(actor).prefetch_related("tenures__sector__organisations"))
    context = {
        "tabs": tabs(actor),
        "form": form,
        "may_edit": any(
            may(actor, Act.EDIT_ORGANISATIONS, Subject(place=place.pk)) for place in places
        ),
        "places": [
            {
                "name": place.full_name,
                "leaders": [_in_list(one) for one in listed if one.place_id == place.pk],
            }
            for place in places
        ],
    }
    return page(request, "desk/directory/leaders.html", context)


@require_http_methods(["GET", "POST"])
def leader(request: HttpRequest, leader: int) -> HttpResponse:
    """Show a leader, or change the office."""
    actor = visitor(request)
    found = get_object_or_404(leaders_visible_to(actor), pk=leader)
    if request.method == "POST":
        describe_leader(actor, found, title=request.POST.get("title", "").strip()[:80])
        messages.success(request, f"“{found}”已更新。")
        return redirect("desk:leader", found.pk)
    return _leader(request, found)


@require_POST
def assign(request: HttpRequest, leader: int) -> HttpResponse:
    """Put a sector into a leader's charge."""
    actor = visitor(request)
    found = get_object_or_404(leaders_visible_to(actor), pk=leader)
    form = SectorForm(found.place, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            sector = describe_sector(
                actor,
                found.place,
                name=given["name"],
                organisations=given["organisations"] or None,
            )
            assign_sector(actor, sector, found, begins=given["begins"], document=given["document"])
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"自{given['begins']}起，“{sector}”由{found}分管。")
            return redirect("desk:leader", found.pk)
    return _leader(request, found, sector_form=form)


@require_POST
def release(request: HttpRequest, tenure: int) -> HttpResponse:
    """End a leader's charge of a sector today, with nobody after them yet."""
    actor = visitor(request)
    found = get_object_or_404(Tenure, pk=tenure, leader__in=leaders_visible_to(actor))
    try:
        end_tenure(actor, found, ends=today(found.sector.place))
    except NotFittingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{found.sector}”到今天为止由{found.leader}分管。")
    return redirect("desk:leader", found.leader_id)


@require_POST
def succeed(request: HttpRequest, leader: int) -> HttpResponse:
    """Let another leader take over everything."""
    actor = visitor(request)
    found = get_object_or_404(leaders_visible_to(actor), pk=leader)
    form = SuccessionForm(found.place, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            succeed_leader(actor, found, today=today(found.place), **given)
        except NotFittingError as error:
            refuse_at(form, error)
        else:
            messages.success(request, f"{found}的分工自{given['on']}起由{given['successor']}接任。")
            return redirect("desk:leader", given["successor"].pk)
    return _leader(request, found, succession_form=form)


def _leader(
    request: HttpRequest,
    found: Leader,
    *,
    sector_form: SectorForm | None = None,
    succession_form: SuccessionForm | None = None,
) -> HttpResponse:
    actor = visitor(request)
    context = {
        "tabs": tabs(actor),
        "leader": found,
        "tenures": tenures_of(found),
        "predecessors": found.predecessors.all(),
        "sector_form": sector_form or SectorForm(found.place),
        "succession_form": succession_form or SuccessionForm(found.place),
        "may_edit": may(actor, Act.EDIT_ORGANISATIONS, Subject(place=found.place_id)),
        "trail": trail_of(_happenings(found)),
    }
    return page(request, "desk/directory/leader.html", context)


def _happenings(found: Leader) -> list[Happening]:
    """Return what happened to a leader and to the sectors they have or had, newest first."""
    sectors = {tenure.sector_id for tenure in found.tenures.all()}
    own = [*about("leader", found.pk), *(one for pk in sectors for one in about("sector", pk))]
    return sorted(own, key=lambda one: -one.sequence)


def _in_list(one: Leader) -> dict[str, Any]:
    day = today(one.place)
    held = [t for t in one.tenures.all() if t.begins <= day and (t.ends is None or t.ends >= day)]
    organisations = [org.name for t in held for org in t.sector.organisations.all()]
    return {
        "id": one.pk,
        "name": one.name,
        "title": one.title,
        "sectors": "、".join(t.sector.name for t in held),
        "organisations": "、".join(dict.fromkeys(organisations)),
        "succeeded_by": one.succeeded_by.name if one.succeeded_by else "",
    }
