"""Asks for everything that the public may ask for: every address of the resolvers, filled from what is there.

The addresses come from `public.urls` and `api.urls` themselves, so a page that is added later is walked
without a word here; a parameter that nobody has told how to fill fails the test.
"""

import itertools
from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicEdition,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicTask,
)
from jiannuo.publishing.opendata.files import FILES

ROOTS = (("jiannuo.public.urls", "/public/"), ("jiannuo.api.urls", "/api/"))
ASKED = ("?q=MARK", "?result=met")


def everything() -> Iterator[tuple[str, bytes]]:
    """Yield each address with what was answered, whatever its status."""
    client = Client()
    for address in addresses():
        for ending in ("", *(ASKED if address.endswith(("/", "tasks", "search")) else ())):
            answer = client.get(address + ending)
            body = b"".join(answer) if answer.streaming else answer.content
            yield address + ending, body + repr(answer.headers).encode()


def addresses() -> Iterator[str]:
    """Yield every address of the public site and the interface."""
    for urls, root in ROOTS:
        for route, names in _routes(get_resolver(urls), ""):
            for values in itertools.product(*(sorted(_values(name)) for name in names)):
                yield root + route.format(*values)


def _routes(resolver: URLResolver, before: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every route with braces for its parameters, and their names in order."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _routes(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield _braced(before + str(one.pattern))


def _braced(route: str) -> tuple[str, list[str]]:
    text, names = "", []
    while "<" in route:
        head, _, rest = route.partition("<")
        name, _, route = rest.partition(">")
        text += head + "{}"
        names.append(name.partition(":")[2] or name)
    return text + route, names


def _values(name: str) -> set[str]:
    """Return what a parameter can be; KeyError for one that is new: say here what it stands for."""
    known = {
        "place": set(PublicPlace.objects.values_list("slug", flat=True)),
        "plan": set(PublicPlan.objects.values_list("slug", flat=True)),
        "permanent": set(PublicTask.objects.values_list("permanent", flat=True)),
        "task_id": set(PublicTask.objects.values_list("permanent", flat=True)),
        "organisation": set(PublicOrganisation.objects.values_list("slug", flat=True)),
        "bulletin": set(PublicBulletin.objects.values_list("slug", flat=True)),
        "slug": {
            *PublicOrganisation.objects.values_list("slug", flat=True),
            *PublicBulletin.objects.values_list("slug", flat=True),
            *PublicPlan.objects.values_list("slug", flat=True),
        },
        "edition": {str(one) for one in PublicEdition.objects.values_list("number", flat=True)},
        "number": {"1", "2"},
        "name": {file.name for file in FILES},
        "path": {"nowhere"},
    }
    return known[name]
