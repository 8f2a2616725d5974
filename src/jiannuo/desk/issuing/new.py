"""Issue tasks: choose them, say who leads where it is unclear, write the notice, see who gets what."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.core.workdays import closing, day_words
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now, today
from jiannuo.directory.models import OrganisationKind, Place
from jiannuo.directory.permissions import Act, Subject, may, require
from jiannuo.directory.queries.workdays import calendar_of
from jiannuo.ledger.actions.issue_tasks import Notice
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Assignment, Plan, Task
from jiannuo.ledger.queries.issuing import Preparation, Unclear, preparation
from jiannuo.reporting.actions.answer_lead import answer_lead
from jiannuo.reporting.actions.issue_plan import issue_plan

_DAYS_TO_FILE = 9
_UNPROCESSABLE = 422


class NoticeForm(forms.Form):
    """What the notice says."""

    title = forms.CharField(label="标题", max_length=200)
    number = forms.CharField(label="发文字号", max_length=80, required=False)
    addressees = forms.CharField(label="主送", max_length=2000, required=False)
    text = forms.CharField(
        label="正文", max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    issuer = forms.CharField(label="落款", max_length=120, required=False)
    issued_on = forms.DateField(
        label="成文日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_on = forms.DateField(
        label="落实计划报送截止",
        help_text="当天24:00前报到都算按时。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    months_asked = forms.BooleanField(label="还要报月度计划", required=False)

    def clean_due_on(self) -> date:
        """Refuse a deadline that is over before the notice is dated."""
        due: date = self.cleaned_data["due_on"]
        issued = self.cleaned_data.get("issued_on")
        if issued and due < issued:
            raise forms.ValidationError("截止日期不能早于成文日期。")
        return due


@dataclass(frozen=True, slots=True)
class _Subject:
    place: Place
    year: int


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, place: int, year: int) -> HttpResponse:
    """Show what can be issued, answer who leads, or issue what was chosen."""
    actor = visitor(request)
    of = _Subject(get_object_or_404(Place, pk=place), year)
    if not may(actor, Act.ISSUE, Subject(place=place)):
        raise Http404
    if request.method == "GET":
        form = NoticeForm(initial=_proposed(of))
        return _page(request, of, form, chosen=None)
    form = NoticeForm(request.POST)
    chosen = {int(one) for one in request.POST.getlist("task") if one.isascii() and one.isdigit()}
    if "lead" in request.POST:
        _answer_lead(request, actor, of, request.POST["lead"])
        form.full_clean()
        return _page(request, of, form, chosen=chosen, quiet=True)
    if form.is_valid():
        try:
            made = issue_plan(actor, of.place, _notice(of, form), chosen, now=now(of.place))
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            owing = made.filings.count()
            messages.success(
                request, f"已交办{made.tasks.count()}项任务，{owing}家单位要报落实计划。"
            )
            return redirect("desk:notice", made.pk)
    return _page(request, of, form, chosen=chosen, status=_UNPROCESSABLE)


def _notice(of: _Subject, form: NoticeForm) -> Notice:
    given = form.cleaned_data
    return Notice(
        year=of.year,
        title=given["title"],
        number=given["number"],
        addressees=given["addressees"],
        text=given["text"],
        issuer=given["issuer"],
        issued_on=given["issued_on"],
        due_at=timezone.make_aware(closing(given["due_on"], "24:00")),
        months_asked=given["months_asked"],
    )


def _answer_lead(request: HttpRequest, actor: Actor, of: _Subject, answer: str) -> None:
    """Keep the answer ``task:organisation``, given on the spot."""
    task_id, _, organisation = answer.partition(":")
    if not (task_id.isdecimal() and organisation.isdecimal()):
        raise Http404
    task = get_object_or_404(
        Task.objects.select_related("plan"),
        pk=int(task_id),
        plan__place=of.place,
        plan__year=of.year,
    )
    require(actor, Act.CORRECT, Subject(place=of.place.pk))
    answer_lead(actor, task, [int(organisation)])
    messages.success(request, f"第{task.number}项的牵头单位已记下。")


def _page(
    request: HttpRequest,
    of: _Subject,
    form: NoticeForm,
    *,
    chosen: set[int] | None,
    quiet: bool = False,
    status: int = 200,
) -> HttpResponse:
    ready = preparation(of.place, of.year)
    if quiet:
        form = NoticeForm(initial={name: form.data.get(name, "") for name in form.fields})
    context = {
        "place": of.place,
        "year": of.year,
        "form": form,
        "plans": [_plan(plan, tasks, chosen) for plan, tasks in ready.plans],
        "count": sum(len(tasks) for _, tasks in ready.plans),
        "unclear": [_unclear(one) for one in ready.unclear],
        "shares": _shares(ready),
    }
    return page(request, "desk/issuing/new.html", context, status=status)


def _plan(plan: Plan, tasks: tuple[Task, ...], chosen: set[int] | None) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "title": plan.title,
        "tasks": [
            {
                "id": task.pk,
                "number": task.number,
                "wording": task.wording(),
                "units": "、".join(_named(one) for one in task.assignments.all()),
                "leaders": "、".join(one.written for one in task.task_leaders.all()),
                "chosen": chosen is None or task.pk in chosen,
            }
            for task in tasks
        ],
    }


def _named(one: Assignment) -> str:
    return f"{one.written}（牵头）" if one.lead else one.written


def _unclear(one: Unclear) -> dict[str, Any]:
    return {
        "task": one.task.pk,
        "number": one.task.number,
        "wording": one.task.wording(),
        "candidates": [
            {"id": each.organisation_id, "name": each.written} for each in one.candidates
        ],
    }


def _shares(ready: Preparation) -> list[dict[str, Any]]:
    return [
        {
            "name": one.organisation.name,
            # A set with members stands for them; one that is left has none yet.
            "empty_set": one.organisation.kind == OrganisationKind.GROUP,
            "answers": [{"number": each.number, "wording": each.wording()} for each in one.answers],
            "shares": [{"number": each.number, "wording": each.wording()} for each in one.shares],
        }
        for one in ready.shares
    ]


def _proposed(of: _Subject) -> dict[str, Any]:
    """Return a notice to begin with: general words, every one of which can be changed."""
    day = today(of.place)
    due = calendar_of(of.place).workday_from(day + timedelta(days=_DAYS_TO_FILE), 1)
    return {
        "title": f"关于{of.year}年度重点任务立项督查的通知",
        "addressees": "各责任单位",
        "issuer": f"{of.place.name}人民政府办公室",
        "issued_on": day,
        "due_on": due,
        "text": _TEXT.format(year=of.year, due=day_words(due)),
    }


_TEXT = """\
为推动{year}年政府工作报告和民生实事确定的任务落地见效，现将任务分解立项，交各责任单位办理，有关事项通知如下。
一、认领任务。请各责任单位收到后尽快签收。对分工有不同意见的，请逐项写明理由，督查室逐项答复；答复之前，仍按现分工推进。
二、报送落实计划。请把所承担的任务细化到季度，需要时分解为子任务，明确主要负责人和分管负责人，填写落实计划表，形成落实方案，经主要负责人签发后，于{due}前报送。
三、按期报告进展。请按报送轮次如实填报完成情况、存在的问题和原因、下一步计划，完不成的要说明原因。
四、目标需要调整的，应当写明理由和依据，按程序报批；未经批准，按原目标督查。"""
