"""The steps of a letter's life, each a form on its page."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.desk.pages import page
from jiannuo.desk.report.evidence import content
from jiannuo.desk.supervision.given import (
    day_from,
    moment_from,
    promises_from,
    terms_from,
    text_from,
)
from jiannuo.desk.supervision.letter import context_of, letter_of
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now, today
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.intake.actions.receive_attachment import AttachmentRefusedError, receive_attachment
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.supervision.actions.answer_letter import answer_letter, require_answerable
from jiannuo.supervision.actions.cancel_letter import cancel_letter
from jiannuo.supervision.actions.record_talk import Promise, Talk, record_talk
from jiannuo.supervision.actions.sign_letter import ask_signature, send_back, sign_letter
from jiannuo.supervision.actions.verify_letter import ask_more, escalate, resolve
from jiannuo.supervision.models import Letter
from jiannuo.supervision.queries.letters import subject_of_letter

_UNPROCESSABLE: Final = 422


@require_POST
def letter_ask(request: HttpRequest, letter: int) -> HttpResponse:
    """Lay a draft before the director."""

    def step(actor: Actor, found: Letter) -> str:
        ask_signature(actor, found, today=today(found.place))
        return "已送签。"

    return _done(request, letter, step)


@require_POST
def letter_sign(request: HttpRequest, letter: int) -> HttpResponse:
    """Sign, number and send."""

    def step(actor: Actor, found: Letter) -> str:
        word = text_from(request.POST, "word", 40)
        signed = sign_letter(actor, found, word=word, now=now(found.place))
        return f"已签发，编号{signed.number}，已送达{found.organisation}。"

    return _done(request, letter, step)


@require_POST
def letter_send_back(request: HttpRequest, letter: int) -> HttpResponse:
    """Send a draft back to its author."""

    def step(actor: Actor, found: Letter) -> str:
        send_back(actor, found, text_from(request.POST, "words", 500))
        return "已退回拟稿人。"

    return _done(request, letter, step)


@require_POST
def letter_cancel(request: HttpRequest, letter: int) -> HttpResponse:
    """Cancel a letter."""

    def step(actor: Actor, found: Letter) -> str:
        cancel_letter(actor, found, text_from(request.POST, "because", 500), now=now(found.place))
        return "已作废。"

    return _done(request, letter, step)


@require_POST
def letter_reply(request: HttpRequest, letter: int) -> HttpResponse:
    """Keep the organisation's answer, with a file if it sends one."""

    def step(actor: Actor, found: Letter) -> str:
        require_answerable(actor, found)
        file = _file(request, actor, found.place)
        text = text_from(request.POST, "text", 8000)
        answer_letter(actor, found, text, file, now=now(found.place))
        return "已反馈，督查室会核实。"

    return _done(request, letter, step)


@require_POST
def letter_verify(request: HttpRequest, letter: int) -> HttpResponse:
    """Settle the matter, ask for more, or draft the next letter."""
    actor = visitor(request)
    found = letter_of(actor, letter)
    given = request.POST
    words = text_from(given, "verification")
    outcome = given.get("outcome", "")
    drafted: list[int] = []

    def step(actor: Actor, found: Letter) -> str:
        at = now(found.place)
        if outcome == "escalate":
            following = escalate(actor, found, words, terms_from(given.dict()), now=at)
            drafted.append(following.pk)
            return f"已按前期情况拟好{following.get_kind_display()}，请核对后送签。"
        if outcome == "more":
            ask_more(actor, found, words, day_from(given.get("reply_due_on", "")), now=at)
            return "已请单位补充。"
        resolve(actor, found, words, now=at)
        return "已核实解除。"

    answer = _done(request, found.pk, step)
    return redirect("desk:letter", drafted[0]) if drafted else answer


@require_POST
def letter_talk(request: HttpRequest, letter: int) -> HttpResponse:
    """Register the record of a talk."""

    def step(actor: Actor, found: Letter) -> str:
        given = request.POST
        require(actor, Act.COMPOSE, subject_of_letter(found))
        at = moment_from(given.get("held_day", ""), given.get("held_hour", ""))
        talk = Talk(
            held_at=at or now(found.place),
            where=text_from(given, "where", 200),
            present=text_from(given, "present"),
            said=text_from(given, "said", 8000),
            signed_by=text_from(given, "signed_by", 150),
            promises=[
                Promise(line.text, day_from(line.due)) for line in promises_from(given) if line.text
            ],
            file=_file(request, actor, found.place),
        )
        record_talk(actor, found, talk, now=now(found.place))
        return "约谈记录已登记。"

    return _done(request, letter, step)


def _done(request: HttpRequest, letter: int, step: Callable[[Actor, Letter], str]) -> HttpResponse:
    """Do a step and go back to the letter; what cannot be done is said there, with what was typed."""
    actor = visitor(request)
    found = letter_of(actor, letter)
    try:
        said = step(actor, found)
    except (NotPossibleError, AttachmentRefusedError) as error:
        found = letter_of(actor, letter)
        context = {
            **context_of(actor, found),
            "fault": str(error),
            "given": request.POST,
            "promises": promises_from(request.POST),
        }
        return page(request, "desk/supervision/letter.html", context, status=_UNPROCESSABLE)
    messages.success(request, said)
    return redirect("desk:letter", letter)


def _file(request: HttpRequest, actor: Actor, place: Place) -> SourceFile | None:
    """Take in the one file that a form may bring; the caller has asked permission."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        return None
    return receive_attachment(actor, place, name=sent.name or "", content=content(sent))
