"""Layouts: those there are, one being made from chosen columns beside its first rows, and as a file."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.bulletins.actions.retire_layout import retire_layout
from jiannuo.bulletins.actions.save_layout import save_layout
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.layouts import values_of, words_of
from jiannuo.bulletins.layouts.sharing import (
    LARGEST,
    LayoutFileError,
    read_layout,
    write_layout,
)
from jiannuo.bulletins.layouts.values import (
    ALIGNS,
    CONTENTS,
    GROUPS,
    MERGED,
    MOST_COLUMNS,
    LayoutValues,
    flaws_of,
)
from jiannuo.bulletins.models import Layout
from jiannuo.bulletins.queries.layouts import layouts_of, layouts_visible_to
from jiannuo.core.rendering.arranging import ArrangedColumn, Arrangement, arrange, style_of
from jiannuo.core.rendering.grid import lay_out
from jiannuo.desk.pages import page, wants_part
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.ledger.models import Plan
from jiannuo.ledger.queries.visible import plans_visible_to
from jiannuo.reporting.queries.documents import document
from jiannuo.reporting.queries.selection import reported_spans, shown_span

_SHOWN_ROWS: Final = 6
_ALSO: Final = ("status", "quarter_targets", "period_plan_text", "problems", "causes", "next_steps")
_PERCENT: Final = 100


@require_http_methods(["GET", "HEAD", "POST"])
def layouts(request: HttpRequest, place: int) -> HttpResponse:
    """List a place's layouts and the product's; a POST takes one from a file."""
    actor, found = visitor(request), _place(visitor(request), place)
    problems: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            problems = ["还没有选择文件。"]
        else:
            try:
                kept = save_layout(actor, found, read_layout(file.read(LARGEST + 1)))
            except LayoutFileError as error:
                problems = error.problems
            except BulletinRefusedError as error:
                problems = [str(error)]
            else:
                messages.success(request, f"已导入版式“{kept.name}”。")
                return redirect("desk:bulletin_layout", found.pk, kept.pk)
    rows = layouts_of(found.pk)
    context = {
        "place": found,
        "own": [_listed(one) for one in rows if one.place_id],
        "product": [_listed(one) for one in rows if not one.place_id],
        "retired": Layout.objects.filter(place=found, active=False),
        "problems": problems,
    }
    return page(request, "desk/bulletins/layouts.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def layout(request: HttpRequest, place: int, layout: int | None = None) -> HttpResponse:
    """Show a layout's columns beside the first rows of a plan; change, preview, save them.

    The product's own is a beginning for one of the place's: saving makes a copy.
    """
    actor, found = visitor(request), _place(visitor(request), place)
    base = _layout(actor, found, layout) if layout else None
    sent = request.POST if request.method == "POST" else None
    values = _sent(sent) if sent else values_of(base) if base else _blank()
    do = sent.get("do", "preview") if sent else ""
    fault = ""
    if do == "save":
        try:
            kept = save_layout(actor, found, values, changes=base)
        except BulletinRefusedError as error:
            fault = str(error)
        else:
            messages.success(request, f"已保存版式“{kept.name}”。")
            return redirect("desk:bulletin_layouts", found.pk)
    elif do:
        values = _changed(values, do)
    plans = list(plans_visible_to(actor).filter(place=found).order_by("-year", "pk"))
    chosen = (sent or request.GET).get("plan", "")
    plan = next((one for one in plans if str(one.pk) == chosen), plans[0] if plans else None)
    context = {
        "place": found,
        "base": base,
        "values": values,
        "columns": list(enumerate(values.arrangement.columns)),
        "fault": fault,
        "plans": plans,
        "plan": plan,
        "contents": CONTENTS.items(),
        "also": [(name, CONTENTS[name]) for name in _ALSO],
        "aligns": ALIGNS.items(),
        "groups": [(name, CONTENTS[name]) for name in GROUPS],
        "mergeable": MERGED,
        "full": len(values.arrangement.columns) >= MOST_COLUMNS,
        "preview": _preview(actor, found, plan, values),
    }
    status = 422 if fault and not wants_part(request) else 200
    return page(request, "desk/bulletins/layout.html", context, status=status)


@require_safe
def layout_file(request: HttpRequest, place: int, layout: int) -> HttpResponse:
    """Hand a layout out as a file."""
    found = _layout(visitor(request), _place(visitor(request), place), layout)
    response = HttpResponse(write_layout(values_of(found)), content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"版式 {found.name}.json"
    )
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def retire(request: HttpRequest, place: int, layout: int) -> HttpResponse:
    """Put a layout away, or take it up again."""
    found = _layout(visitor(request), _place(visitor(request), place), layout)
    again = request.POST.get("again") == "1"
    retire_layout(visitor(request), found, active=again)
    messages.success(request, f"已{'恢复' if again else '停用'}版式“{found.name}”。")
    return redirect("desk:bulletin_layouts", place)


def _place(actor: Actor, pk: int) -> Place:
    require(actor, Act.COMPOSE, Subject(place=pk))
    found = Place.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _layout(actor: Actor, place: Place, pk: int) -> Layout:
    found = layouts_visible_to(actor).filter(pk=pk).first()
    if found is None or found.place_id not in {None, place.pk}:
        raise Http404
    return found


def _listed(one: Layout) -> dict[str, Any]:
    return {"id": one.pk, "name": one.name, "columns": [each["header"] for each in one.columns]}


def _blank() -> LayoutValues:
    columns = (
        ArrangedColumn(header="序号", field="number"),
        ArrangedColumn(header="工作任务", field="task"),
        ArrangedColumn(header="完成情况", field="progress", also=("status",)),
        ArrangedColumn(header="责任单位", field="units"),
    )
    return LayoutValues(name="", arrangement=Arrangement(columns=columns))


def _sent(sent: QueryDict) -> LayoutValues:
    """Read the form; columns stand in it under running numbers."""
    columns = []
    merge = []
    for at in range(MOST_COLUMNS + 1):
        field = sent.get(f"{at}-field")
        if field is None:
            break
        also = sent.get(f"{at}-also", "")
        columns.append(
            ArrangedColumn(
                header=sent.get(f"{at}-header", "").strip(),
                field=field,
                also=(also,) if also else (),
                width=_number(sent.get(f"{at}-width", "")),
                align=sent.get(f"{at}-align", ""),
            )
        )
        if sent.get(f"{at}-merge"):
            merge.append(field)
    arrangement = Arrangement(
        columns=tuple(columns),
        title=sent.get("title", "").strip(),
        merge=tuple(dict.fromkeys(merge)),
        group=sent.get("group", ""),
        upright=sent.get("paper") == "upright",
    )
    return LayoutValues(name=sent.get("name", "").strip(), arrangement=arrangement)


def _number(text: str) -> float:
    digits = text.strip()
    return float(digits) if digits.isascii() and digits.isdigit() else 0.0 if not digits else -1.0


def _changed(values: LayoutValues, do: str) -> LayoutValues:
    """Add a column, take one away, or move it (`up-3`)."""
    columns = list(values.arrangement.columns)
    act, _, number = do.partition("-")
    at = int(number) if number.isascii() and number.isdigit() else -1
    if act == "add" and len(columns) < MOST_COLUMNS:
        columns.append(ArrangedColumn(header="备注", field="remarks"))
    elif act == "drop" and 0 <= at < len(columns):
        del columns[at]
    elif act in {"up", "down"} and 0 <= at < len(columns):
        to = max(0, min(len(columns) - 1, at + (1 if act == "down" else -1)))
        columns.insert(to, columns.pop(at))
    held = {one.field for one in columns}
    return replace(
        values,
        arrangement=replace(
            values.arrangement,
            columns=tuple(columns),
            merge=tuple(name for name in values.arrangement.merge if name in held),
        ),
    )


def _preview(actor: Actor, place: Place, plan: Plan | None, values: LayoutValues) -> dict[str, Any]:
    """Return the first rows of a plan in the layout, or why they cannot be shown."""
    flaws = [one for one in flaws_of(values) if one.part != "名称"]
    if plan is None or flaws:
        return {"flaws": [str(one) for one in flaws]}
    span = shown_span(plan, reported_spans(plan.pk))
    words = words_of(place, plan.year, span)
    whole = document(actor, plan.pk, span=span)
    arranged = arrange(whole, values.arrangement, words=words)
    table = next(iter(arranged.document.tables), None)
    if table is None:
        return {"flaws": ["这份台账还没有任务，没有可以预览的行。"]}
    style = style_of(table, values.arrangement, words)
    grid = lay_out(replace(table, rows=table.rows[:_SHOWN_ROWS]), style)
    lines = list(grid.rows())
    return {
        "title": arranged.title,
        "notes": arranged.notes,
        "shares": _percents(grid.shares),
        "head": lines[: grid.header_rows],
        "body": lines[grid.header_rows :],
        "upright": values.arrangement.upright,
    }


def _percents(shares: Iterable[float]) -> list[int]:
    return [max(1, round(share * _PERCENT)) for share in shares]
