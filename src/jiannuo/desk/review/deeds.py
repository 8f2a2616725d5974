"""What an officer decides about a line: assess and accept, or return fields; and undo."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.pages import page
from jiannuo.desk.review.queue import round_to_review
from jiannuo.desk.review.reading import line_of_round, shown_line
from jiannuo.desk.review.shown import shown_queue
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now, today
from jiannuo.reporting.actions.review.accept import (
    accept,
    accept_as_claimed,
    report_of,
    take_acceptance_back,
)
from jiannuo.reporting.actions.review.assess import assess
from jiannuo.reporting.actions.review.errors import ReviewRefusedError
from jiannuo.reporting.actions.review.return_fields import Returning, return_fields
from jiannuo.reporting.actions.submission.correct import accept_correction
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.models import (
    Line,
    Pace,
    ReportingRound,
    Result,
    ReturnedField,
    ReturnReason,
)
from jiannuo.reporting.queries.review import Doubt, review_queue


@require_POST
def decide(request: HttpRequest, round: int, line: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """Do what was pressed and go on to the next line; say why where it can't be done.

    Nothing that was chosen or written is lost by a refusal: the page shows it again.
    """
    actor = visitor(request)
    one = round_to_review(actor, round)
    found = line_of_round(one, line)
    following = _following(actor, one, found)
    deed = _DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        return _again(request, actor, one, found, "请选择通过、只评定或退回。")
    try:
        deed(request, actor, one, found)
    except (ReviewRefusedError, LockedError) as error:
        return _again(request, actor, one, found, str(error))
    if deed is _correct:
        return redirect("desk:review_line", one.pk, found.pk)
    if following is None:
        return redirect("desk:review_round", one.pk)
    return redirect("desk:review_line", one.pk, following.pk)


@require_POST
def take_back(request: HttpRequest, round: int, line: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """Undo an acceptance."""
    actor = visitor(request)
    one = round_to_review(actor, round)
    found = line_of_round(one, line)
    try:
        take_acceptance_back(actor, found)
    except ReviewRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已撤销对第{found.task.number}项的通过，评定还在。")
    return redirect("desk:review_line", one.pk, found.pk)


@require_POST
def accept_clear(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002 - the word of the address
    """Accept all lines in which nothing is doubtful, as their organisations claim."""
    actor = visitor(request)
    one = round_to_review(actor, round)
    clear = [
        each.line
        for each in review_queue(actor, one)
        if each.doubt is Doubt.NONE and not each.is_correction and each.line.claim
    ]
    try:
        count = accept_as_claimed(actor, clear, now=now(one.place))
    except ReviewRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, f"{count}项未见疑点的已按自报评定并通过，留痕里写明是您批量办理。"
        )
    return redirect("desk:review_round", one.pk)


def _accept(request: HttpRequest, actor: Actor, one: ReportingRound, line: Line) -> None:
    _assess(request, actor, one, line)
    accept(actor, line)
    messages.success(request, f"第{line.task.number}项已通过。")


def _only_assess(request: HttpRequest, actor: Actor, one: ReportingRound, line: Line) -> None:
    _assess(request, actor, one, line)
    messages.success(request, f"第{line.task.number}项的评定已记下。")


def _correct(request: HttpRequest, actor: Actor, one: ReportingRound, line: Line) -> None:
    del one
    accept_correction(actor, line)
    messages.success(request, f"第{line.task.number}项的更正已确认，台账已更新。")


def _assess(request: HttpRequest, actor: Actor, one: ReportingRound, line: Line) -> None:
    result, pace = request.POST.get("result", ""), request.POST.get("pace", "")
    assess(
        actor,
        report_of(line),
        result=Result(result) if result in Result.values else None,
        pace=Pace(pace) if pace in Pace.values else None,
        text=request.POST.get("text", ""),
        now=now(one.place),
    )


def _return(request: HttpRequest, actor: Actor, one: ReportingRound, line: Line) -> None:
    reason = request.POST.get("reason", "")
    if reason not in ReturnReason.values:
        raise ReviewRefusedError("请选退回的事由。")
    fields = [
        Returning(
            field=ReturnedField(name),
            reason=ReturnReason(reason),
            text=request.POST.get("words", ""),
        )
        for name in dict.fromkeys(request.POST.getlist("field"))
        if name in ReturnedField.values
    ]
    day = request.POST.get("due_on", "").strip()
    try:
        due_on = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise ReviewRefusedError("重报日期没有看懂，请写成 2026-06-10 的样子。") from error
    return_fields(actor, line, fields, due_on=due_on, today=today(one.place))
    labels = "、".join(one.field.label for one in fields)
    messages.success(request, f"第{line.task.number}项已退回“{labels}”，其余栏目保持已报。")


def _following(actor: Actor, one: ReportingRound, line: Line) -> Line | None:
    queue = [each.line for each in review_queue(actor, one)]
    at = next((n for n, each in enumerate(queue) if each.pk == line.pk), None)
    if at is None:
        return queue[0] if queue else None
    rest = [*queue[at + 1 :], *queue[:at]]
    return rest[0] if rest else None


def _again(
    request: HttpRequest, actor: Actor, one: ReportingRound, line: Line, fault: str
) -> HttpResponse:
    line.refresh_from_db()
    context = {
        **shown_queue(one, review_queue(actor, one), line),
        **shown_line(actor, one, line),
        "said": {
            **{name: request.POST.get(name, "") for name in _KEPT},
            "fields": request.POST.getlist("field"),
        },
        "fault": fault,
    }
    return page(request, "desk/review/line.html", context, status=_REFUSED)


_DEEDS = {
    "accept": _accept,
    "assess": _only_assess,
    "return": _return,
    "correction": _correct,
}
_KEPT = ("result", "pace", "text", "reason", "words", "due_on")
_REFUSED = 409
