"""The ledger's grid: a plan's tasks in the office's own columns, filtered and sorted by the address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django_htmx.http import push_url

from jiannuo.desk.ledger.columns import Column, columns_of, naming_of
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.desk.ledger.opened import opened_row
from jiannuo.desk.ledger.rows import RowWriter
from jiannuo.desk.ledger.selects import selects_of
from jiannuo.desk.ledger.state import GridState
from jiannuo.desk.pages import page, wants_part
from jiannuo.desk.remembering import Remembered
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import span_from_key
from jiannuo.reporting.models import Claim
from jiannuo.reporting.queries.findings import machine_says
from jiannuo.reporting.queries.further import further_fields
from jiannuo.reporting.queries.grid import GridPage, GridRow, ledger_page
from jiannuo.reporting.queries.selection import UNREPORTED, GridFilters

PAGE_SIZE: Final = 150
"""Tasks a page: a whole county's plan stands complete on one."""

EXPORTS: Final = (("xlsx", "Excel"), ("docx", "Word"), ("csv", "CSV"), ("json", "JSON"))

_OWN: Final = frozenset(GridRow._fields) | {"doubts", "machine"}
"""Fields that a row of the query holds; columns may ask for others."""

_contexts: Final = Remembered[dict[str, Any]]()


def filters_of(state: GridState) -> GridFilters:
    """Return what the address narrows the grid to, as the query wants it."""
    return GridFilters(
        category=state.category,
        leader=state.leader or None,
        organisation=state.organisation or None,
        role=state.role,
        status=state.status,
        text=state.text,
        doubtful=state.doubtful,
        leadless=state.leadless,
    )


def grid(request: HttpRequest, plan: int) -> HttpResponse:
    """Show a plan's tasks; htmx gets the tallies and the table only.

    A form sends its empty fields too. They say nothing, and the address is one to pass on: it is
    shown without them.
    """
    state = GridState.read(request.GET)
    actor, part = visitor(request), wants_part(request)
    unset = "" in request.GET.values()
    address = f"{request.path}{state.address().removesuffix('?')}"
    if unset and not part:
        return redirect(address)
    context = _contexts.get(
        (actor.held, actor.machine, plan, state, part),
        lambda: _context(actor, plan, state, whole=not part),
    )
    shown = page(request, "desk/ledger/grid.html", context)
    return push_url(shown, address) if unset else shown


def _context(actor: Actor, plan: int, state: GridState, *, whole: bool) -> dict[str, Any]:
    """Return what the page shows; Http404 for a plan that the actor may not see."""
    try:
        found = ledger_page(
            actor,
            plan,
            filters_of(state),
            sort=state.sort or "number",
            page=state.page,
            page_size=PAGE_SIZE,
            span=span_from_key(state.period),
        )
    except Plan.DoesNotExist as error:
        raise Http404 from error
    columns = columns_of(found.tables)
    outcomes = {row.id: row.outcome for row in found.rows if row.outcome}
    machine = machine_says(plan, found.span, outcomes)
    shown = _shown(columns, found.rows, machine=bool(machine))
    context = {
        "state": state,
        "total": found.whole,
        "found_sentence": _sentence(found, state),
        "clear_href": reverse("desk:grid", args=[plan]),
        "tallies": _tallies(found, state),
        "columns": shown,
        "heads": _heads(naming_of(columns), shown, columns, state),
        "rows": _rows(actor, found, shown, state, machine),
        "pages": _pages(found, state),
        "exports": _exports(plan, state),
    }
    if whole:
        context |= {"plan": _plan(actor, found.plan), "filters": selects_of(found, state)}
    return context


def _exports(plan: int, state: GridState) -> list[dict[str, str]]:
    narrowed = state.address(page=1, open=0)
    return [
        {"label": label, "href": f"{reverse('desk:export', args=[plan, kind])}{narrowed}"}
        for kind, label in EXPORTS
    ]


def _shown(
    columns: Sequence[Column], rows: Sequence[GridRow], *, machine: bool
) -> tuple[Column, ...]:
    """Return the columns beside the two frozen ones.

    The machine's word stands after the organisation's own. What the source writes inside other
    cells (完成。 before the report) and what the reading asks
    get columns of their own where any row has them.
    """
    naming = naming_of(columns).field
    apart = [column for column in columns if column.field not in {"number", naming}]
    if any(row.claim for row in rows) and not any(one.field == "status" for one in apart):
        after = [at for at, one in enumerate(apart, start=1) if one.field.startswith("progress")]
        apart.insert(after[-1] if after else len(apart), Column.of("status", "单位自报"))
    if machine:
        said = [at for at, one in enumerate(apart, start=1) if one.field == "status"]
        apart.insert(said[-1] if said else len(apart), Column.of("machine", "机器核读"))
    if any(row.doubts for row in rows):
        apart.append(Column.of("doubts", "待问"))
    return tuple(apart)


