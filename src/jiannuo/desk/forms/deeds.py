"""What is done with a form: taken over, entered for an organisation, let go."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.forms.difference import form_for, shown_form
from jiannuo.desk.forms.many import round_of_office
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.intake.forms.actions.settle_form import attribute, discard, take_over, take_over_for
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.queries.arrivals import forms_to_settle
from jiannuo.intake.forms.queries.difference import difference
from jiannuo.reporting.actions.submission.enter_for import Entered
from jiannuo.reporting.actions.submission.errors import SheetError
from jiannuo.reporting.models import Submission

_REFUSED = 409


@require_POST
def take_form(request: HttpRequest, form: int) -> HttpResponse:
    """Take the chosen lines over; for an officer: say whose form it is, or enter it."""
    actor = visitor(request)
    arrival = form_for(actor, form)
    try:
        if arrival.on_behalf and "sheet" in request.POST:
            attribute(actor, arrival, _sheet(request, arrival))
            return redirect("desk:form", arrival.pk)
        lines, claims = _chosen(request)
        moment = now(arrival.place)
        if arrival.on_behalf:
            entered = take_over_for(actor, arrival, lines=lines, claims=claims, now=moment)
            _say(request, arrival, entered)
            return redirect("desk:forms_of_round", arrival.round_id)
        count = take_over(actor, arrival, lines=lines, claims=claims, now=moment)
    except (FormRefusedError, SheetError) as error:
        context = shown_form(arrival, str(error))
        return page(request, "desk/forms/form.html", context, status=_REFUSED)
    messages.success(request, f"已采用 {count} 项。请看一遍，再送签。")
    return redirect("desk:sheet", arrival.submission_id)


@require_POST
def discard_form(request: HttpRequest, form: int) -> HttpResponse:
    """Let a form go."""
    actor = visitor(request)
    arrival = form_for(actor, form)
    try:
        discard(actor, arrival, now=now(arrival.place))
    except FormRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{arrival.name}”没有采用。")
    if arrival.on_behalf:
        return redirect("desk:forms_of_round", arrival.round_id)
    return redirect("desk:sheet", arrival.submission_id)


@require_POST
def take_all(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """Enter every form that is attributed and asks nothing; say what remains."""
    actor = visitor(request)
    one = round_of_office(actor, round)
    done = kept = 0
    for arrival in forms_to_settle(actor, one).filter(submission__isnull=False):
        if _asks(arrival):
            continue
        entered = _enter(request, actor, arrival)
        done += entered is not None and entered.handed_in
        kept += entered is not None and not entered.handed_in
    if done or kept:
        rest = f"，另有 {kept} 份内容已录入、还缺项，没有报送" if kept else ""
        messages.success(request, f"已代录并报送 {done} 份{rest}。")
    else:
        messages.info(request, "没有可以直接代录的报表，请逐份看。")
    return redirect("desk:forms_of_round", one.pk)


def _enter(request: HttpRequest, actor: Actor, arrival: FormArrival) -> Entered | None:
    sheet = arrival.submission
    if sheet is None:
        return None
    lines = [each.line.pk for each in difference(arrival, sheet).lines if not each.locked]
    try:
        return take_over_for(actor, arrival, lines=lines, now=now(arrival.place))
    except (FormRefusedError, SheetError) as error:
        messages.error(request, f"“{arrival.name}”：{error}")
        return None


def _asks(arrival: FormArrival) -> bool:
    if arrival.submission is None:
        return True
    found = difference(arrival, arrival.submission)
    return bool(found.strangers) or any(one.question or one.locked for one in found.lines)


def _say(request: HttpRequest, arrival: FormArrival, entered: Entered) -> None:
    name = arrival.submission.organisation.name if arrival.submission else ""
    if entered.handed_in:
        messages.success(request, f"{name}的月报已代录并报送。")
        return
    missing = "；".join(f"第{gap.number}项{gap.what}" for gap in entered.gaps[:3])
    more = f"等 {len(entered.gaps)} 处" if len(entered.gaps) > 3 else ""  # noqa: PLR2004 - as many as are named
    messages.warning(request, f"{name}的内容已录入，还没有报送：{missing}{more}。")


def _sheet(request: HttpRequest, arrival: FormArrival) -> Submission:
    wanted = request.POST.get("sheet", "")
    sheets = Submission.objects.filter(round=arrival.round_id).select_related(
        "organisation", "round"
    )
    found = sheets.filter(pk=wanted).first() if wanted.isascii() and wanted.isdigit() else None
    if found is None:
        raise Http404
    return found


def _chosen(request: HttpRequest) -> tuple[set[int], Mapping[int, str]]:
    lines = {
        int(word) for word in request.POST.getlist("line") if word.isascii() and word.isdigit()
    }
    return lines, {line: request.POST.get(f"claim-{line}", "") for line in lines}
