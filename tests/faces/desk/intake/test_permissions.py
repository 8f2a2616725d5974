"""Every address of intake, asked for by every persona: only the office of the place comes in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from jiannuo.directory.actor import Actor
from jiannuo.intake.models import Remembered, State, Upload
from jiannuo.intake.profiles.actions.remap import remap
from tests.apps.intake.files import ReadUpload
from tests.faces.desk.conftest import Visit
from tests.faces.desk.test_permissions import OFFICE, PERSONAE

Ask = Callable[[Client, Upload], int]


def _get(name: str, *more: object) -> Ask:
    return lambda client, upload: (
        client.get(reverse(f"desk:{name}", args=[upload.pk, *more])).status_code
    )


def _post(name: str, **sent: str) -> Ask:
    return lambda client, upload: (
        client.post(reverse(f"desk:{name}", args=[upload.pk]), sent).status_code
    )


OF_AN_UPLOAD: dict[str, tuple[Ask, int]] = {
    # name: how it is asked for, what the office gets
    "upload": (_get("upload"), 200),
    "upload_edit": (_get("upload_edit", 0, 0, "progress"), 200),
    "upload_progress": (_get("upload_progress"), 200),
    "upload_correct": (
        _post("upload_correct", change="field", table="0", row="0", field="progress", value="x"),
        302,
    ),
    "upload_undo": (_post("upload_undo"), 302),
    "upload_columns": (_post("upload_columns", table="0"), 302),
    "upload_columns_undo": (_post("upload_columns_undo"), 302),
    "upload_again": (_post("upload_again"), 302),
    "upload_confirm": (_post("upload_confirm"), 302),
    "upload_discard": (_post("upload_discard"), 302),
}
OF_NO_UPLOAD = {"arrivals", "arrivals_recent"}
OF_MEMORY = {
    "mapping", "mapping_import", "mapping_export", "mapping_forget", "mapping_change",
}  # fmt: skip


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_gets_to_an_upload(
    persona: str, read_upload: ReadUpload, visit: Visit, request: pytest.FixtureRequest
) -> None:
    upload = read_upload()
    client = visit(request.getfixturevalue(persona))
    got = {name: ask(client, upload) for name, (ask, _) in OF_AN_UPLOAD.items()}
    refused = 302 if persona == "stranger" else 404
    assert got == {
        name: office if persona in OFFICE else refused for name, (_, office) in OF_AN_UPLOAD.items()
    }
    upload.refresh_from_db()
    assert (upload.state == State.READ) == (persona not in OFFICE)


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_may_hand_files_over(
    persona: str, read_upload: ReadUpload, visit: Visit, request: pytest.FixtureRequest
) -> None:
    read_upload()
    client = visit(request.getfixturevalue(persona))
    page = client.get(reverse("desk:arrivals"))
    listed = client.get(reverse("desk:arrivals_recent"))
    if persona in {*OFFICE, "foreign_officer"}:
        assert page.status_code == 200
        assert ("通报.txt" in listed.content.decode()) == (persona in OFFICE)
    elif persona == "stranger":
        assert page.status_code == 302
    else:
        assert page.status_code == 403
        assert "通报.txt" not in listed.content.decode()


@pytest.mark.parametrize("persona", ["clerk", "leader", "observer", "foreign_officer"])
def test_nobody_else_hands_a_file_over_for_the_place(
    persona: str, read_upload: ReadUpload, visit: Visit, request: pytest.FixtureRequest
) -> None:
    place = read_upload().place_id
    before = Upload.objects.count()
    client = visit(request.getfixturevalue(persona))
    client.post(reverse("desk:arrivals"), {"place": place, "text": "序号\t任务\n1\t修路"})
    assert Upload.objects.count() == before


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_gets_to_what_is_remembered(
    persona: str,
    read_upload: ReadUpload,
    officer: Actor,
    visit: Visit,
    request: pytest.FixtureRequest,
) -> None:
    upload = read_upload()
    remap(officer, upload, 0, {1: "task"})
    entry = Remembered.objects.get()
    client = visit(request.getfixturevalue(persona))
    got = {
        "mapping": client.get(reverse("desk:mapping")).status_code,
        "export": client.get(reverse("desk:mapping_export", args=[upload.place_id])).status_code,
        "import": client.post(
            reverse("desk:mapping_import"), {"place": upload.place_id}
        ).status_code,
        "change": client.post(reverse("desk:mapping_change", args=[entry.pk])).status_code,
        "forget": client.post(reverse("desk:mapping_forget", args=[entry.pk])).status_code,
    }
    entry.refresh_from_db()
    assert (entry.forgotten_at is not None) == (persona in OFFICE)
    if persona in OFFICE:
        assert got == {"mapping": 200, "export": 200, "import": 302, "change": 302, "forget": 302}
    elif persona == "stranger":
        assert set(got.values()) == {302}
    elif persona == "foreign_officer":
        assert got == {"mapping": 200, "export": 404, "import": 404, "change": 404, "forget": 404}
    else:
        assert got["mapping"] == 403
        assert set(got.values()) <= {403, 404}


def test_every_address_is_in_the_table() -> None:
    named = {
        pattern.name
        for pattern in get_resolver("jiannuo.desk.intake.urls").url_patterns
        if isinstance(pattern, URLPattern)
    }
    assert named == set(OF_AN_UPLOAD) | OF_NO_UPLOAD | OF_MEMORY
