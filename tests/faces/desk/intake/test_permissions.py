"""Every address of intake, asked for by every persona: only the office of the place comes in."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.intake.models import Remembered, State, Upload
from jiannuo.intake.profiles.actions.remap import remap
from tests.apps.intake.files import ReadUpload
from tests.faces.desk.matrix import OFFICE, Everybody, names_of

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


def test_who_gets_to_an_upload(read_upload: ReadUpload, everybody: Everybody) -> None:
    upload = read_upload()
    for persona, client in everybody():
        got = {name: ask(client, upload) for name, (ask, _) in OF_AN_UPLOAD.items()}
        refused = 302 if persona == "stranger" else 404
        welcome = persona in OFFICE
        should = {
            name: office if welcome else refused for name, (_, office) in OF_AN_UPLOAD.items()
        }
        assert (persona, got) == (persona, should)
        upload.refresh_from_db()
        assert (upload.state == State.READ) is not welcome


def test_who_may_hand_files_over(read_upload: ReadUpload, everybody: Everybody) -> None:
    place = read_upload().place_id
    before = Upload.objects.count()
    for persona, client in everybody():
        page = client.get(reverse("desk:arrivals"))
        listed = client.get(reverse("desk:arrivals_recent")).content.decode()
        any_office = persona in {*OFFICE, "foreign_officer"}
        answer = 302 if persona == "stranger" else 200 if any_office else 403
        assert (persona, page.status_code) == (persona, answer)
        assert ("通报.txt" in listed) is (persona in OFFICE)
        if persona not in OFFICE:
            client.post(reverse("desk:arrivals"), {"place": place, "text": "序号\t任务\n1\t修路"})
            assert (persona, Upload.objects.count()) == (persona, before)


def test_who_gets_to_what_is_remembered(
    read_upload: ReadUpload, officer: Actor, everybody: Everybody
) -> None:
    upload = read_upload()
    remap(officer, upload, 0, {1: "task"})
    entry = Remembered.objects.get()
    got = {}
    for persona, client in everybody():
        got[persona] = {
            "mapping": client.get(reverse("desk:mapping")),
            "export": client.get(reverse("desk:mapping_export", args=[upload.place_id])),
            "import": client.post(reverse("desk:mapping_import"), {"place": upload.place_id}),
            "change": client.post(reverse("desk:mapping_change", args=[entry.pk])),
            "forget": client.post(reverse("desk:mapping_forget", args=[entry.pk])),
        }
        entry.refresh_from_db()
        assert (entry.forgotten_at is not None) is (persona in OFFICE)
    answers = {
        persona: tuple(answer.status_code for answer in every.values())
        for persona, every in got.items()
    }
    assert answers == {persona: _remembering(persona) for persona in answers}


def _remembering(persona: str) -> tuple[int, ...]:
    """Return what somebody should get for mapping, export, import, change, forget."""
    if persona in OFFICE:
        return (200, 200, 302, 302, 302)
    if persona == "stranger":
        return (302, 302, 302, 302, 302)
    if persona == "foreign_officer":
        return (200, 404, 404, 404, 404)
    return (403, 403, 403, 404, 404)


def test_every_address_is_in_the_table() -> None:
    named = names_of("jiannuo.desk.intake.urls")
    named -= names_of("jiannuo.desk.intake.batch_urls")  # tests/faces/desk/intake/test_batches.py
    named -= names_of("jiannuo.desk.decomposition.urls")
    assert named == set(OF_AN_UPLOAD) | OF_NO_UPLOAD | OF_MEMORY
