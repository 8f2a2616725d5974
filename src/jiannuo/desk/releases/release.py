"""One release: its rows with what is struck out, doubts first, and the step that comes next."""

from collections.abc import Callable
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.bulletins.models import Ground, Openness
from jiannuo.desk.pages import page
from jiannuo.desk.releases.shown import seen, stands
from jiannuo.desk.visitors import visitor
from jiannuo.publishing.queries.releases import RowLine, row_lines

_PAGE = 100
_FILTERS: Final[dict[str, tuple[str, Callable[[RowLine], bool]]]] = {
    "asked": ("待定", lambda one: bool(one.questions)),
    "struck": ("有隐去", lambda one: bool(one.struck)),
    "inside": ("不公开", lambda one: one.inside),
    "empty": ("无进展", lambda one: not one.reported),
}


@require_safe
def release(request: HttpRequest, release: int) -> HttpResponse:
    """Show a release."""
    actor = visitor(request)
    found = seen(actor, release)
    lines = row_lines(found)
    only = request.GET.get("only", "")
    shown = [one for one in lines if only not in _FILTERS or _FILTERS[only][1](one)]
    rows = Paginator(shown, _PAGE).get_page(request.GET.get("page"))
    context = {
        "release": stands(actor, found),
        "rows": rows,
        "only": only,
        "tallies": _tallies(lines, only),
        "total": len(lines),
        "questions": sum(one.questions for one in lines if not one.inside),
        "of_bulletin": {
            "struck": sum(one["kept"] is True for one in found.bulletin_redactions),
            "questions": sum(one["kept"] is None for one in found.bulletin_redactions),
        },
        "choices": Openness.choices[1:],
        "grounds": Ground.choices,
    }
    return page(request, "desk/releases/release.html", context)


def _tallies(lines: list[RowLine], only: str) -> list[dict[str, object]]:
    return [
        {
            "key": key,
            "label": label,
            "count": sum(1 for one in lines if chosen(one)),
            "current": key == only,
        }
        for key, (label, chosen) in _FILTERS.items()
    ]
