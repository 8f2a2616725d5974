"""What is done to a release: its steps, what is decided of its rows, what is struck out."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jiannuo.bulletins.models import Ground, Openness
from jiannuo.desk.releases.shown import seen
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.publishing.actions.decide_rows import decide_rows
from jiannuo.publishing.actions.pass_on import (
    cancel_release,
    clear_release,
    send_back,
    send_to_review,
)
from jiannuo.publishing.actions.publish import publish
from jiannuo.publishing.actions.redact import answer_all, decide_redaction, strike_out
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import Release

Deed = Callable[[Actor, Release, QueryDict, datetime], str]
"""Does what was pressed and says what came of it."""


@require_POST
def step(request: HttpRequest, release: int) -> HttpResponse:
    """Take the release a step on or back."""
    return _done(request, release, _STEPS.get(request.POST.get("do", ""), _nothing))


@require_POST
def decide(request: HttpRequest, release: int) -> HttpResponse:
    """Decide about one or many rows."""
    return _done(request, release, _decide)


@require_POST
def redact(request: HttpRequest, release: int) -> HttpResponse:
    """Strike out, keep, undo, answer."""
    return _done(request, release, _REDACTING.get(request.POST.get("do", ""), _nothing))


def _done(request: HttpRequest, release: int, deed: Deed) -> HttpResponse:
    actor = visitor(request)
    found = seen(actor, release)
    try:
        messages.success(request, deed(actor, found, request.POST, now(found.place)))
    except ReleaseRefusedError as error:
        messages.error(request, str(error))
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, None):
        return redirect(back)
    return redirect("desk:one_release", found.pk)


def _nothing(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del actor, release, given, at
    raise ReleaseRefusedError("请选择要办的事。")


def _send(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del given, at
    send_to_review(actor, release)
    return "已送保密审查。"


def _clear(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del given
    clear_release(actor, release, now=at)
    return "审查通过，等督查室主任批准。"


def _send_back(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del at
    send_back(actor, release, given.get("why", ""))
    return "已退回拟稿人。"


def _publish(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del given
    done = publish(actor, release, now=at)
    return f"已公开，是第{done.number}次发布。"


def _cancel(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del given, at
    cancel_release(actor, release)
    return "已作废。"


_STEPS: Final[dict[str, Deed]] = {
    "send": _send,
    "clear": _clear,
    "send_back": _send_back,
    "publish": _publish,
    "cancel": _cancel,
}


def _decide(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del at
    rows = [int(one) for one in given.getlist("row") if one.isascii() and one.isdigit()]
    chosen, ground = given.get("openness", ""), given.get("ground", "")
    openness = Openness(chosen) if chosen in Openness.values else Openness.UNDECIDED
    count = decide_rows(
        actor,
        release,
        rows,
        openness,
        ground=Ground(ground) if ground in Ground.values else None,
        reason=given.get("reason", ""),
    )
    return f"{count}项已定为“{openness.label}”。"


def _strike(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del at
    count = strike_out(
        actor,
        release,
        given.get("words", ""),
        row=_number(given, "row"),
        everywhere=bool(given.get("everywhere")),
    )
    return f"已隐去{count}处。"


def _keep(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del at
    place = _number(given, "at")
    decide_redaction(
        actor, release, -1 if place is None else place, row=_number(given, "row"), kept=True
    )
    return "这处隐去。"


def _undo(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del at
    place = _number(given, "at")
    decide_redaction(
        actor, release, -1 if place is None else place, row=_number(given, "row"), kept=False
    )
    return "这处保留，照原文公开。"


def _keep_all(actor: Actor, release: Release, given: QueryDict, at: datetime) -> str:
    del given, at
    return f"{answer_all(actor, release, kept=True)}处待定的文字都隐去。"


_REDACTING: Final[dict[str, Deed]] = {
    "strike": _strike,
    "keep": _keep,
    "undo": _undo,
    "keep_all": _keep_all,
}


def _number(given: QueryDict, name: str) -> int | None:
    said = given.get(name, "")
    return int(said) if said.isascii() and said.isdigit() else None
