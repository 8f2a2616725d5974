"""Begin a bulletin: kind, plan, period; for a single matter, its tasks."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jiannuo.bulletins.actions.draft import draft
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import BulletinKind
from jiannuo.bulletins.queries.beginnings import (
    plans_to_compose,
    spans_of,
    tasks_of,
    usual_kind,
    usual_span,
)
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span, span_from_key

_OF_TASKS = (BulletinKind.MATTER, BulletinKind.COMPLETION)
_OPEN = "open"
_UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is chosen so far; `tasks` only where the kind asks for them."""

    plan: Plan
    kind: BulletinKind
    span: Span
    tasks: tuple[int, ...] = ()


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Offer what a bulletin can be about, or draft the one that was chosen."""
    actor = visitor(request)
    plans = plans_to_compose(actor)
    if not plans:
        raise NotAllowedError(Act.COMPOSE)
    asked = _asked(plans, request.POST if request.method == "POST" else request.GET)
    if request.method == "GET":
        return _page(request, plans, asked)
    try:
        made = draft(actor, asked.plan, asked.kind, asked.span, asked.tasks)
    except BulletinRefusedError as refused:
        return _page(request, plans, asked, fault=str(refused), status=_UNPROCESSABLE)
    messages.success(request, "稿子已拟好。数字点开能看到由哪些任务算出，文字可以逐段修改。")
    return redirect("desk:bulletin_draft", made.pk)


def _asked(plans: list[Plan], given: QueryDict) -> _Asked:
    """Read what is chosen; what is missing or cannot be is replaced by what lies nearest."""
    plan = next((one for one in plans if str(one.pk) == given.get("plan")), plans[0])
    wanted = given.get("kind", "")
    kind = BulletinKind(wanted) if wanted in BulletinKind.values else usual_kind(plan)
    spans, key = spans_of(plan), given.get("span", "")
    span = Span() if key == _OPEN else span_from_key(key)
    tasks = [int(one) for one in given.getlist("task") if one.isascii() and one.isdigit()]
    known = {task.pk for task in tasks_of(plan, kind)} if kind in _OF_TASKS and tasks else set()
    return _Asked(
        plan=plan,
        kind=kind,
        span=span if span in spans else usual_span(plan, kind),
        tasks=tuple(task for task in tasks if task in known),
    )


def _page(
    request: HttpRequest, plans: list[Plan], asked: _Asked, *, fault: str = "", status: int = 200
) -> HttpResponse:
    spans = spans_of(asked.plan)
    context: dict[str, Any] = {
        "fault": fault,
        "plans": plans,
        "asked": asked,
        "kinds": [
            {"value": one.value, "label": one.label, "note": _NOTES[one]} for one in BulletinKind
        ],
        "spans": [
            {
                "key": one.key or _OPEN,
                "label": one.label or "文件没有写明期间",
                "chosen": one == asked.span,
            }
            for one in reversed(spans)
        ],
        "of_tasks": asked.kind in _OF_TASKS,
        "completion": asked.kind == BulletinKind.COMPLETION,
        "tasks": tasks_of(asked.plan, asked.kind) if asked.kind in _OF_TASKS else [],
    }
    return page(request, "desk/bulletins/new.html", context, status=status)


_NOTES = {
    BulletinKind.MATTER: "选出有关任务，一事一通报",
    BulletinKind.COMPLETION: "写已经销号的任务",
    BulletinKind.PLEDGES: "民生实事清单，一般按月",
    BulletinKind.WHOLE: "全部任务，一般按季，也可以按月",
}
