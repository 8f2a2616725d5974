"""What a person does on a reading's page: correct, undo, confirm, discard, have it read again.

Each answers htmx with the parts of the page that changed, and a plain form with the page itself.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiannuo.desk.intake.forms import changes_from
from jiannuo.desk.intake.review import changed_context
from jiannuo.desk.intake.upload import tell, upload_or_404
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.intake.actions.confirm import confirm as confirm_upload
from jiannuo.intake.actions.correct import correct_as_it_stands
from jiannuo.intake.actions.discard import discard as discard_upload
from jiannuo.intake.actions.join import join as join_plan
from jiannuo.intake.actions.read_again import read_again
from jiannuo.intake.actions.undo import undo as undo_correction
from jiannuo.intake.changes import (
    AddRow,
    Change,
    DropRow,
    PlaceText,
    RestoreRow,
    SetField,
    SettleDoubt,
)
from jiannuo.intake.correcting import Edited, readable
from jiannuo.intake.errors import (
    ChangeDoesNotFitError,
    NothingToConfirmError,
    NotReadyError,
    PlanExistsError,
)
from jiannuo.intake.fields import is_correctable, label_of
from jiannuo.intake.jobs import dispatch
from jiannuo.intake.models import State, Upload
from jiannuo.intake.queries.reading import edited_document
from jiannuo.intake.wording import done, row_name
from jiannuo.ledger.queries.visible import plans_visible_to

_View = Callable[..., HttpResponse]
_SAID: Final = (ChangeDoesNotFitError, NotReadyError, NothingToConfirmError, PlanExistsError)
_UNPROCESSABLE: Final = 422


def sentences(view: _View) -> _View:
    """Answer the named errors of intake with their sentence, on the page that the person is on."""

    @wraps(view)
    def answer(request: HttpRequest, upload: int, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, upload, **kwargs)
        except _SAID as error:
            if getattr(request, "htmx", False):
                return _part(request, {"said": str(error), "wrong": True}, _UNPROCESSABLE)
            tell(request, str(error), wrong=True)
            return redirect("desk:upload", upload)

    return answer


@require_GET
def edit(request: HttpRequest, upload: int, table: int, row: int, field: str) -> HttpResponse:
    """Show the form for one value; htmx puts it where the value stands."""
    found = upload_or_404(request, upload)
    if found.state != State.READ:
        return redirect("desk:upload", upload)
    edited = edited_document(found)
    known = table < len(edited.rows) and row < len(edited.rows[table])
    if not known or not is_correctable(field):
        raise Http404
    one = edited.rows[table][row]
    text = readable(one.row, field)
    context = {
        "upload": found,
        "table": table,
        "row": row,
        "field": field,
        "name": row_name(one),
        "label": label_of(field),
        "text": text,
        "lines": min(12, max(2, len(text) // 26 + text.count("\n") + 1)),
        "back": _row_address(found, table, row),
    }
    return page(request, "desk/intake/edit.html", context)


@require_POST
@sentences
def correct(request: HttpRequest, upload: int) -> HttpResponse:
    """Make the changes that were sent."""
    found = upload_or_404(request, upload)
    made: list[Change] = []

    def changes_to(edited: Edited) -> list[Change]:
        made.extend(changes_from(request.POST, edited))
        return made

    edited = correct_as_it_stands(visitor(request), found, changes_to)
    return _changed(request, found, edited, made, done(edited, made[-1]) if made else "没有改动")


@require_POST
@sentences
def undo(request: HttpRequest, upload: int) -> HttpResponse:
    """Take the last change back, or the one that is named."""
    found = upload_or_404(request, upload)
    named = request.POST.get("correction", "")
    number = int(named) if named.isascii() and named.isdigit() else None
    undone, edited = undo_correction(visitor(request), found, number)
    return _changed(request, found, edited, [undone.change], "已撤销一处更正")


@require_POST
@sentences
def confirm(request: HttpRequest, upload: int) -> HttpResponse:
    """Write the reading into the ledger and go there."""
    found, actor = upload_or_404(request, upload), visitor(request)
    into = request.POST.get("into", "")
    if into.isascii() and into.isdigit():
        plan = get_object_or_404(plans_visible_to(actor), pk=int(into))
        join_plan(actor, found, plan)
        tell(request, "已并入台账，成为新的一期进展；原有任务和目标没有改动。")
        return redirect("desk:grid", plan.pk)
    confirmed = confirm_upload(actor, found, as_new=into == "new")
    tell(request, f"已写入台账：{confirmed.rows} 项任务，每一项都能查到原文。")
    first = confirmed.plans.order_by("pk").first()
    return redirect("desk:grid", first.pk) if first else redirect("desk:upload", upload)


@require_POST
@sentences
def discard(request: HttpRequest, upload: int) -> HttpResponse:
    """Set the upload aside."""
    found = upload_or_404(request, upload)
    discard_upload(visitor(request), found)
    tell(request, f"“{found.name}”已放弃，没有写入台账。原件还在，需要时可以重新读取。")
    return redirect("desk:arrivals")


@require_POST
@sentences
def again(request: HttpRequest, upload: int) -> HttpResponse:
    """Have the file read once more and watch."""
    found = upload_or_404(request, upload)
    fresh = read_again(visitor(request), found)
    dispatch()
    return redirect("desk:upload", fresh.pk)


def _changed(
    request: HttpRequest, upload: Upload, edited: Edited, changes: Iterable[Change], said: str
) -> HttpResponse:
    rows = list(dict.fromkeys(place for change in changes if (place := _place(change, edited))))
    if any(isinstance(change, AddRow) for change in changes):
        return _whole_again(request, upload, said, rows)
    if getattr(request, "htmx", False):
        return _part(request, changed_context(upload, edited, rows) | {"said": said})
    tell(request, f"{said}。")
    if rows:
        return redirect(_row_address(upload, *rows[0]))
    return redirect("desk:upload", upload.pk)


def _whole_again(
    request: HttpRequest, upload: Upload, said: str, rows: list[tuple[int, int]]
) -> HttpResponse:
    """Show the whole page anew: a row has come or gone."""
    tell(request, f"{said}。")
    address = _row_address(upload, *rows[0]) if rows else reverse("desk:upload", args=[upload.pk])
    if not getattr(request, "htmx", False):
        return redirect(address)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = address
    return response


def _part(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = HttpResponse(
        render_to_string("desk/intake/changed.html", context, request), status=status
    )
    response["Cache-Control"] = "no-store"
    return response


def _place(change: Change, edited: Edited) -> tuple[int, int] | None:
    match change:
        case AddRow(table=table, row=row):
            rows = edited.rows[table]
            return (table, row) if row < len(rows) and not rows[row].gone else None
        case (
            SetField(table=table, row=row)
            | SettleDoubt(table=table, row=row)
            | DropRow(table=table, row=row)
            | RestoreRow(table=table, row=row)
            | PlaceText(table=table, row=row)
        ):
            return table, row
        case _:
            return None


def _row_address(upload: Upload, table: int, row: int) -> str:
    key = f"r{table}-{row}"
    return f"{reverse('desk:upload', args=[upload.pk])}?open={key}#{key}"
