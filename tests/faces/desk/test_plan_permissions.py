"""Every address of issuing and filing plans, asked for by every persona."""

from collections.abc import Collection
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from jiannuo.directory.actor import machine
from jiannuo.ledger.actions.ask_adjustment import Grounds, ask_for_text
from jiannuo.ledger.actions.receive_tasks import raise_objection
from jiannuo.ledger.models import Adjustment, Issue, Objection, ObjectionReason
from jiannuo.reporting.actions.filing.extend import ask_extension
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.save_lines import Cover, Draft, save_lines
from jiannuo.reporting.actions.issue_plan import issue_plan
from jiannuo.reporting.models import ExtensionRequest, FilingState, PlanFiling
from tests.apps.ledger.test_issuing import NOTICE, NOW
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import OFFICE, WHOLE, Everybody, names_of, who_gets, who_may
from tests.personae import County

OWN = {"clerk", "head"}
HANDED = OWN | {"neighbour", "street_clerk"}

PAGES: dict[str, tuple[str, Collection[str], Collection[str]]] = {
    # name: address, who gets the page, who is sent on to another page. The filing is 区住建局's,
    # not handed in yet.
    "issuing": ("/issuing/", OFFICE | {"foreign_officer"}, set()),
    "issue": ("/issuing/new/{place}/2023/", OFFICE, set()),
    "notice": ("/issuing/{issue}/", WHOLE, set()),
    "notice_paper": ("/issuing/{issue}/paper/", WHOLE | HANDED, set()),
    "notice_official": ("/issuing/{issue}/official.docx", WHOLE | HANDED, set()),
    "objection": ("/issuing/objections/{objection}/", OFFICE, set()),
    "adjustments": ("/issuing/adjustments/", WHOLE | HANDED | {"foreign_officer"}, set()),
    "adjustment": (
        "/issuing/adjustments/{adjustment}/",
        WHOLE | OWN | {"leader", "secretary"},
        set(),
    ),
    "promises": ("/issuing/promises/{place}/2023/", OFFICE, set()),
    "adjust": ("/tasks/{first}/adjust/", OFFICE | OWN, set()),
    "filings": ("/filing/", HANDED, set()),
    "receipt": ("/filing/receipts/{receipt}/", OWN, set()),
    "filing": ("/filing/{filing}/", OWN, set()),
    "filing_sheet": ("/filing/{filing}/sheet/", OWN, set()),
    "filing_paper": ("/filing/{filing}/paper/", OWN, set()),
    "filing_scan": ("/filing/{filing}/scan/", set(), set()),
}

DEEDS: dict[str, tuple[str, dict[str, str], Collection[str]]] = {
    # name: address, what is sent, who may
    "issue": ("/issuing/new/{place}/2023/", {"lead": "{first}:{housing}"}, OFFICE),
    "notice": ("/issuing/{issue}/", {}, OFFICE),
    "objection": (
        "/issuing/objections/{objection}/",
        {"answer": "kept", "text": "维持。"},
        OFFICE,
    ),
    "plan_extension": (
        "/issuing/extensions/{extension}/",
        {"decision": "granted"},
        OFFICE,
    ),
    "adjustment": ("/issuing/adjustments/{adjustment}/", {"decision": "granted"}, {"director"}),
    "promises": (
        "/issuing/promises/{place}/2023/",
        {"main": "{first}", "task": "{fourth}", "answer": "other"},
        OFFICE,
    ),
    "adjust": (
        "/tasks/{first}/adjust/",
        {"what": "field-annual_target", "text": "别的目标", "reason": "政策变了"},
        OFFICE | OWN,
    ),
    "receipt": ("/filing/receipts/{receipt}/", {}, OWN),
    "filing": ("/filing/{filing}/", {"do": "save", "filled_by": "李明"}, OWN),
    "filing_step": (
        "/filing/{filing}/step/",
        {"do": "extend", "until": "2023-05-01", "word": "人手不够"},
        OWN,
    ),
    "filing_paper": ("/filing/{filing}/paper/", {"paper": "方案"}, OWN),
    "filing_ink": ("/filing/{filing}/ink/", {"signed_by": "王"}, OWN),
    "filing_review": ("/filing/{filing}/review/", {"decision": "return", "why": "改"}, OFFICE),
}


