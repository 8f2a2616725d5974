"""Every address of the desk, asked for by every persona."""

from collections.abc import Collection

import pytest
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Grant, Organisation, Role, User
from jiannuo.documents.models import Parse, SourceFile
from jiannuo.reporting.models import Finding, Severity
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import (
    ADMINISTRATORS,
    EVERYBODY,
    OFFICE,
    WHOLE,
    Everybody,
    names_of,
    who_gets,
    who_may,
)
from tests.personae import County

FIRST_TASK = WHOLE | {"clerk", "head", "leader", "secretary"}
FOURTH_TASK = WHOLE | {"street_clerk"}
ANY_TASK = FIRST_TASK | FOURTH_TASK | {"neighbour"}
LOOKING_AFTER = ADMINISTRATORS | OFFICE | {"foreign_officer"}

PAGES: dict[str, tuple[str, Collection[str], Collection[str]]] = {
    # name: address, who gets the page, who is sent on to another page
    "todo": ("/", EVERYBODY - {"leader", "secretary"}, {"leader", "secretary"}),
    "plans": ("/ledgers/", EVERYBODY - ADMINISTRATORS, ADMINISTRATORS),
    "grid": ("/ledgers/{plan}/", ANY_TASK, set()),
    "export": ("/ledgers/{plan}/export.csv", ANY_TASK, set()),
    "task": ("/tasks/{first}/", FIRST_TASK, set()),
    "row": ("/tasks/{fourth}/row/", FOURTH_TASK, set()),
    "correct": ("/tasks/{first}/correct/task/{first}/annual_target/", OFFICE, set()),
    "source_cell": ("/tasks/{first}/source/{row}/annual_target/", FIRST_TASK, set()),
    "source": ("/sources/{parse}/", WHOLE, set()),
    "original": ("/files/{file}/", WHOLE, set()),
    "findings": ("/ledgers/{plan}/findings/", ANY_TASK, set()),
    "false_alarms": ("/findings/false-alarms.jsonl", OFFICE | {"foreign_officer"}, set()),
    "purge": ("/administration/purge/?file={file}", {"security_admin"}, set()),
    "search": ("/search/?text=供热", EVERYBODY, set()),
}

DEEDS: dict[str, tuple[str, dict[str, str], Collection[str]]] = {
    # name: address, what is sent, who may
    "answer": (
        "/findings/{finding}/answer/",
        {"kind": "confirmed"},
        OFFICE | {"clerk", "head"},
    ),
    "lead": ("/tasks/{first}/lead/", {"lead": "{housing}"}, OFFICE),
    "settle": (
        "/tasks/{first}/doubts/",
        {"field": "units", "why": "有多个责任单位，文件没有标明由谁牵头。"},
        OFFICE,
    ),
    "purge": ("/administration/purge/", {"file": "{file}"}, {"security_admin"}),
    "correct": (
        "/tasks/{first}/correct/task/{first}/category/",
        {"text": "城市建设", "before": "城市更新"},
        OFFICE,
    ),
}


@pytest.fixture
def ids(county: County) -> dict[str, int]:
    """Return what the addresses name."""
    other = User.objects.create(username="other", name="别人")
    finding = a_finding(county)
    grant = Grant.objects.create(user=other, role=Role.OBSERVER, place=county.place)
    return {
        "plan": county.plan.pk,
        "first": county.tasks[0].pk,
        "fourth": county.tasks[3].pk,
        "row": county.tasks[0].source_id or 0,
        "parse": Parse.objects.get().pk,
        "file": SourceFile.objects.get().pk,
        "housing": county.housing.pk,
        "place": county.place.pk,
        "other": other.pk,
        "grant": grant.pk,
        "finding": finding.pk,
    }


def a_finding(county: County) -> Finding:
    """Return a finding about the first task."""
    finding = Finding.objects.create(
        plan=county.plan,
        period_kind="month",
        period_index=5,
        rule="share",
        severity=Severity.CONTRADICTION,
        message="“完成57.17%”：按文中数字，1658人÷3000人＝55.27%。",
        content={"evidence": [], "formula": "1658/3000"},
        fingerprint="0" * 64,
    )
    finding.tasks.set([county.tasks[0]])
    return finding


def test_who_gets_which_page(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should


def test_who_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_every_address_is_in_the_table() -> None:
    named = names_of("jiannuo.desk.urls")
    assert named - _intake() == set(PAGES) | set(DEEDS)


def test_an_organisation_sees_only_its_own_rows(county: County, visit: Visit, clerk: Actor) -> None:
    shown = visit(clerk).get(reverse("desk:grid", args=[county.plan.pk])).content.decode()
    assert "新增供热面积50万平方米" in shown
    assert "新建社区食堂" not in shown
    assert "一般公共预算收入" not in shown


def test_the_rows_beside_its_own_are_no_business_of_an_organisation(
    county: County, visit: Visit, clerk: Actor, officer: Actor
) -> None:
    task = county.tasks[0]
    cell = reverse("desk:source_cell", args=[task.pk, task.source_id, "annual_target"])
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


def _intake() -> set[str]:
    """Return the addresses of packages that have a table of their own."""
    packages = (
        "intake",
        "report",
        "directory",
        "gate",
        "rounds",
        "messages",
        "review",
        "issuing",
        "filing",
        "forms",
        "sector",
        "bulletins",
        "supervision",
        "releases",
    )
    return {name for package in packages for name in names_of(f"jiannuo.desk.{package}.urls")}
