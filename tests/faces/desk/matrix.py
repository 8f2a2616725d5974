"""Who gets which page and may do which deed: what every package's matrix of addresses stands on.

A package's `test_permissions` names its addresses with who is welcome, asks for each as every
persona (`page_of`, `deed_of`), and compares with `expected`.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PERSONAE = (
    "officer", "director", "observer", "reviewer", "clerk", "head", "neighbour", "street_clerk",
    "leader", "secretary", "foreign_officer", "system_admin", "security_admin", "audit_admin",
    "roleless", "stranger",
)  # fmt: skip
"""Fixtures of `tests.personae`, each an actor."""
OFFICE = frozenset({"officer", "director"})
WHOLE = OFFICE | {"observer"}
"""Who reads a place's whole ledger with its sources; the reviewer reads it without them."""
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
EVERYBODY = frozenset(PERSONAE) - {"stranger"}


def outcome(answer: HttpResponseBase) -> str:
    """Name what became of a request: page, elsewhere, login, refused."""
    if answer.status_code == 302:
        return "login" if answer["Location"].startswith("/login/") else "elsewhere"
    return "page" if answer.status_code == 200 else "refused"


def expected(persona: str, welcome: Iterable[str], sent: Iterable[str] = ()) -> str:
    """Name what should become of it: `sent` are shown another page instead."""
    if persona == "stranger":
        return "login"
    return "page" if persona in welcome else "elsewhere" if persona in sent else "refused"


def page_of(client: Client, address: str, ids: Mapping[str, object]) -> str:
    """Ask for a page; `ids` fill the address's braces."""
    return outcome(client.get(address.format(**ids)))


def deed_of(
    client: Client, address: str, sent: Mapping[str, str], ids: Mapping[str, object]
) -> str:
    """Send a form. A deed that was done often leads elsewhere, which counts as a page."""
    form = {field: word.format(**ids) for field, word in sent.items()}
    done = outcome(client.post(address.format(**ids), form))
    return "page" if done == "elsewhere" else done


def names_of(package: str) -> set[str]:
    """Return the names of a package's addresses (`jiannuo.desk.rounds.urls`)."""
    return set(_names(get_resolver(package)))


def _names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        else:
            yield from _names(pattern)
