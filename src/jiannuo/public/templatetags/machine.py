"""What a page says to machines (schema.org as JSON-LD), as a block of data in its head.

A block of data is no script to a browser: it isn't run, so the policy that forbids scripts in pages
does not concern it (HTML standard, §4.12.1).
"""

import json
from typing import Any, Final
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from jiannuo.public import machine
from jiannuo.publishing.models.published import PublicBulletin, PublicPlace, PublicPlan, PublicTask

register = template.Library()

_UNSAFE: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end a block of data early, or begin a comment in it."""


@register.simple_tag
def describe_place(place: PublicPlace, absolute: str) -> SafeString:
    """Describe a place's publisher; `absolute` is the page's full address."""
    return block(machine.publisher(place, _site(absolute)))


@register.simple_tag
def describe_task(task: PublicTask, absolute: str) -> SafeString:
    """Describe a promise's page."""
    return block(machine.task(task, _site(absolute)))


@register.simple_tag
def describe_bulletin(bulletin: PublicBulletin, absolute: str) -> SafeString:
    """Describe a bulletin."""
    return block(machine.bulletin(bulletin, _site(absolute)))


@register.simple_tag
def describe_datasets(place: PublicPlace, plans: list[PublicPlan], absolute: str) -> SafeString:
    """Describe the catalogue of what can be downloaded of a place."""
    return block(machine.catalogue(place, plans, _site(absolute)))


def block(described: dict[str, Any]) -> SafeString:
    """Return a block of data that no text in it can end."""
    written = json.dumps({"@context": "https://schema.org", **described}, ensure_ascii=False)
    safe = written.translate(_UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308 - escaped above


def _site(absolute: str) -> str:
    configured: str = settings.JIANNUO_SITE_URL
    parts = urlsplit(absolute)
    return configured.rstrip("/") or f"{parts.scheme}://{parts.netloc}"
