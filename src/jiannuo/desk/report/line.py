"""One task of a sheet: its target in parts, what was done, and what the machine reads while typing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import line_for, moment, opened
from jiannuo.desk.report.sheet import steps
from jiannuo.desk.report.shown import CLAIMS, OUTLOOKS, shown_entry, shown_reading
from jiannuo.desk.report.writing import draft_from, revision_from
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, may
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.submission.declare_unchanged import declare_unchanged
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import LineConflictError, LockedError
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.models import Line, LinePart, LineState
from jiannuo.reporting.queries.earlier import earlier_answers, figures_of
from jiannuo.reporting.queries.line_reading import read_line
from jiannuo.reporting.queries.sheets import SheetLine, Stage, sheet_lines, stage_of
from jiannuo.reporting.queries.submissions import (
    LINE_OPEN,
    own_last_reports,
    shares_given,
    subject_of_sheet,
)

_CONFLICT = 409
_LOCKED = 423
_CHANGED = "完成情况已经改过，和上期原文不同，没有按“无变化”处理。确实没有变化的，先点“沿用原文”再点“无变化”。"
AUTOSAVE = "X-Jiannuo-Autosave"
"""The header by which the page's script says that it saves in passing and wants a short answer."""


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, line: int) -> HttpResponse:
    """Show a task's form, or keep what it sends."""
    actor = visitor(request)
    found = line_for(actor, line)
    if request.method == "POST":
        return _keep(request, actor, found)
    opened(actor, found.submission)
    return show(request, actor, line_for(actor, line))


def _keep(request: HttpRequest, actor: Actor, line: Line) -> HttpResponse:
    deed = request.POST.get("deed", "")
    draft = _done_to(draft_from(request.POST, line), deed, line)
    revision = revision_from(request.POST, line)
    in_passing = AUTOSAVE in request.headers
    try:
        saved = save_line(actor, line, draft, revision=revision, now=moment(line.submission))
    except LineConflictError as error:
        return _told(error) if in_passing else show(request, actor, line, mine=draft, other=error)
    except LockedError as error:
        if in_passing:
            return JsonResponse({"locked": str(error)}, status=_LOCKED)
        return show(request, actor, line, mine=draft, fault=str(error))
    if in_passing:
        return JsonResponse({"revision": saved, "at": _clock(line), "stage": _stage(line, draft)})
    if deed == "unchanged":
        last = _entry(line).last
        if last is None or draft.progress.strip() not in {"", last.progress}:
            return show(request, actor, line_for(actor, line.pk), fault=_CHANGED)
        declare_unchanged(actor, line.submission, [line.pk], now=moment(line.submission))
    return _onwards(line, deed)


def _done_to(draft: Draft, deed: str, line: Line) -> Draft:
    """Do what a button without a script asks for: 无 for the problems, last period's text again."""
    if deed == "no_problem":
        return Draft(**(draft.columns() | {"problems": "无"}))
    if deed == "use_last":
        entry = _entry(line)
        return Draft(**(draft.columns() | {"progress": entry.last.progress if entry.last else ""}))
    return draft


def _onwards(line: Line, deed: str) -> HttpResponse:
    """Go on to the next task that waits; to the sheet after the last one."""
    if deed != "next":
        return redirect("desk:line", line.pk)
    entries = [shown_entry(one) for one in sheet_lines(line.submission)]
    at = next((n for n, one in enumerate(entries) if one["id"] == line.pk), 0)
    order = [*entries[at + 1 :], *entries[:at]]
    waiting = next((one for one in order if one["wanting"] and not one["share"]), None)
    return redirect(
        waiting["href"] if waiting else "desk:sheet", *([] if waiting else [line.submission_id])
    )


def _told(error: LineConflictError) -> JsonResponse:
    """Tell the script what stands there now, so that the page can show both texts."""
    now = error.line
    theirs = {
        name: getattr(now, name)
        for name in ("progress", "causes", "problems", "next_steps", "claim", "outlook")
    }
    return JsonResponse(
        {"conflict": str(error), "revision": now.revision, "theirs": theirs}, status=_CONFLICT
    )


def show(
    request: HttpRequest,
    actor: Actor,
    line: Line,
    *,
    mine: Draft | None = None,
    other: LineConflictError | None = None,
    fault: str = "",
) -> HttpResponse:
    """Show a line's form; after a conflict with both texts, after a refusal with what was written."""
    standing = other.line if other is not None else line
    theirs = standing.progress if other is not None else ""
    if mine is not None:
        for name, value in mine.cleaned().columns().items():
            setattr(line, name, value)
        line.revision = standing.revision
    sheet = line.submission
    entries = sheet_lines(sheet)
    own = next(one for one in entries if one.line.pk == line.pk)
    editable = own.speaker is None and Line.objects.filter(LINE_OPEN, pk=line.pk).exists()
    context = {
        **steps(actor, sheet),
        **_around(own),
        "entries": [shown_entry(one, line.pk) for one in entries],
        "line": line,
        "entry": shown_entry(own),
        "whole": line.part == LinePart.WHOLE,
        "reading": shown_reading(
            line, read_line(line, today=today(sheet.round.place)), earlier_answers(line)
        ),
        "claims": CLAIMS,
        "outlooks": OUTLOOKS,
        "editable": editable,
        "correctable": not editable
        and line.part == LinePart.WHOLE
        and line.state in {LineState.SUBMITTED, LineState.ACCEPTED}
        and may(actor, Act.REPORT, subject_of_sheet(sheet)),
        "shares": shares_given(line) if line.part == LinePart.WHOLE else (),
        "evidence": line.evidence.select_related("file"),
        "returns": (returns := list(line.returns.filter(answered_by=None))),
        "returned": {one.field for one in returns},
        "account": actor.id,
        "saved_by_me": _saved_by(actor, line),
        "fault": fault or (str(other) if other else ""),
        "theirs": theirs,
    }
    return page(
        request, "desk/report/line.html", context, status=_CONFLICT if context["fault"] else 200
    )


def _around(own: SheetLine) -> dict[str, Any]:
    """Return what stands around a line: its leaders, last period's words and figures."""
    last = own.last
    return {
        "target": own.target,
        "leaders": "、".join(own.line.task.task_leaders.values_list("written", flat=True)),
        "last": last,
        "last_label": _label(own),
        "last_figures": figures_of(last) if last is not None else (),
    }


def _label(own: SheetLine) -> str:
    return Span(own.last.period_kind, own.last.period_index).label if own.last else ""


def _entry(line: Line) -> SheetLine:
    return next(one for one in sheet_lines(line.submission) if one.line.pk == line.pk)


def _saved_by(actor: Actor, line: Line) -> int:
    """Return when this very person saved the line last, as milliseconds of the script's clock; else 0."""
    mine = line.saved_by == actor.name and line.saved_at is not None
    return int(line.saved_at.timestamp() * 1000) if mine and line.saved_at else 0


def _stage(line: Line, saved: Draft) -> Stage:
    """Return how far a line has come once this is saved (one query: asked every few seconds)."""
    for name, value in saved.cleaned().columns().items():
        setattr(line, name, value)
    last = own_last_reports(line.submission, [line.task_id]).get(line.task_id)
    return stage_of(line, last)


def _clock(line: Line) -> str:
    return timezone.localtime(moment(line.submission)).strftime("%H:%M:%S")
