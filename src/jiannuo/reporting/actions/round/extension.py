"""Ask for a later deadline, and answer the request."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.trail import recorded_of, require_rounds
from jiannuo.reporting.actions.telling import tell_decided
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import Decision, ExtensionRequest, Submission


def ask_extension(
    actor: Actor, sheet: Submission, until: datetime, *, reason: str
) -> ExtensionRequest:
    """Ask the office to let this organisation report later; one open request at a time."""
    require(actor, Act.REPORT, Subject(organisations=frozenset({sheet.organisation_id})))
    if sheet.round.closed_at is not None:
        raise RoundRefusedError("本轮已锁定，不能再申请延期。请与督查室联系。")
    if until <= (sheet.due_at or sheet.round.due_at):
        raise RoundRefusedError("申请的时间不晚于现在的截止时间，请核对。")
    if not reason.strip():
        raise RoundRefusedError("请写明延期的理由。")
    with transaction.atomic():
        Submission.objects.select_for_update().get(pk=sheet.pk)
        if sheet.extensions.filter(decision=Decision.OPEN).exists():
            raise RoundRefusedError("已有一份延期申请在等答复。")
        request = ExtensionRequest.objects.create(
            submission=sheet, until=until, reason=reason.strip(), asked_by=actor.name
        )
        recorded_of(
            actor,
            "extension.ask",
            sheet,
            {"until": due_words(until, year=True), "reason": request.reason},
        )
    return request


def decide_extension(
    actor: Actor, request: ExtensionRequest, *, granted: bool, answer: str = "", at: datetime
) -> None:
    """Grant or refuse a request about a report. A refusal needs its reason."""
    sheet = request.submission
    if sheet is None:
        raise RoundRefusedError("这是计划填报的延期申请，请在计划填报页面答复。")
    require_rounds(actor, sheet.round.place_id)
    if not granted and not answer.strip():
        raise RoundRefusedError("不同意延期的，请写明理由，单位会看到。")
    with transaction.atomic():
        locked = ExtensionRequest.objects.select_for_update().get(pk=request.pk)
        if locked.decision != Decision.OPEN:
            raise RoundRefusedError("这份申请已经答复过了。")
        request.decision = Decision.GRANTED if granted else Decision.REFUSED
        request.decided_by, request.decided_at, request.answer = actor.name, at, answer.strip()
        request.save(update_fields=["decision", "decided_by", "decided_at", "answer"])
        if granted:
            sheet.due_at = max(request.until, sheet.due_at or sheet.round.due_at)
            sheet.save(update_fields=["due_at"])
        recorded_of(
            actor,
            "extension.decide",
            sheet,
            {
                "granted": granted,
                "until": due_words(request.until, year=True),
                "answer": request.answer,
            },
        )
        until = due_words(request.until)
        words = f"督查室同意延至{until}" if granted else f"督查室没有同意延至{until}"
        said = f"{words}，{request.answer}" if request.answer else words
        tell_decided(sheet, at, request=request.pk, words=said)
