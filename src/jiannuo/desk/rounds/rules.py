"""A place's rules: when rounds are due and when organisations are reminded; a round made by hand."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.core.workdays import closing
from jiannuo.desk.pages import page
from jiannuo.desk.rounds.page import rule_words
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import span_from_key
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.actions.round.errors import RoundExistsError, RoundRefusedError
from jiannuo.reporting.actions.round.set_rule import RuleTerms, end_rule, set_reminders, set_rule
from jiannuo.reporting.deadlines import Due, report_name, spans_around
from jiannuo.reporting.models import (
    DueBasis,
    DueKind,
    ReminderRule,
    RoundPeriod,
    RoundRule,
    Tone,
)

_MOST_REMINDERS: Final = 6


class RuleForm(forms.Form):
    """What a rule says."""

    period_kind = forms.ChoiceField(label="周期", choices=RoundPeriod.choices)
    due_kind = forms.ChoiceField(label="截止日", choices=DueKind.choices)
    number = forms.IntegerField(label="第几个工作日，或几日", min_value=1, max_value=31, initial=5)
    months_after = forms.IntegerField(
        label="几日：期后第几个月",
        min_value=0,
        max_value=3,
        initial=1,
        help_text="0 表示当月；按工作日计时不用填。",
    )
    put_off = forms.BooleanField(label="几日：遇休息日顺延", required=False, initial=True)
    closing_hour = forms.CharField(label="截止钟点", max_length=5, initial="24:00")
    open_days = forms.IntegerField(label="提前几天开放填报", min_value=0, max_value=60, initial=10)
    needs_signature = forms.BooleanField(label="须负责人签发", required=False, initial=True)


class ReminderForm(forms.Form):
    """One reminder; without hours there is none."""

    hours = forms.IntegerField(label="小时", required=False, min_value=0, max_value=720)
    after = forms.ChoiceField(label="何时", choices=(("0", "截止前"), ("1", "截止后")))
    tone = forms.ChoiceField(label="语气", choices=Tone.choices)
    to_heads = forms.BooleanField(label="也发负责人", required=False)


Reminders = forms.formset_factory(ReminderForm, extra=1, max_num=_MOST_REMINDERS)


class RoundForm(forms.Form):
    """A round made by hand."""

    period = forms.ChoiceField(label="报送期")
    day = forms.DateField(
        label="截止日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="不填则为期后第一个月第5个工作日。",
    )
    hour = forms.CharField(label="截止钟点", max_length=5, initial="24:00")
    needs_signature = forms.BooleanField(label="须负责人签发", required=False, initial=True)


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, place: int) -> HttpResponse:
    """Show and set a place's rules and reminders."""
    found = _managed(request, place)
    actor = visitor(request)
    sent = request.POST if request.method == "POST" else None
    what = sent.get("what") if sent else ""
    rule_form = RuleForm(sent if what == "rule" else None)
    reminders = Reminders(
        sent if what == "reminders" else None, prefix="r", initial=_reminders(found)
    )
    if what == "rule" and rule_form.is_valid():
        try:
            set_rule(actor, found, RuleTerms(**rule_form.cleaned_data))
        except RoundRefusedError as error:
            rule_form.add_error("closing_hour", str(error))
        else:
            messages.success(request, "规则已保存。到开放日会自动建立轮次，并通知各单位。")
            return redirect("desk:round_rules", found.pk)
    if what == "end":
        end_rule(actor, get_object_or_404(RoundRule, pk=sent.get("rule"), place=found))  # type: ignore[union-attr]
        messages.success(request, "规则已停用，已有的轮次不变。")
        return redirect("desk:round_rules", found.pk)
    if what == "reminders" and reminders.is_valid():
        set_reminders(actor, found, _wanted(reminders.cleaned_data))
        messages.success(request, "提醒时间已保存。")
        return redirect("desk:round_rules", found.pk)
    context = {
        "place": {"id": found.pk, "name": found.full_name},
        "rules": [
            {"id": one.pk, "words": rule_words(one)}
            for one in RoundRule.objects.filter(place=found, active=True)
        ],
        "form": rule_form,
        "reminders": reminders,
    }
    return page(request, "desk/rounds/rules.html", context)


@require_http_methods(["GET", "POST"])
def new_round(request: HttpRequest, place: int) -> HttpResponse:
    """Make a round by hand."""
    found = _managed(request, place)
    form, standing = RoundForm(request.POST or None), None
    years = set(Plan.objects.filter(place=found).values_list("year", flat=True))
    form.fields["period"].choices = _periods(found, years)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            one = _create(request, found, form.cleaned_data)
        except RoundRefusedError as error:
            form.add_error("period", str(error))
            standing = error if isinstance(error, RoundExistsError) else None
        except ValueError:
            form.add_error("hour", "截止钟点应写成 17:30 或 24:00 这样。")
        else:
            messages.success(request, "已建立。核对截止时间后，点“通知开始填报”。")
            return redirect("desk:round", one)
    named = {"id": found.pk, "name": found.full_name}
    context = {"place": named, "form": form, "standing": standing}
    return page(request, "desk/rounds/new.html", context)


def _create(request: HttpRequest, place: Place, given: dict[str, Any]) -> int:
    year, _, key = given["period"].partition("/")
    span = span_from_key(key)
    assert span is not None  # noqa: S101  one of the choices
    day = given["day"]
    due = day and Due(
        at=timezone.make_aware(closing(day, given["hour"].strip())),
        why="指定日期",
        basis=DueBasis.FIXED,
    )
    return create_round(
        visitor(request),
        place,
        year=int(year),
        span=span,
        due=due,
        needs_signature=given["needs_signature"],
    ).pk


def _periods(place: Place, years: set[int]) -> list[tuple[str, str]]:
    """Return the periods around today for which the place has a plan, the nearest months first."""
    day = today(place)
    here = day.year * 12 + day.month
    spans = [
        (abs(year * 12 + span.last_month - here), order, year, span)
        for order, kind in enumerate(RoundPeriod.values)
        for year, span in spans_around(kind, day)
        if year in years
    ]
    ordered = sorted(spans, key=lambda one: (one[1], one[0]))
    return [(f"{year}/{span.key}", f"{year}年{report_name(span)}") for _, _, year, span in ordered]


def _reminders(place: Place) -> list[dict[str, Any]]:
    return [
        {
            "hours": abs(one.hours),
            "after": "1" if one.hours > 0 else "0",
            "tone": one.tone,
            "to_heads": one.to_heads,
        }
        for one in ReminderRule.objects.filter(place=place)
    ]


def _wanted(given: list[dict[str, Any]]) -> list[tuple[int, Tone, bool]]:
    return [
        (
            one["hours"] * (1 if one["after"] == "1" else -1),
            Tone(one["tone"]),
            bool(one["to_heads"]),
        )
        for one in given
        if one.get("hours") is not None
    ]


def _managed(request: HttpRequest, pk: int) -> Place:
    actor = visitor(request)
    if not may(actor, Act.MANAGE_ROUNDS, Subject(place=pk)):
        raise NotAllowedError(Act.MANAGE_ROUNDS)
    return get_object_or_404(Place, pk=pk)
