"""Rows pasted from Excel or Word, offered to the tasks with their numbers before anything is kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import moment, opened, sheet_for
from jiannuo.desk.report.pasted_rows import PastedRow, pasted_rows
from jiannuo.desk.report.sheet import steps
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import LineConflictError, LockedError
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.models import Line, Submission
from jiannuo.reporting.queries.sheets import sheet_lines


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, sheet: int) -> HttpResponse:
    """Ask for rows, show to which tasks they would go, then distribute them."""
    actor = visitor(request)
    found = opened(actor, sheet_for(actor, sheet))
    text = request.POST.get("rows", "")
    rows = pasted_rows(text)
    fitting, left = _distributed(found, rows)
    if request.POST.get("confirmed") == "1":
        return _keep(request, actor, found, fitting)
    context = {
        **steps(actor, found),
        "text": text,
        "fitting": [{"line": line, "row": row} for line, row in fitting],
        "left": left,
    }
    return page(request, "desk/report/paste.html", context)


def _distributed(
    sheet: Submission, rows: tuple[PastedRow, ...]
) -> tuple[list[tuple[Line, PastedRow]], list[PastedRow]]:
    lines = {one.line.task.number.strip(): one.line for one in sheet_lines(sheet)}
    fitting = [(lines[row.number], row) for row in rows if row.number in lines]
    return fitting, [row for row in rows if row.number not in lines]


def _keep(
    request: HttpRequest, actor: Actor, sheet: Submission, fitting: list[tuple[Line, PastedRow]]
) -> HttpResponse:
    done = 0
    for line, row in fitting:
        given: dict[str, Any] = {name: text for name, text in row.fields.items() if text}
        draft = Draft(**(Draft.of(line).columns() | given | {"unchanged": False}))
        try:
            save_line(actor, line, draft, revision=line.revision, now=moment(sheet))
            done += 1
        except (LineConflictError, LockedError) as error:
            messages.error(request, f"第{line.task.number}项：{error}")
    messages.success(request, f"已填入 {done} 项，请逐项看一看。")
    return redirect("desk:sheet", sheet.pk)
