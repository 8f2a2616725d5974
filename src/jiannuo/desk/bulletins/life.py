"""What takes a bulletin on: each step, sending back, the openness review, correcting, withdrawing."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiannuo.bulletins.actions.clear import clear
from jiannuo.bulletins.actions.correct import correct
from jiannuo.bulletins.actions.issue import issue
from jiannuo.bulletins.actions.number import number
from jiannuo.bulletins.actions.send_back import discard, send_back
from jiannuo.bulletins.actions.send_on import pass_on, send_on
from jiannuo.bulletins.actions.sign import sign
from jiannuo.bulletins.actions.withdraw import withdraw
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, Ground, Openness
from jiannuo.core.workdays import day_words
from jiannuo.desk.bulletins.reading import readable, shown_page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now

REFUSED: Final = 422
Deed = Callable[[Actor, Bulletin, QueryDict, datetime], tuple[Bulletin, str]]
"""Does what was pressed; gives the bulletin to go on with, and what to say."""


@require_POST
def step(request: HttpRequest, bulletin: int) -> HttpResponse:
    """Do what was pressed; say on the same page why, where it can't be done."""
    actor = visitor(request)
    found = readable(actor, bulletin)
    deed = _DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        return shown_page(request, actor, found, fault="请选择要办的事。", status=REFUSED)
    return _done(request, actor, found, deed)


@require_POST
def clearing(request: HttpRequest, bulletin: int) -> HttpResponse:
    """Keep what the reviewer decides about openness."""
    actor = visitor(request)
    return _done(request, actor, readable(actor, bulletin), _clear)


def _done(request: HttpRequest, actor: Actor, found: Bulletin, deed: Deed) -> HttpResponse:
    try:
        after, words = deed(actor, found, request.POST, now(found.place))
    except BulletinRefusedError as error:
        found = readable(actor, found.pk)
        said = {name: str(request.POST.get(name, "")) for name in request.POST}
        return shown_page(request, actor, found, fault=str(error), said=said, status=REFUSED)
    messages.success(request, words)
    return redirect("desk:bulletin", after.pk)


def _send_on(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    del given
    return send_on(actor, one, now=at), "已送核稿。"


def _pass_on(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    return pass_on(actor, one, seen=_seen(given), now=at), "已核稿，送督查室主任签发。"


def _send_back(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    return send_back(actor, one, given.get("word", ""), now=at), "已退回拟稿人修改。"


def _sign(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    return sign(actor, one, seen=_seen(given), now=at), "已签发，正文从现在起不再改动。"


def _number(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    done = number(actor, one, given.get("document_number", ""), now=at)
    document = f"，{done.document_number}" if done.document_number else ""
    return done, f"已编为{done.year}年第{done.number}期{document}。"


def _issue(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    del given
    done = issue(actor, one, now=at)
    due = day_words(done.public_due_on, weekday=True) if done.public_due_on else ""
    return done, f"已印发，通知了有关单位。可以公开的，请在{due}前公开。"


def _discard(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    return discard(actor, one, given.get("word", ""), now=at), "这一稿已作废，留痕里可以查到。"


def _correct(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    made = correct(actor, one, given.get("word", ""), now=at)
    return made, "更正稿已拟好。印发以后，原通报上会显示更正说明，原文不变。"


def _withdraw(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    return withdraw(actor, one, given.get("word", ""), now=at), "已撤回，原文仍可查看，并标明理由。"


def _clear(actor: Actor, one: Bulletin, given: QueryDict, at: datetime) -> tuple[Bulletin, str]:
    wanted, ground = given.get("openness", ""), given.get("ground", "")
    done = clear(
        actor,
        one,
        Openness(wanted) if wanted in Openness.values else Openness.UNDECIDED,
        ground=Ground(ground) if ground in Ground.values else None,
        reason=given.get("reason", ""),
        now=at,
    )
    return done, f"公开属性已定为“{done.get_openness_display()}”。"


def _seen(given: QueryDict) -> int | None:
    """Return the revision that stood on the page; a form without one was not made by our page."""
    text = given.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() else -1


_DEEDS: Final[dict[str, Deed]] = {
    "send_on": _send_on,
    "pass_on": _pass_on,
    "send_back": _send_back,
    "sign": _sign,
    "number": _number,
    "issue": _issue,
    "discard": _discard,
    "correct": _correct,
    "withdraw": _withdraw,
}
