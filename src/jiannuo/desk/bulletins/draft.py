"""The editor of a draft: paragraph by paragraph, each number with its rows, nothing typed is lost."""

import re
from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.bulletins.actions.edit import (
    ChangedMeanwhileError,
    Edited,
    Written,
    edit,
    take_over,
)
from jiannuo.bulletins.actions.recompute import recompute
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.bulletins.queries.agreement import fresh_content
from jiannuo.bulletins.queries.counted import CountedTask, counted
from jiannuo.bulletins.queries.visible import bulletins_visible_to
from jiannuo.desk.bulletins.drafted import Typed, read_blocks, shown
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.ledger.periods import Span
from jiannuo.supervision.blocks import Figure

_CONFLICT: Final = 409
_OWN: Final = re.compile(r"own-[0-9a-f]{8}")
_GRID_STATUSES: Final = {"count:met": "met", "count:partly": "partly", "count:missed": "missed"}


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, bulletin: int) -> HttpResponse:
    """Show the draft, or save it and do what was pressed besides."""
    actor = visitor(request)
    found = _drafted(actor, bulletin)
    if found.state != BulletinState.DRAFT:
        return redirect("desk:bulletin", found.pk)
    if request.method == "POST":
        return _saved(request, actor, found)
    after = request.GET.get("after")
    return _page(request, actor, found, after=after)


@require_safe
def rows(request: HttpRequest, bulletin: int) -> HttpResponse:
    """List the tasks that a number of the draft counts."""
    actor = visitor(request)
    found = _drafted(actor, bulletin)
    block = Content.from_json(found.content).block(request.GET.get("block", ""))
    key = request.GET.get("key", "")
    figure = next((one for one in block.figures if one.key == key), None) if block else None
    if block is None or figure is None:
        raise Http404
    return page(request, "desk/bulletins/rows.html", _rows(found, block.text, figure))


def _drafted(actor: Actor, pk: int) -> Bulletin:
    """Return a bulletin whose draft the actor may work on. Raises Http404, NotAllowedError."""
    seen = bulletins_visible_to(actor).select_related("place", "plan__place").filter(pk=pk).first()
    if seen is None:
        raise Http404
    require(actor, Act.COMPOSE, Subject(place=seen.place_id))
    return seen


def _page(
    request: HttpRequest,
    actor: Actor,
    found: Bulletin,
    *,
    typed: Typed | None = None,
    after: str | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        fresh, unsure = fresh_content(actor, found), ""
    except BulletinRefusedError as refused:  # a task was taken up again, a promise is no pledge
        fresh = Content.from_json(found.content)
        unsure = f"文中的数字现在不能与台账核对：{refused}"
    context = shown(found, fresh, typed=typed, after=after)
    context["fault"] = context["fault"] or unsure
    context["new_id"] = f"own-{uuid4().hex[:8]}"
    return page(request, "desk/bulletins/draft.html", context, status=status)


def _saved(request: HttpRequest, actor: Actor, found: Bulletin) -> HttpResponse:
    """Save what was typed, then do the rest; where it cannot be saved, it all stands there again."""
    known = frozenset(block.id for block in Content.from_json(found.content).blocks)
    given = request.POST
    deed, _, what = given.get("deed", "save").partition(":")
    edited = _arranged(_edited(given, known), deed, what)
    try:
        with transaction.atomic():
            saved = edit(actor, found, edited, revision=_revision(given))
            words = _deed(actor, saved, deed, what)
    except ChangedMeanwhileError as error:
        theirs = error.bulletin
        typed = Typed(edited=edited, fault=str(error), theirs=Content.from_json(theirs.content))
        return _page(request, actor, _drafted(actor, found.pk), typed=typed, status=_CONFLICT)
    except BulletinRefusedError as refused:
        typed = Typed(edited=edited, fault=str(refused))
        return _page(request, actor, found, typed=typed, status=_CONFLICT)
    if words:
        messages.success(request, words)
    return redirect(_next(saved, deed, what))


def _edited(given: QueryDict, known: frozenset[str]) -> Edited:
    ids = [one for one in given.getlist("block") if one in known or _OWN.fullmatch(one)]
    texts = {name: str(given.get(name, "")) for name in given}
    return Edited(
        title=given.get("title", ""),
        addressee=given.get("addressee", ""),
        blocks=read_blocks(ids, texts, known),
    )


def _arranged(edited: Edited, deed: str, what: str) -> Edited:
    """Return the paragraphs moved or without the one that was struck out."""
    blocks: list[Written] = list(edited.blocks)
    at = next((n for n, one in enumerate(blocks) if one.id == what), None)
    if at is None:
        return edited
    match deed:
        case "up" if at > 0:
            blocks[at - 1], blocks[at] = blocks[at], blocks[at - 1]
        case "down" if at < len(blocks) - 1:
            blocks[at + 1], blocks[at] = blocks[at], blocks[at + 1]
        case "remove":
            del blocks[at]
    return Edited(title=edited.title, addressee=edited.addressee, blocks=blocks)


def _deed(actor: Actor, saved: Bulletin, deed: str, what: str) -> str:
    """Do what was pressed besides saving; return what to say."""
    match deed:
        case "take":
            block, _, key = what.partition("|")
            _renewed(saved, take_over(actor, saved, block, key, revision=saved.revision))
            return "已按台账改回。"
        case "recompute":
            before = saved.revision
            _renewed(saved, recompute(actor, saved, revision=saved.revision))
            if saved.revision == before:
                return "台账没有变化，没有要重新计算的。"
            return "已按台账重新计算；您改过的段落没有动，与台账不同的地方都列在段落下面。"
        case "remove":
            return "已删去一段。由台账算出的段落可以在页尾恢复，其他的留痕里都有。"
        case "save":
            return "已保存。"
    return ""


def _renewed(saved: Bulletin, after: Bulletin) -> None:
    saved.content, saved.revision = after.content, after.revision


def _next(saved: Bulletin, deed: str, what: str) -> str:
    address = reverse("desk:bulletin_draft", args=[saved.pk])
    match deed:
        case "add":
            return f"{address}?after={what}#new"
        case "up" | "down":
            return f"{address}#b-{what}"
        case "take":
            return f"{address}#b-{what.partition('|')[0]}"
        case "done":
            return reverse("desk:bulletin", args=[saved.pk])
    return address


def _revision(given: QueryDict) -> int:
    text = given.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() else -1


def _rows(found: Bulletin, text: str, figure: Figure) -> dict[str, Any]:
    span = Span(found.period_kind, found.period_index)
    whole = counted(found.plan, span)
    wanted = set(figure.tasks)
    words = whole.words()
    status = _GRID_STATUSES.get(figure.key)
    query = f"?status={status}&period={whole.basis.key}" if status else ""
    return {
        "one": found,
        "value": text[figure.start : figure.end],
        "quoted": figure.key.startswith("text:"),
        "sentence": text,
        "tasks": [_row(task, words[task.result]) for task in whole.tasks if task.id in wanted],
        "grid": reverse("desk:grid", args=[found.plan_id]) + query if status else "",
    }


def _row(task: CountedTask, word: str) -> dict[str, Any]:
    return {
        "href": reverse("desk:task", args=[task.id]),
        "number": task.number,
        "wording": task.wording,
        "mark": mark_of(task.result),
        "result": word,
        "office": task.voice == "office",
        "target": task.target,
        "progress": task.progress,
        "units": "、".join(dict.fromkeys(unit.name for unit in task.units)),
    }
