"""Search over all texts of the ledger."""

from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from jiannuo.desk.marking import marked
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.queries.visible import plans_visible_to
from jiannuo.ledger.search import Hit
from jiannuo.ledger.search import search as find

_FEW: Final = 50
_MANY: Final = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the field, and what was found for its text, plan by plan."""
    actor = visitor(request)
    text = request.GET.get("text", "").strip()
    limit = _MANY if request.GET.get("more") else _FEW
    found = find(actor, text, limit)
    plans = {hit.plan for hit in found.hits}
    places = dict(
        plans_visible_to(actor)
        .filter(pk__in=plans)
        .order_by()
        .values_list("pk", "place__full_name")
    )
    context = {
        "text": text,
        "plans": [
            _plan(plan, title, list(hits), text) | {"place": places.get(plan, "")}
            for (plan, title), hits in groupby(found.hits, lambda hit: (hit.plan, hit.plan_title))
        ],
        "count": len({hit.task for hit in found.hits}),
        "more": found.more,
        "more_href": f"?{urlencode({'text': text, 'more': '1'})}"
        if found.more and limit == _FEW
        else "",
    }
    return page(request, "desk/ledger/search.html", context)


def _plan(plan: int, title: str, hits: list[Hit], text: str) -> dict[str, Any]:
    tasks = {
        task: list(of)
        for task, of in groupby(hits, lambda hit: (hit.task, hit.number, hit.wording))
    }
    return {
        "id": plan,
        "title": title,
        "count": len(tasks),
        "href": f"{reverse('desk:grid', args=[plan])}?{urlencode({'text': text})}",
        "tasks": [
            _task(task, number, wording, of) for (task, number, wording), of in tasks.items()
        ],
    }


def _task(task: int, number: str, wording: str, hits: list[Hit]) -> dict[str, Any]:
    """Return a task with its hits; one in the wording itself is marked there, not said twice."""
    named = next((hit for hit in hits if hit.snippet == wording), None)
    return {
        "href": reverse("desk:task", args=[task]),
        "number": number,
        "wording": marked(wording, named.marks if named else ()),
        "hits": [
            {"label": LABELS.get(hit.field, ""), "pieces": marked(hit.snippet, hit.marks)}
            for hit in hits
            if hit is not named
        ],
    }
