"""Begin a release: which period, with which bulletin, what is shown."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.bulletins.models import Bulletin, BulletinState, Openness
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import span_from_key
from jiannuo.publishing.actions.draft_release import Terms, draft_release
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.queries.releases import places_in_hand
from jiannuo.reporting.queries.selection import reported_spans


class ReleaseForm(forms.Form):
    """What is to be made public."""

    period = forms.ChoiceField(label="哪一期")
    bulletin = forms.ChoiceField(
        label="连同通报",
        required=False,
        help_text="只能选已印发、并经审查定为“公开”的通报。",
    )
    leaders_shown = forms.BooleanField(
        label="公开牵头领导姓名", required=False, initial=True, help_text="原文件不公开的，请去掉。"
    )
    withheld_shown = forms.BooleanField(
        label="列出不予公开的任务，写明依据条款", required=False, initial=True
    )
    correction = forms.CharField(
        label="更正说明",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="这一期已经公开过的，写明更正什么、为什么；会显示在网页上。",
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, plan: int) -> HttpResponse:
    """Show the form, and draft the release."""
    actor = visitor(request)
    found = Plan.objects.filter(pk=plan, place__in=places_in_hand(actor)).first()
    if found is None:
        raise Http404
    require(actor, Act.COMPOSE, Subject(place=found.place_id))
    form = ReleaseForm(request.POST or None, initial={"bulletin": request.GET.get("bulletin", "")})
    spans = reported_spans(found.pk)
    form.fields["period"].choices = [(one.key, one.label) for one in reversed(spans)]  # type: ignore[attr-defined]
    form.fields["bulletin"].choices = [  # type: ignore[attr-defined]
        ("", "不带通报"),
        *((str(one.pk), str(one)) for one in _bulletins(found)),
    ]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        terms = Terms(
            plan=found,
            span=span_from_key(said["period"]) or spans[-1],
            bulletin=Bulletin.objects.filter(pk=said["bulletin"] or 0).first(),
            leaders_shown=said["leaders_shown"],
            withheld_shown=said["withheld_shown"],
            correction=said["correction"],
        )
        try:
            release = draft_release(actor, terms, now=now(found.place))
        except ReleaseRefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect("desk:one_release", release.pk)
    context = {"form": form, "plan": found, "spans": spans}
    return page(
        request,
        "desk/releases/new.html",
        context,
        status=200 if request.method == "GET" else 422,
    )


def _bulletins(plan: Plan) -> list[Bulletin]:
    return list(
        Bulletin.objects.filter(
            plan=plan, state=BulletinState.ISSUED, openness=Openness.PUBLIC
        ).order_by("-issued_on", "-pk")
    )
