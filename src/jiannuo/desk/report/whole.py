"""The whole sheet on one long page: written without any script, printed as the office's form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import moment, opened, sheet_for
from jiannuo.desk.report.sheet import steps
from jiannuo.desk.report.shown import CLAIMS, OUTLOOKS, shown_entry
from jiannuo.desk.report.writing import draft_from, revision_from
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import LineConflictError, LockedError
from jiannuo.reporting.actions.submission.introduce import introduce
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.models import LineState, Submission
from jiannuo.reporting.queries.sheets import SheetLine, sheet_lines

_CONFLICT = 409
_LONGEST_NUMBER = 9


@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show all lines of a sheet in one form, or keep what it sends, line by line."""
    actor = visitor(request)
    found = opened(actor, sheet_for(actor, sheet))
    if request.method == "POST":
        return _keep(request, actor, found)
    return _show(request, actor, found, {}, {})


def _keep(request: HttpRequest, actor: Actor, sheet: Submission) -> HttpResponse:
    """Save every line that changed; what could not be saved stays in the form with its reason."""
    faults: dict[int, str] = {}
    mine: dict[int, Draft] = {}
    saved = 0
    for one in sheet_lines(sheet):
        line, prefix = one.line, f"{one.line.pk}-"
        if f"{prefix}progress" not in request.POST:
            continue
        draft = draft_from(request.POST, line, prefix).cleaned()
        if draft == Draft.of(line):
            continue
        revision = revision_from(request.POST, line, prefix)
        try:
            save_line(actor, line, draft, revision=revision, now=moment(sheet))
            saved += 1
        except (LineConflictError, LockedError) as error:
            faults[line.pk], mine[line.pk] = str(error), draft
    told = _introduced(request, actor, sheet)
    if faults:
        return _show(request, actor, sheet, faults, mine)
    if told:
        messages.success(request, "填报人和电话已保存，下一期自动带出。")
    if saved or not told:
        messages.success(request, f"已保存 {saved} 项。" if saved else "内容没有变化。")
    return redirect("desk:whole", sheet.pk)


def _introduced(request: HttpRequest, actor: Actor, sheet: Submission) -> bool:
    """Keep who filled the sheet, if the form says so anew."""
    given = {
        name: request.POST.get(name, getattr(sheet, name)) for name in ("filled_by", "telephone")
    }
    if all(getattr(sheet, name) == said for name, said in given.items()):
        return False
    try:
        introduce(actor, sheet, **given)
    except LockedError as error:
        messages.error(request, str(error))
        return False
    return True


def _show(
    request: HttpRequest,
    actor: Actor,
    sheet: Submission,
    faults: dict[int, str],
    mine: dict[int, Draft],
) -> HttpResponse:
    lines = [_line(one, faults, mine) for one in sheet_lines(sheet)]
    context = {
        **steps(actor, sheet),
        "own": [one for one in lines if not one["share"]],
        "shares": [one for one in lines if one["share"]],
        "claims": CLAIMS,
        "outlooks": OUTLOOKS,
        "faults": len(faults),
        "today": moment(sheet),
    }
    return page(request, "desk/report/whole.html", context, status=_CONFLICT if faults else 200)


def _line(one: SheetLine, faults: dict[int, str], mine: dict[int, Draft]) -> dict[str, object]:
    line = one.line
    shown = shown_entry(one)
    standing = line.progress
    if line.pk in mine:
        for name, value in mine[line.pk].columns().items():
            setattr(line, name, value)
    return {
        **shown,
        "fault": faults.get(line.pk, ""),
        "theirs": standing if line.pk in mine else "",
        "editable": one.speaker is None
        and line.state in {LineState.DRAFT, LineState.RETURNED}
        and (one.is_share or shown["wanting"] or line.submission.state in _BEING_WRITTEN),
    }


_BEING_WRITTEN = frozenset({"not_started", "drafting", "returned"})


def number(word: str, otherwise: int) -> int:
    """Read a whole number that a form sends; `otherwise` for anything else."""
    plain = word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER
    return int(word) if plain else otherwise