def _rows(
    actor: Actor,
    found: GridPage,
    columns: Sequence[Column],
    state: GridState,
    machine: Mapping[int, tuple[str, str]],
) -> SafeString:
    asked = {
        field
        for column in columns
        for field in (column.field, column.spare)
        if field and (field not in _OWN or column.spare)
    }
    ids = [row.id for row in found.rows]
    further = further_fields(ids, asked, found.span) if asked else {}
    below = reverse("desk:task", args=[0]).removesuffix("0/")
    opened = ""
    if state.open in ids:
        shown = {"task": opened_row(actor, state.open, found.span, len(columns) + 1)}
        opened = render_to_string("desk/ledger/row.html", shown)
    return RowWriter(columns, further, below, machine).write(found.rows, state.open, opened)


def _plan(actor: Actor, plan: Plan) -> dict[str, Any]:
    """Return what the page says about the plan; its source is linked for those who may open it."""
    whole = may(actor, Act.SEE_WHOLE_SOURCE, Subject(place=plan.place_id))
    return {
        "id": plan.pk,
        "title": plan.title,
        "place": plan.place.full_name,
        "year": plan.year,
        "kind": plan.get_kind_display(),
        "source": plan.parse.file.name if plan.parse else "",
        "source_id": plan.parse_id if whole else None,
    }


def _tallies(found: GridPage, state: GridState) -> list[dict[str, Any]]:
    """Return the counts that filter: by status, then what a person should look at.

    A status nobody has is left out, unless it is chosen.
    """
    plain = replace(state, status="", doubtful=False, leadless=False)
    shown: list[dict[str, Any]] = [
        {
            "id": "all",
            "count": found.everything,
            "label": "全部",
            "href": plain.address(status=""),
            "chosen": not (state.status or state.doubtful or state.leadless),
        }
    ]
    shown += [
        _tally(tally.value, tally.label, tally.tasks, state)
        for tally in found.tallies
        if (tally.tasks and tally.value != UNREPORTED) or tally.value == state.status
    ]
    doubtful, leadless = replace(plain, doubtful=True), replace(plain, leadless=True)
    looked_at = (
        _question("doubtful", "待问", found.doubtful, doubtful, chosen=state.doubtful),
        _question("leadless", "牵头未注明", found.leadless, leadless, chosen=state.leadless),
    )
    questions = [one for one in looked_at if one["count"] or one["chosen"]]
    if questions and len(shown) > 1:
        questions[0]["gap"] = True
    return [*shown, *questions]


def _question(
    name: str, label: str, count: int, narrowed: GridState, *, chosen: bool
) -> dict[str, Any]:
    return {
        "id": name,
        "count": count,
        "label": label,
        "href": narrowed.address(status=""),
        "chosen": chosen,
        "mark": "question",
        "colour": "partly",
    }


def _tally(value: str, label: str, count: int, state: GridState) -> dict[str, Any]:
    mark = mark_of(value if value in Claim else "")
    return {
        "id": value,
        "count": count,
        "label": label,
        "href": state.address(status=value),
        "chosen": value == state.status,
        "mark": mark,
        "colour": mark,
    }


def _heads(
    naming: Column, shown: Sequence[Column], columns: Sequence[Column], state: GridState
) -> list[dict[str, str]]:
    number = next((column for column in columns if column.field == "number"), None)
    first = number or Column(field="number", label="序号")
    frozen = [(first, "f1"), (naming, "f2")]
    return [
        _head(column, css, at, state)
        for at, (column, css) in enumerate([*frozen, *((column, "") for column in shown)])
    ]


def _head(column: Column, css: str, at: int, state: GridState) -> dict[str, str]:
    by, backwards = state.sort.removeprefix("-") or "number", state.sort.startswith("-")
    sorted_by = bool(column.sort) and column.sort == by
    turned = f"-{by}" if sorted_by and not backwards else column.sort
    return {
        "id": str(at),
        "label": column.label,
        "css": css,
        "href": state.address(sort="" if turned == "number" else turned) if column.sort else "",
        "order": ("descending" if backwards else "ascending") if sorted_by else "",
    }


def _pages(found: GridPage, state: GridState) -> dict[str, Any] | None:
    if found.pages == 1:
        return None
    return {
        "number": found.page,
        "count": found.pages,
        "before": state.address(page=found.page - 1, open=0) if found.page > 1 else "",
        "after": state.address(page=found.page + 1, open=0) if found.page < found.pages else "",
    }


def _sentence(found: GridPage, state: GridState) -> str:
    if found.pages == 1:
        return f"筛出 {found.total} 项" if state.filtered else f"共 {found.total} 项"
    first = (found.page - 1) * PAGE_SIZE + 1
    last = first + len(found.rows) - 1
    said = "筛出" if state.filtered else "共"
    return f"{said} {found.total} 项，这一页是第 {first}—{last} 项"
