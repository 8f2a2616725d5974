"""A sheet's first page: every task with how far it has come; 无变化 for many at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import moment, opened, sheet_for
from jiannuo.desk.report.shown import shown_entry, shown_sheet
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, may
from jiannuo.reporting.actions.submission.declare_unchanged import declare_unchanged
from jiannuo.reporting.actions.submission.withdraw import may_withdraw
from jiannuo.reporting.models import LinePart, Submission, SubmissionState
from jiannuo.reporting.queries.sheets import sheet_lines
from jiannuo.reporting.queries.submissions import subject_of_sheet


@require_safe
def sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show a sheet's tasks; the first look opens it."""
    actor = visitor(request)
    found = opened(actor, sheet_for(actor, sheet))
    entries = [shown_entry(one) for one in sheet_lines(found)]
    context = {
        **steps(actor, found),
        "own": [one for one in entries if not one["share"]],
        "shares": [one for one in entries if one["share"]],
        "first": next((one for one in entries if one["wanting"]), None),
        "wanting": sum(one["wanting"] for one in entries if not one["share"]),
        "unchangeable": sum(one["can_be_unchanged"] for one in entries),
    }
    return page(request, "desk/report/sheet.html", context)


def steps(actor: Actor, sheet: Submission) -> dict[str, Any]:
    """Return the sheet's head and what can be done with it, for the bar at the foot of its pages."""
    return {
        "sheet": shown_sheet(sheet, moment(sheet)),
        "may_sign": may(actor, Act.SIGN, subject_of_sheet(sheet)),
        "may_withdraw": may_withdraw(sheet),
        "owes": sheet.lines.filter(part=LinePart.WHOLE).exists(),
        "signing": sheet.state == SubmissionState.SIGNING,
        "handed_in": sheet.state in {SubmissionState.SUBMITTED, SubmissionState.ACCEPTED},
    }


@require_http_methods(["POST"])
def unchanged(request: HttpRequest, sheet: int) -> HttpResponse:
    """Ask once what 无变化 will mean for the chosen tasks, then do it."""
    actor = visitor(request)
    found = sheet_for(actor, sheet)
    chosen = {
        int(word) for word in request.POST.getlist("line") if word.isascii() and word.isdigit()
    }
    if not chosen:
        messages.error(request, "还没有选任务。请先在左边打勾，再点“所选各项无变化”。")
        return redirect("desk:sheet", sheet)
    if request.POST.get("confirmed") != "1":
        entries = [
            shown_entry(one) for one in sheet_lines(opened(actor, found)) if one.line.pk in chosen
        ]
        fitting = [one for one in entries if one["can_be_unchanged"]]
        context = {**steps(actor, found), "entries": fitting, "left": len(entries) - len(fitting)}
        return page(request, "desk/report/unchanged.html", context)
    done = declare_unchanged(actor, found, chosen, now=moment(found))
    messages.success(request, f"已按“无变化”填好 {len(done)} 项，仍可以逐项修改。")
    return redirect("desk:sheet", sheet)
