"""Every address of the desk, asked for by every persona."""

from collections.abc import Callable, Iterator

import pytest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation, User
from jiannuo.documents.models import Parse, SourceFile
from jiannuo.ledger.models import Task
from tests.faces.desk.conftest import Visit
from tests.personae import County

PERSONAE = (
    "officer", "director", "observer", "clerk", "head", "neighbour", "street_clerk", "leader",
    "secretary", "foreign_officer", "system_admin", "security_admin", "audit_admin", "roleless",
    "stranger",
)  # fmt: skip
OFFICE = {"officer", "director"}
WHOLE = OFFICE | {"observer"}
FIRST_TASK = WHOLE | {"clerk", "head", "leader", "secretary"}
FOURTH_TASK = WHOLE | {"street_clerk"}
ANY_TASK = FIRST_TASK | FOURTH_TASK | {"neighbour"}
ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}
EVERYBODY = set(PERSONAE) - {"stranger"}
READERS = ANY_TASK | {"foreign_officer"}

Address = Callable[[County], str]
Deed = Callable[[County, User], str]


def _first(county: County) -> Task:
    return county.tasks[0]


def _source_cell(county: County) -> str:
    task = _first(county)
    return reverse("desk:source_cell", args=[task.pk, task.source_id, "annual_target"])


def _somebody() -> int:
    return User.objects.get_or_create(username="somebody", name="某人")[0].pk


PAGES: dict[str, tuple[Address, set[str], set[str]]] = {
    # name: address, who gets the page (200), who is sent elsewhere (302) although logged in
    "plans": (lambda county: reverse("desk:plans"), EVERYBODY - ADMINISTRATORS, ADMINISTRATORS),
    "password": (lambda county: reverse("desk:password"), EVERYBODY, set()),
    "grid": (lambda county: reverse("desk:grid", args=[county.plan.pk]), ANY_TASK, set()),
    "export": (
        lambda county: reverse("desk:export", args=[county.plan.pk, "csv"]), ANY_TASK, set(),
    ),
    "task": (lambda county: reverse("desk:task", args=[_first(county).pk]), FIRST_TASK, set()),
    "row": (lambda county: reverse("desk:row", args=[county.tasks[3].pk]), FOURTH_TASK, set()),
    "source_cell": (_source_cell, FIRST_TASK, set()),
    "source": (
        lambda county: reverse("desk:source", args=[Parse.objects.get().pk]), WHOLE, set(),
    ),
    "original": (
        lambda county: reverse("desk:original", args=[SourceFile.objects.get().pk]), WHOLE, set(),
    ),
    "search": (lambda county: reverse("desk:search") + "?text=供热", EVERYBODY, set()),
    "administration": (
        lambda county: reverse("desk:administration"), set(),
        ADMINISTRATORS | OFFICE | {"foreign_officer"},
    ),
    "users": (lambda county: reverse("desk:users"), ADMINISTRATORS, set()),
    "user": (
        lambda county: reverse("desk:user", args=[_somebody()]),
        ADMINISTRATORS, set(),
    ),
    "organisations": (
        lambda county: reverse("desk:organisations"),
        ADMINISTRATORS | OFFICE | {"foreign_officer"}, set(),
    ),
    "organisation": (
        lambda county: reverse("desk:organisation", args=[county.housing.pk]),
        ADMINISTRATORS | OFFICE, set(),
    ),
    "trail": (lambda county: reverse("desk:trail"), {"audit_admin"}, set()),
}  # fmt: skip

