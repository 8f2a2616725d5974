"""Who gets which page and may do which deed: what every package's matrix of addresses stands on.

A package's `test_permissions` names its addresses with who is welcome, asks for each as every
persona, and compares with `expected`. The fixture `everybody` lets them in one after the other, in
one county: what one of them did is undone before the next comes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

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
"""Who reads a place's whole ledger with its sources."""
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
EVERYBODY = frozenset(PERSONAE) - {"stranger"}

_UNPROCESSABLE = 422

Everybody = Callable[[], Iterator[tuple[str, Client]]]
"""Lets every persona in: their name and a client that is logged in as them (`desk.conftest`)."""


def who_gets(
    everybody: Everybody,
    pages: Mapping[str, tuple[str, Iterable[str], Iterable[str]]],
    ids: Mapping[str, object],
) -> tuple[dict[str, str], dict[str, str]]:
    """Ask for every page (address, who is welcome, who is sent on) as everybody: what was, what should be."""
    got, should = {}, {}
    for persona, client in everybody():
        for name, (address, welcome, sent) in pages.items():
            got[f"{persona}: {name}"] = page_of(client, address, ids)
            should[f"{persona}: {name}"] = expected(persona, welcome, sent)
    return got, should


def who_may(
    everybody: Everybody,
    deeds: Mapping[str, tuple[str, Mapping[str, str], Iterable[str]]],
    ids: Mapping[str, object],
) -> tuple[dict[str, str], dict[str, str]]:
    """Do every deed (address, what is sent, who may) as everybody: what was, what should be."""
    got, should = {}, {}
    for persona, client in everybody():
        for name, (address, sent, welcome) in deeds.items():
            got[f"{persona}: {name}"] = deed_of(client, address, sent, ids)
            should[f"{persona}: {name}"] = expected(persona, welcome)
    return got, should


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
    answer = client.post(address.format(**ids), form)
    done = outcome(answer)
    # A form that comes back with what is missing was answered, not refused.
    return "page" if done == "elsewhere" or answer.status_code == _UNPROCESSABLE else done


def names_of(package: str) -> set[str]:
    """Return the names of a package's addresses (`jiannuo.desk.rounds.urls`)."""
    return set(_names(get_resolver(package)))


def _names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        else:
            yield from _names(pattern)
