"""What every public page is: read by anyone, kept by caches, the same for everybody.

There is no visitor here: no session, no cookie, nothing recorded. A page changes only when something
is released or a place's face is described anew (its telephone, where to complain), so its ETag is made
of the newest edition and the faces, and asked before anything else is. Its date is only told: it knows
the edition, but nothing of the faces.

A static copy of the site is made by asking for every page with ``jiannuo.static`` in the WSGI
environment (nobody can send that over HTTP): its value is the address where searching goes on, which
may be empty. Such pages have no form; links that carry ``data-dynamic`` are left out.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import update_wrapper, wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import http_date
from django.views.decorators.http import condition

from jiannuo import __version__
from jiannuo.public import errors
from jiannuo.publishing.models.published import PublicEdition, PublicPlace
from jiannuo.publishing.opendata.citing import cite
from jiannuo.publishing.queries import public

STATIC: Final = "jiannuo.static"
FRESH: Final = 60
"""Seconds that a cache may answer by itself: a correction must not wait longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a page; `place` is empty where several places publish and none is meant."""

    places: tuple[PublicPlace, ...]
    place: PublicPlace | None
    current: str
    static: bool
    live: str
    demo: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """The newest edition of all, and the places that publish with their faces."""

    newest: PublicEdition | None
    places: tuple[PublicPlace, ...]


_FACE: Final = tuple(field.attname for field in PublicPlace._meta.concrete_fields)  # noqa: SLF001 - Django's documented name
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")
P = ParamSpec("P")


def open_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Make a view a public page: for reading only, without login, answered anew only after a release."""

    @condition(etag_func=_etag)
    @wraps(view)
    def fresh(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)

    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return errors.not_for_that(request)
        try:
            response = fresh(request, *args, **kwargs)
        except Http404:
            return errors.not_found(request)
        response["Cache-Control"] = f"public, max-age={FRESH}"
        if newest := _known(request).newest:
            response["Last-Modified"] = http_date(newest.published_at.timestamp())
        return response

    update_wrapper(answer, view)
    return login_not_required(answer)


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    place: PublicPlace | None = None,
    current: str = "",
) -> HttpResponse:
    """Render a page; `current` is the entry of the main navigation that it stands below."""
    frame = frame_of(request, place, current)
    full = {
        "frame": frame,
        "place": frame.place,
        "kind": current,
        "address": request.path,
        **context,
    }
    full["absolute"] = absolute(request)
    return HttpResponse(render_to_string(template, full))


def frame_of(request: HttpRequest, place: PublicPlace | None, current: str) -> Frame:
    """Return the frame; the only place there is stands for itself on pages of no place."""
    places = _known(request).places
    live = request.META.get(STATIC)
    return Frame(
        places=places,
        place=place or (places[0] if len(places) == 1 else None),
        current=current,
        static=live is not None,
        live=live or "",
        demo=settings.JIANNUO_DEMO,
    )


def absolute(request: HttpRequest) -> str:
    """Return a page's permanent address in full: below the site's own name where one is set."""
    site: str = settings.JIANNUO_SITE_URL
    return site.rstrip("/") + request.path if site else request.build_absolute_uri(request.path)


def citation_of(request: HttpRequest, place: PublicPlace, title: str) -> str:
    """Return how a page is cited: who published, what, as of which edition, where."""
    return cite(place, title, public.editions(place).first(), absolute(request)).text


def place_or_404(request: HttpRequest, slug: str) -> PublicPlace:
    """Return the place of an address. Raises Http404 for one that has published nothing."""
    for one in _known(request).places:
        if one.slug == slug:
            return one
    raise Http404


def number_of(text: str) -> int:
    """Return the page that an address asks for. Raises Http404 where it is no number of a page."""
    if not _NUMBER.fullmatch(text):
        raise Http404
    return int(text)


def _known(request: HttpRequest) -> _Known:
    """Return what every page needs to know, asked for once a request."""
    if not hasattr(request, "known"):
        known = _Known(public.newest_edition(), tuple(public.places()))
        request.known = known  # type: ignore[attr-defined]  # our own note on the request
    return request.known  # type: ignore[attr-defined,no-any-return]


def _etag(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str | None:
    known = _known(request)
    if known.newest is None or settings.DEBUG:
        return None
    named = [
        *(__version__, known.newest.pk, known.newest.published_at.isoformat()),
        *(request.get_full_path(), request.META.get(STATIC), settings.JIANNUO_DEMO),
        *(getattr(place, field) for place in known.places for field in _FACE),
    ]
    return f'W/"{hashlib.sha256(repr(named).encode()).hexdigest()[:24]}"'
