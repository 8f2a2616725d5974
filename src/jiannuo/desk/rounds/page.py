"""The rounds of a place, and one round with all its organisations."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiannuo.core.workdays import moment_words
from jiannuo.desk.pages import page
from jiannuo.desk.rounds.shown import TALLIES, name_of, shown_round
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.reporting.deadlines import due_sentence
from jiannuo.reporting.models import RoundRule
from jiannuo.reporting.queries.reached import last_reminders, without_accounts
from jiannuo.reporting.queries.rounds import (
    CountedRound,
    round_view,
    rounds_visible_to,
    rounds_with_counts,
)


class DeadlineForm(forms.Form):
    """A later deadline, and why."""

    day = forms.DateField(label="截止日期", widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.CharField(label="截止钟点", max_length=5, initial="24:00")
    reason = forms.CharField(label="理由", max_length=200)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds of the visitor's places, newest first, with the rule that makes them."""
    actor = visitor(request)
    places = list(Place.objects.filter(pk__in=actor.places))
    if not places:
        raise NotAllowedError(Act.MANAGE_ROUNDS)
    listed = list(rounds_with_counts(actor))
    shown = [_place(actor, place, listed) for place in places]
    context = {"places": sorted(shown, key=lambda each: not each["rounds"])}
    return page(request, "desk/rounds/rounds.html", context)


@require_safe
def one_round(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002  the address's word
    """Show one round: the strip of its tasks, counts that filter, every organisation."""
    actor = visitor(request)
    found = get_object_or_404(rounds_visible_to(actor).select_related("place"), pk=round)
    moment = now(found.place)
    only = request.GET.get("state", "")
    only = only if only in dict(TALLIES) else ""
    view = round_view(found, moment)
    reminded = last_reminders(view.missing)
    shown = shown_round(view, moment, only)
    for sheet in shown["sheets"]:
        sheet["reminded"] = reminded.get(sheet["id"])
    context = {
        "round": shown,
        "without_accounts": without_accounts(view.missing),
        "only": dict(TALLIES).get(only, ""),
        "now_words": moment_words(timezone.localtime(moment)),
        "may_manage": may(actor, Act.MANAGE_ROUNDS, Subject(place=found.place_id)),
        "deadline_form": DeadlineForm(),
    }
    return page(request, "desk/rounds/round.html", context)


def _place(actor: Actor, place: Place, listed: list[CountedRound]) -> dict[str, Any]:
    rules = RoundRule.objects.filter(place=place, active=True)
    return {
        "id": place.pk,
        "name": place.full_name,
        "may_manage": may(actor, Act.MANAGE_ROUNDS, Subject(place=place.pk)),
        "rules": [rule_words(rule) for rule in rules],
        "rounds": [
            {
                "id": one.round.pk,
                "year": one.round.year,
                "name": name_of(one.round),
                "sentence": due_sentence(one.round),
                "closed": one.round.closed_at,
                "announced": one.round.announced_at,
                "over": now(place) > one.round.due_at,
                "asked": one.asked,
                "handed_in": one.handed_in,
            }
            for one in listed
            if one.round.place_id == place.pk
        ],
    }


def rule_words(rule: RoundRule) -> str:
    """Return a rule as one sentence."""
    if rule.due_kind == "workday":
        due = f"期后第一个月第{rule.number}个工作日"
    else:
        month = "当月" if rule.months_after == 0 else f"期后第{rule.months_after}个月"
        due = f"{month}{rule.number}日" + ("，遇休息日顺延" if rule.put_off else "")
    signed = "，须负责人签发" if rule.needs_signature else ""
    return (
        f"{rule.get_period_kind_display()}一轮，{due}{rule.closing_hour}截止，"
        f"提前{rule.open_days}天开放填报{signed}。"
    )