@pytest.fixture
def issue(county: County) -> Issue:
    every = [task.pk for task in county.tasks]
    return issue_plan(machine(), county.place, NOTICE, every, now=NOW)


@pytest.fixture
def ids(county: County, issue: Issue) -> dict[str, int]:
    """Return what the addresses name."""
    receipt = issue.receipts.select_related("issue", "organisation").get(
        organisation=county.housing
    )
    filing = issue.filings.select_related("issue__place", "organisation").get(
        organisation=county.housing
    )
    open_filing(machine(), filing)
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.DRAFTING)
    return {
        "place": county.place.pk,
        "issue": issue.pk,
        "first": county.tasks[0].pk,
        "fourth": county.tasks[3].pk,
        "housing": county.housing.pk,
        "receipt": receipt.pk,
        "filing": filing.pk,
        "objection": _objection(county, issue).pk,
        "extension": _extension(filing).pk,
        "adjustment": _adjustment(county).pk,
    }


def _objection(county: County, issue: Issue) -> Objection:
    receipt = issue.receipts.select_related("issue", "organisation").get(
        organisation=county.housing
    )
    reason = ObjectionReason.NOT_OURS
    return raise_objection(machine(), receipt, county.tasks[1], reason, "", now=NOW)


def _extension(filing: PlanFiling) -> ExtensionRequest:
    later = datetime(2023, 4, 1, tzinfo=UTC)
    return ask_extension(machine(), filing, later, "机构改革")


def _adjustment(county: County) -> Adjustment:
    task = county.plan.tasks.select_related("plan").get(pk=county.tasks[0].pk)
    grounds = Grounds(reason="选址调整")
    return ask_for_text(machine(), task, task.targets.all()[0], "改造4公里。", grounds, now=NOW)


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should


def test_who_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_every_address_is_in_the_tables() -> None:
    named = names_of("jiannuo.desk.issuing.urls") | names_of("jiannuo.desk.filing.urls")
    assert named == set(PAGES) | set(DEEDS)


@pytest.mark.parametrize("persona", ["neighbour", "street_clerk", "foreign_officer", "leader"])
def test_no_address_gives_away_a_word_of_another_s_plan(
    persona: str,
    ids: dict[str, int],
    county: County,
    visit: Visit,
    request: pytest.FixtureRequest,
) -> None:
    filing = PlanFiling.objects.select_related("issue__place", "organisation").get(pk=ids["filing"])
    line = filing.lines.get(task=county.tasks[1])
    draft = Draft(line=line.pk, revision=0, content=line.content, quarters={"1": "外传不得"})
    save_lines(machine(), filing, [draft], cover=Cover(filled_by="李明"), now=NOW)
    for state in FilingState:
        PlanFiling.objects.filter(pk=filing.pk).update(state=state)
        client = visit(request.getfixturevalue(persona))
        for address, *_ in PAGES.values():
            assert "外传不得" not in _said(client.get(address.format(**ids)).content)


def _said(content: bytes) -> str:
    """Return what an answer says: a page as it is, of a Word file all its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def test_the_office_does_not_read_a_draft(
    ids: dict[str, int], visit: Visit, request: pytest.FixtureRequest
) -> None:
    client = visit(request.getfixturevalue("officer"))
    assert client.get(f"/filing/{ids['filing']}/sheet/").status_code == 404
    PlanFiling.objects.filter(pk=ids["filing"]).update(state=FilingState.SUBMITTED)
    assert client.get(f"/filing/{ids['filing']}/sheet/").status_code == 200
