"""One box for everything released: promises, bulletins, organisations."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from jiannuo.public.pages import number_of, open_page, page, place_or_404
from jiannuo.public.rows import rows_of
from jiannuo.publishing.models.published import PublicPlace
from jiannuo.publishing.queries import public, search
from jiannuo.publishing.queries.listing import lines_of

_PAGE: Final = 20
_FEW: Final = 10


@open_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what holds the words that were asked for."""
    of = place_or_404(request, request.GET["place"]) if request.GET.get("place") else None
    text = request.GET.get("q", "").strip().replace("\0", "")[: search.LONGEST]
    number = number_of(request.GET["page"]) if "page" in request.GET else 1
    terms = search.terms_of(text)
    context = {"text": text, "unread": bool(text) and not terms, "number": number, "asked": terms}
    if terms:
        context |= _found(terms, of, number)
    return page(request, "public/search.html", context, place=of, current="search")


def _found(terms: tuple[str, ...], of: PublicPlace | None, number: int) -> dict[str, object]:
    scope = [f"p{of.pk}"] if of else []
    tasks = search.look_up(search.TASKS, terms, scope)
    start = (number - 1) * _PAGE
    lines = lines_of(tasks.keys[start : start + _PAGE])
    found: dict[str, object] = {
        "rows": rows_of(lines, terms),
        "total": len(tasks.keys),
        "more": tasks.more,
        "further": start + _PAGE < len(tasks.keys),
    }
    if number == 1:
        found |= _beside(terms, scope)
    return found


def _beside(terms: tuple[str, ...], scope: list[str]) -> dict[str, object]:
    """Return the bulletins and organisations that stand below the promises."""
    bulletins = search.look_up(search.BULLETINS, terms, scope).keys[:_FEW]
    texts = search.excerpts(search.BULLETINS, bulletins, terms)
    units = search.look_up(search.ORGANISATIONS, terms, scope).keys[:_FEW]
    return {
        "bulletins": [
            (one, texts.get(one.pk)) for one in public.bulletins().filter(pk__in=bulletins)
        ],
        "units": list(public.organisations().filter(pk__in=units)),
    }
