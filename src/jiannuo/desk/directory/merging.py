"""Merge an organisation into another: what would change, shown first, then done."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.directory.names import organisation_named
from jiannuo.desk.directory.refusing import refuse_at
from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actions.merge_organisation import merge_organisation, require_mergeable
from jiannuo.directory.clock import today
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Organisation, Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.directory.queries.accounts import organisations_visible_to
from jiannuo.directory.queries.successors import merger_of
from jiannuo.ledger.queries.visible import tasks_visible_to


class MergeForm(forms.Form):
    """Into which organisation, from which day on, by which document."""

    into = forms.CharField(label="并入哪个单位", max_length=200, help_text="写名称或别名。")
    on = forms.DateField(
        label="自何日起",
        help_text="这一天及以后由并入的单位负责。",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    document = forms.CharField(
        label="依据", max_length=200, required=False, help_text="如：清编发〔2023〕5号。"
    )

    def __init__(self, place: Place, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.place = place

    def clean_into(self) -> Organisation:
        """Find the organisation."""
        name: str = self.cleaned_data["into"]
        found = organisation_named(self.place, name)
        if found is None:
            raise forms.ValidationError(f"{self.place}没有登记“{name}”。新单位请先在“单位”里登记。")
        return found


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, organisation: int) -> HttpResponse:
    """Ask into what, show what would change, and merge once that was confirmed.

    The preview is the same form sent by GET, so it changes nothing and can be gone back to.
    """
    actor = visitor(request)
    found = get_object_or_404(organisations_visible_to(actor), pk=organisation)
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=found.place_id))
    given = request.POST if request.method == "POST" else request.GET
    form = MergeForm(found.place, given or None)
    into = None
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            require_mergeable(found, into)
            if request.method == "POST":
                merge_organisation(actor, found, today=today(found.place), **form.cleaned_data)
                messages.success(request, f"“{found}”已并入“{into}”。")
                return redirect("desk:organisation", into.pk)
        except NotFittingError as error:
            refuse_at(form, error)
            into = None
    tasks = tasks_visible_to(actor).filter(assignments__organisation=found).distinct()
    context = {
        "tabs": tabs(actor),
        "organisation": found,
        "form": form,
        "into": into,
        "merger": merger_of(found),
        "tasks": tasks.count(),
    }
    return page(request, "desk/directory/merge.html", context)
