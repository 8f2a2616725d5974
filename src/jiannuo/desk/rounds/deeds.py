"""What the office does with a round: announce, put off, lock, open again, answer requests for time."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from jiannuo.core.workdays import closing
from jiannuo.desk.rounds.page import DeadlineForm
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.reporting.actions.round.announce import announce_round
from jiannuo.reporting.actions.round.close import close_round, reopen_round
from jiannuo.reporting.actions.round.deadline import set_deadline
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.extension import decide_extension
from jiannuo.reporting.actions.round.take_over import take_over_reports
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import ExtensionRequest, ReportingRound
from jiannuo.reporting.queries.rounds import rounds_visible_to


@require_POST
def announce(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002  the address's word
    """Announce a round."""
    found = _managed(request, round)

    def act() -> str:
        announce_round(visitor(request), found, at=now(found.place))
        return "已通知各单位开始填报。从现在起，截止时间只能推后，不能提前。"

    return _done(request, found, act)


@require_POST
def deadline(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002
    """Set another deadline."""
    found = _managed(request, round)

    def act() -> str:
        form = DeadlineForm(request.POST)
        if not form.is_valid():
            raise RoundRefusedError("请填写截止日期、钟点（如 17:30 或 24:00）和理由。")
        given = form.cleaned_data
        try:
            at = timezone.make_aware(closing(given["day"], given["hour"].strip()))
        except ValueError as error:
            raise RoundRefusedError("截止钟点应写成 17:30 或 24:00 这样。") from error
        set_deadline(visitor(request), found, at, reason=given["reason"])
        return f"截止时间已改为{due_words(at)}。"

    return _done(request, found, act)


@require_POST
def take_over(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002
    """Fill the sheets from what was already imported for the period."""
    found = _managed(request, round)

    def act() -> str:
        lines = take_over_reports(visitor(request), found, now=now(found.place))
        if not lines:
            raise RoundRefusedError("没有可以代录的：本期没有导入过进展，或者各单位已经填了。")
        return f"已按导入的进展代录{lines}项。"

    return _done(request, found, act)


@require_POST
def lock(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002
    """Lock a round."""
    found = _managed(request, round)

    def act() -> str:
        close_round(visitor(request), found, at=now(found.place))
        return "本轮已锁定。以后的改动都作为更正，须写明理由。"

    return _done(request, found, act)


@require_POST
def reopen(request: HttpRequest, round: int) -> HttpResponse:  # noqa: A002
    """Open a locked round again."""
    found = _managed(request, round)

    def act() -> str:
        reopen_round(visitor(request), found, reason=request.POST.get("reason", ""))
        return "本轮已重新开放。"

    return _done(request, found, act)


@require_POST
def decide(request: HttpRequest, extension: int) -> HttpResponse:
    """Grant or refuse more time."""
    asked = get_object_or_404(
        ExtensionRequest.objects.select_related("submission__round__place").filter(
            submission__round__in=rounds_visible_to(visitor(request))
        ),
        pk=extension,
    )
    sheet = asked.submission
    assert sheet is not None  # noqa: S101  the filter says so
    found = sheet.round
    require(visitor(request), Act.MANAGE_ROUNDS, Subject(place=found.place_id))

    def act() -> str:
        granted = request.POST.get("decision") == "grant"
        decide_extension(
            visitor(request),
            asked,
            granted=granted,
            answer=request.POST.get("answer", ""),
            at=now(found.place),
        )
        return f"已{'同意' if granted else '答复不同意'}{sheet.organisation}延期。"

    return _done(request, found, act)


def _managed(request: HttpRequest, pk: int) -> ReportingRound:
    found = get_object_or_404(rounds_visible_to(visitor(request)).select_related("place"), pk=pk)
    require(visitor(request), Act.MANAGE_ROUNDS, Subject(place=found.place_id))
    return found


def _done(request: HttpRequest, found: ReportingRound, act: Callable[[], str]) -> HttpResponse:
    """Act, and go back to the round's page with what came of it."""
    try:
        messages.success(request, act())
    except RoundRefusedError as error:
        messages.error(request, str(error))
    return redirect("desk:round", found.pk)