DEEDS: dict[str, tuple[Deed, dict[str, str], set[str]]] = {
    # name: address, what is sent, who may
    "users": (
        lambda county, other: reverse("desk:users"), {"username": "newcomer", "name": "新人"},
        {"system_admin"},
    ),
    "reset": (lambda county, other: reverse("desk:reset", args=[other.pk]), {}, {"system_admin"}),
    "disable": (lambda county, other: reverse("desk:disable", args=[other.pk]), {}, {"system_admin"}),
    "grant": (
        lambda county, other: reverse("desk:grant", args=[other.pk]),
        {"role": "officer", "place": "1"}, {"security_admin"},
    ),
    "organisation": (
        lambda county, other: reverse("desk:organisation", args=[county.housing.pk]),
        {"kind": "bureau", "telephone": "2318"}, OFFICE | {"system_admin"},
    ),
}  # fmt: skip
OPEN = {"sign_in", "sign_out"}
ELSEWHERE = {"withdraw"}
"""Tested with the page that leads there (test_administration)."""


def _outcome(answer: HttpResponseBase) -> str:
    if answer.status_code == 302:
        return "login" if answer["Location"].startswith("/login/") else "elsewhere"
    return "page" if answer.status_code == 200 else "refused"


def _expected(persona: str, welcome: set[str], sent: set[str]) -> str:
    if persona == "stranger":
        return "login"
    return "page" if persona in welcome else "elsewhere" if persona in sent else "refused"


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_gets_which_page(
    persona: str, county: County, visit: Visit, request: pytest.FixtureRequest
) -> None:
    client = visit(request.getfixturevalue(persona))
    got = {name: _outcome(client.get(page[0](county))) for name, page in PAGES.items()}
    assert got == {name: _expected(persona, *page[1:]) for name, page in PAGES.items()}


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_may_do_what(
    persona: str, county: County, visit: Visit, request: pytest.FixtureRequest
) -> None:
    client = visit(request.getfixturevalue(persona))
    other = User.objects.create(username="other", name="别人")
    got = {}
    for name, (address, sent, _) in DEEDS.items():
        answer = client.post(address(county, other), sent | _place(sent, county))
        got[name] = "page" if _outcome(answer) == "elsewhere" else _outcome(answer)
    assert got == {name: _expected(persona, deed[2], set()) for name, deed in DEEDS.items()}


def test_every_address_is_in_the_table() -> None:
    named = set(_names(get_resolver("jiannuo.desk.urls")))
    assert named - _intake() == set(PAGES) | set(DEEDS) | OPEN | ELSEWHERE


def test_an_organisation_sees_only_its_own_rows(county: County, visit: Visit, clerk: Actor) -> None:
    shown = visit(clerk).get(reverse("desk:grid", args=[county.plan.pk])).content.decode()
    assert "新增供热面积50万平方米" in shown
    assert "新建社区食堂" not in shown
    assert "一般公共预算收入" not in shown


def test_the_rows_beside_its_own_are_no_business_of_an_organisation(
    county: County, visit: Visit, clerk: Actor, officer: Actor
) -> None:
    cell = _source_cell(county)
    assert "一般公共预算收入" not in visit(clerk).get(cell).content.decode()
    assert "打开来源全文" not in visit(clerk).get(cell).content.decode()
    assert "打开来源全文" in visit(officer).get(cell).content.decode()


def test_a_source_row_of_another_task_is_not_shown(
    county: County, visit: Visit, clerk: Actor
) -> None:
    own, foreign = county.tasks[0], county.tasks[2]
    asked = reverse("desk:source_cell", args=[own.pk, foreign.source_id, "annual_target"])
    assert visit(clerk).get(asked).status_code == 404


def test_a_foreign_organisation_cannot_be_edited(
    county: County, visit: Visit, foreign_officer: Actor
) -> None:
    address = reverse("desk:organisation", args=[county.housing.pk])
    assert visit(foreign_officer).post(address, {"kind": "bureau"}).status_code == 404
    assert Organisation.objects.get(pk=county.housing.pk).telephone == ""


def _place(sent: dict[str, str], county: County) -> dict[str, str]:
    return {"place": str(county.place.pk)} if "place" in sent else {}


def _names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        else:
            yield from _names(pattern)


def _intake() -> set[str]:
    """The import's addresses have their own table (tests/faces/desk/intake)."""
    return set(_names(get_resolver("jiannuo.desk.intake.urls")))
