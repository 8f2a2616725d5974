"""Every address of the report form, asked for by every persona: nobody reads or writes another's."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiannuo.directory.actor import Actor, machine
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.reporting.models import Evidence, Line, Submission
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import Everybody, names_of
from tests.faces.desk.report.conftest import a_picture
from tests.personae import County
from tests.rounds import line_of, sheet_of

OWN = {"clerk", "head"}
ORGANISATIONS = OWN | {"neighbour", "street_clerk"}

Ask = Callable[[Client, dict[str, int]], int]


def _get(name: str, of: str) -> Ask:
    return lambda client, ids: client.get(reverse(f"desk:{name}", args=[ids[of]])).status_code


def _post(name: str, *of: str, **sent: object) -> Ask:
    return lambda client, ids: (
        client.post(reverse(f"desk:{name}", args=[ids[one] for one in of]), sent).status_code
    )


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("现场.png", a_picture())


ADDRESSES: dict[str, tuple[Ask, set[str], int]] = {
    # name: how it is asked for, who gets it, and what they get
    "sheet": (_get("sheet", "sheet"), OWN, 200),
    "whole": (_get("whole", "sheet"), OWN, 200),
    "unchanged": (_post("unchanged", "sheet"), OWN, 302),
    "paste": (_get("paste", "sheet"), OWN, 200),
    "paper": (_get("paper", "sheet"), OWN, 200),
    "submit": (_post("submit", "sheet"), OWN, 409),
    "sign": (_get("sign", "sheet"), {"head"}, 200),
    "take_back": (_post("take_back", "sheet"), OWN, 302),
    "withdraw_sheet": (_post("withdraw_sheet", "sheet"), OWN, 302),
    "signed_page": (_get("signed_page", "sheet"), OWN, 200),
    "line": (_get("line", "line"), OWN, 200),
    "reading": (_post("reading", "line", progress="出让土地1亩。"), OWN, 200),
    "begin_correction": (_post("begin_correction", "line", reason="x"), OWN, 302),
    "drop_correction": (_post("drop_correction", "line"), OWN, 302),
    "hand_over": (_post("hand_over", "line"), OWN, 302),
    "take_back_share": (_post("take_back_share", "line"), OWN, 302),
    "take_over": (_post("take_over", "line", "share"), OWN, 302),
    "attach": (_post("attach", "line", file=_file()), OWN, 302),
    "evidence": (_get("evidence", "evidence"), OWN, 200),
    "remove_evidence": (_post("remove_evidence", "evidence"), OWN, 302),
}


@pytest.fixture
def ids(county: County, sheet: Submission) -> dict[str, int]:
    """Return what the addresses name: 区住建局's sheet, a line of it, a file beside it."""
    line = line_of(sheet, "2")
    kept, _ = keep_file(machine(), county.place, name="a.png", content=a_picture(), kind="png")
    evidence = Evidence.objects.create(line=line, file=kept, name="a.png", added_by="x")
    share = line_of(sheet_of(sheet.round, county.finance), "2")
    return {"sheet": sheet.pk, "line": line.pk, "evidence": evidence.pk, "share": share.pk}


def test_who_gets_to_a_sheet(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = {}, {}
    for persona, client in everybody():
        refused = 302 if persona == "stranger" else 404
        for name, (ask, welcome, answer) in ADDRESSES.items():
            got[persona, name] = ask(client, ids)
            should[persona, name] = answer if persona in welcome else refused
    assert got == should


def test_who_has_anything_to_report(everybody: Everybody, ids: dict[str, int]) -> None:
    got = {
        persona: client.get(reverse("desk:report")).status_code for persona, client in everybody()
    }
    sent_on = ORGANISATIONS | {"stranger"}
    assert got == {persona: 302 if persona in sent_on else 404 for persona in got}


def test_nobody_else_writes_in_a_line(everybody: Everybody, ids: dict[str, int]) -> None:
    for persona, client in everybody():
        if persona not in OWN:
            _write(client, ids)
            line = Line.objects.get(pk=ids["line"])
            assert (persona, line.progress, line.submission.paper) == (persona, "", "")


def _write(client: Client, ids: dict[str, int]) -> None:
    sent = {"progress": "冒充", "revision": "0", f"{ids['line']}-progress": "冒充"}
    client.post(reverse("desk:line", args=[ids["line"]]), sent)
    client.post(reverse("desk:whole", args=[ids["sheet"]]), sent)
    client.post(reverse("desk:paste", args=[ids["sheet"]]), {"rows": "2\t冒充", "confirmed": "1"})
    client.post(
        reverse("desk:unchanged", args=[ids["sheet"]]), {"line": ids["line"], "confirmed": "1"}
    )
    client.post(reverse("desk:paper", args=[ids["sheet"]]), {"text": "冒充", "revision": "0"})


def test_a_share_of_another_task_is_not_to_be_had(
    county: County, sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    foreign = line_of(sheet_of(sheet.round, county.finance), "3")
    Line.objects.filter(pk=foreign.pk).update(state="handed_over", progress="机密数字")
    own = line_of(sheet, "2")
    taken = reverse("desk:take_over", args=[own.pk, foreign.pk])
    assert visit(clerk).post(taken).status_code == 404
    shown = visit(clerk).get(reverse("desk:line", args=[own.pk])).content.decode()
    assert "机密数字" not in shown


def test_the_lead_sees_a_share_once_it_is_given(
    county: County, sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    share = line_of(sheet_of(sheet.round, county.finance), "2")
    Line.objects.filter(pk=share.pk).update(progress="已拨付200万元。")
    address = reverse("desk:line", args=[line_of(sheet, "2").pk])
    assert "已拨付200万元" not in visit(clerk).get(address).content.decode()
    Line.objects.filter(pk=share.pk).update(state="handed_over")
    assert "已拨付200万元" in visit(clerk).get(address).content.decode()


def test_the_office_opens_evidence_of_what_was_handed_in(
    ids: dict[str, int], visit: Visit, officer: Actor, foreign_officer: Actor
) -> None:
    address = reverse("desk:evidence", args=[ids["evidence"]])
    assert visit(officer).get(address).status_code == 404
    line = Line.objects.get(pk=ids["line"])
    line.versions.create(number=1, content={}, by_name="x", at=line.submission.round.due_at)
    assert visit(officer).get(address).status_code == 200
    assert visit(foreign_officer).get(address).status_code == 404


def test_every_address_is_in_the_table() -> None:
    assert names_of("jiannuo.desk.report.urls") == set(ADDRESSES) | {"report"}
