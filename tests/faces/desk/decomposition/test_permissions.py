"""Every address of the decomposition, asked for by every persona: only the office of the place."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.intake.decomposition.actions.begin import begin
from jiannuo.intake.models import State, Upload
from tests.apps.intake.decomposition.reports import ReadReport
from tests.faces.desk.matrix import OFFICE, Everybody, names_of

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


def test_who_gets_to_a_draft(read_report: ReadReport, officer: Actor, everybody: Everybody) -> None:
    upload = read_report()
    begin(officer, upload)
    for persona, client in everybody():
        got = {name: ask(client, upload) for name, (ask, _) in ADDRESSES.items()}
        refused = 302 if persona == "stranger" else 404
        welcome = persona in OFFICE
        should = {name: office if welcome else refused for name, (_, office) in ADDRESSES.items()}
        assert (persona, got) == (persona, should)
        upload.refresh_from_db()
        assert (upload.state == State.READ) is not welcome


def test_every_address_is_in_the_table() -> None:
    assert names_of("jiannuo.desk.decomposition.urls") == set(ADDRESSES)
