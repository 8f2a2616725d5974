"""Every address of the decomposition, asked for by every persona: only the office of the place."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from jiannuo.directory.actor import Actor
from jiannuo.intake.decomposition.actions.begin import begin
from jiannuo.intake.models import State, Upload
from tests.apps.intake.decomposition.reports import ReadReport
from tests.faces.desk.conftest import Visit
from tests.faces.desk.test_permissions import OFFICE, PERSONAE

Ask = Callable[[Client, Upload], int]


def _get(name: str, *more: object, asked: str = "") -> Ask:
    return lambda client, upload: (
        client.get(reverse(f"desk:{name}", args=[upload.pk, *more]) + asked).status_code
    )


def _post(name: str, **sent: str) -> Ask:
    return lambda client, upload: (
        client.post(reverse(f"desk:{name}", args=[upload.pk]), sent).status_code
    )


ADDRESSES: dict[str, tuple[Ask, int]] = {
    # name: how it is asked for, what the office gets
    "decomposition": (_get("decomposition"), 200),
    "decomposition_edit": (_get("decomposition_edit", asked="?chosen=1"), 200),
    "decomposition_split": (_get("decomposition_split", 1), 200),
    "decomposition_names": (_get("decomposition_names", asked="?text=区"), 200),
    "decomposition_export": (_get("decomposition_export", "docx"), 200),
    "decomposition_begin": (_post("decomposition_begin"), 302),
    "decomposition_arrange": (_post("decomposition_arrange", do="drop:1"), 302),
    "decomposition_describe": (_post("decomposition_describe", ids="2", category="甲"), 302),
    "decomposition_facts": (_post("decomposition_facts", title="报告", year="2024"), 302),
    "decomposition_undo": (_post("decomposition_undo"), 302),
    "decomposition_adopt": (_post("decomposition_adopt"), 302),
}


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_gets_to_a_draft(
    persona: str,
    read_report: ReadReport,
    officer: Actor,
    visit: Visit,
    request: pytest.FixtureRequest,
) -> None:
    upload = read_report()
    begin(officer, upload)
    client = visit(request.getfixturevalue(persona))
    got = {name: ask(client, upload) for name, (ask, _) in ADDRESSES.items()}
    refused = 302 if persona == "stranger" else 404
    assert got == {
        name: office if persona in OFFICE else refused for name, (_, office) in ADDRESSES.items()
    }
    upload.refresh_from_db()
    assert (upload.state == State.READ) == (persona not in OFFICE)


def test_every_address_is_in_the_table() -> None:
    named = {
        pattern.name
        for pattern in get_resolver("jiannuo.desk.decomposition.urls").url_patterns
        if isinstance(pattern, URLPattern)
    }
    assert named == set(ADDRESSES)
