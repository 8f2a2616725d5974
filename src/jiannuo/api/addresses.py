"""Full addresses, as they are written into answers: the interface's own and the public pages'."""

from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

_GAP: Final = "gap-"


def site_of(request: HttpRequest) -> str:
    """Return the site's address without a slash at its end: the one configured, else the one asked."""
    configured: str = settings.JIANNUO_SITE_URL
    return configured.rstrip("/") or f"{request.scheme}://{request.get_host()}"


def host_of(site: str) -> str:
    """Return the site's name, as tag: addresses have it (RFC 4151)."""
    return urlsplit(site).hostname or "localhost"


def address(name: str, *slugs: str) -> str:
    """Return an address below the site by its URL's name and the slugs in it, in their order.

    Slugs are safe in an address as they are (letters, digits, hyphens, underscores), so each name is
    resolved once, not for every row.
    """
    pieces = _pieces(name, len(slugs))
    return "".join(piece + slug for piece, slug in zip(pieces, (*slugs, ""), strict=True))


@lru_cache(maxsize=64)
def _pieces(name: str, gaps: int) -> tuple[str, ...]:
    resolved = reverse(name, args=[f"{_GAP}{at}" for at in range(gaps)])
    pieces = []
    for at in range(gaps):
        before, _, resolved = resolved.partition(f"{_GAP}{at}")
        pieces.append(before)
    return (*pieces, resolved)
