"""The people of the tests: a supervision office, two organisations, a leader, administrators, others.

One county with a plan of tasks; the officer of a neighbouring county and a stranger look over the
fence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from jiannuo.core.records import Column, Document, Item, Period, PeriodKind, Row, Table, Unit
from jiannuo.core.tables import Cell, Citation, RawDocument
from jiannuo.core.tables import Table as RawTable
from jiannuo.directory.actions.appoint_deputy import appoint_deputy
from jiannuo.directory.actions.create_organisation import create_organisation
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.describe_organisation import describe_organisation
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actions.merge_organisation import merge_organisation
from jiannuo.directory.actor import STRANGER, Actor, actor_of, machine
from jiannuo.directory.models import (
    Grant,
    Leader,
    Organisation,
    OrganisationKind,
    Place,
    PlaceLevel,
    Role,
    User,
)
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.documents.actions.store_parse import store_parse
from jiannuo.documents.models import Parse
from jiannuo.history import guard
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.ledger.models import Plan, Task
from jiannuo.reporting.actions.import_reports import import_document

PASSWORD = "Qiu-tian-8848"


@contextmanager
def _emptied_by_tests() -> Iterator[None]:
    """Lift the fence around the trail while a test's database is emptied."""
    guard.remove(connection)
    yield
    guard.install(connection)


_fixture_teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _teardown(self: Any) -> None:
    with _emptied_by_tests():
        _fixture_teardown(self)


TransactionTestCase._fixture_teardown = _teardown  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """A county's ledger with everybody around it."""

    place: Place
    plan: Plan
    tasks: tuple[Task, ...]
    housing: Organisation
    finance: Organisation
    streets: Organisation
    north_street: Organisation
    leader: Leader


@pytest.fixture
def home(settings: Any, tmp_path: Any) -> Any:
    """Give the test a data folder of its own, and an antechamber that goes with it."""
    settings.JIANNUO_HOME = tmp_path
    settings.JIANNUO_ARRIVALS = str(tmp_path / "antechamber")
    return tmp_path


@pytest.fixture
def county(db: None, home: Any) -> County:
    """Return a county with four tasks as of May: met, partly met, missed, not reported."""
    place = create_place(
        machine(), name="清河区", level=PlaceLevel.COUNTY, full_name="东川市清河区"
    )
    rows = imported(place, MAY)
    organisations = {one.name: one for one in Organisation.objects.filter(place=place)}
    streets = organisations["各街道办事处"]
    north = Organisation.objects.create(
        place=place, name="北关街道办事处", kind="street", sort_key="b1"
    )
    describe_organisation(machine(), streets, members=[north])
    return County(
        place=place,
        plan=rows[0].task.plan,
        tasks=tuple(one.task for one in rows),
        housing=organisations["区住建局"],
        finance=organisations["区财政局"],
        streets=streets,
        north_street=north,
        leader=Leader.objects.get(place=place, name="周明远"),
    )


def imported(place: Place, document: Document) -> tuple[ImportedRow, ...]:
    """Import a canonical document into a place, as a confirmed upload would be."""
    return import_document(
        machine(), document=document, parse=parsed(place, document), place=place, year=2023
    )


def parsed(place: Place, document: Document, raw: RawDocument | None = None) -> Parse:
    """Store a document as if it had been read from a file of its own."""
    content = f"{place.full_name}{document.source}{document!r}".encode()
    file, _ = keep_file(machine(), place, name=document.source, content=content)
    return store_parse(machine(), file, raw=raw or raw_of(document), document=document)


def raw_of(document: Document) -> RawDocument:
    """Return a source whose tables hold the rows' raw cells below their heads."""
    tables = []
    for number, table in enumerate(document.tables, start=1):
        lines = [
            [column.header for column in table.columns],
            *(row.raw_cells for row in table.rows),
        ]
        cells = tuple(
            Cell(
                text=text,
                row=at,
                column=column,
                citation=Citation(table=number, row=at + 1, column=column + 1),
            )
            for at, line in enumerate(lines)
            for column, text in enumerate(line)
        )
        tables.append(RawTable(cells=cells, citation=Citation(table=number)))
    return RawDocument(name=document.source, format="text", blocks=tuple(tables))


def user_with(role: Role | None, **reach: Any) -> User:
    """Make a user with one role (or none)."""
    username = f"user{User.objects.count()}"
    user = create_user(
        machine(), username=username, name=f"{role}", password=PASSWORD, must_change_password=False
    )
    if role is not None:
        grant_role(machine(), user, role, **reach)
    return user


def _actor(role: Role, **reach: Any) -> Actor:
    return actor_of(user_with(role, **reach))


@pytest.fixture
def officer(county: County) -> Actor:
    return _actor(Role.OFFICER, place=county.place)


@pytest.fixture
def director(county: County) -> Actor:
    return _actor(Role.DIRECTOR, place=county.place)


@pytest.fixture
def observer(county: County) -> Actor:
    return _actor(Role.OBSERVER, place=county.place)


@pytest.fixture
def reviewer(county: County) -> Actor:
    """Return the county's secrecy reviewer, who decides what may be made public."""
    return _actor(Role.REVIEWER, place=county.place)


@pytest.fixture
def clerk(county: County) -> Actor:
    """Return a clerk of 区住建局, which answers for task 1 and leads task 2."""
    return _actor(Role.CLERK, organisation=county.housing)


@pytest.fixture
def head(county: County) -> Actor:
    return _actor(Role.HEAD, organisation=county.housing)


@pytest.fixture
def neighbour(county: County) -> Actor:
    """Return a clerk of 区财政局, which supports task 2 and answers for task 3."""
    return _actor(Role.CLERK, organisation=county.finance)


@pytest.fixture
def street_clerk(county: County) -> Actor:
    """Return a clerk of a street, a member of 各街道办事处, which answers for task 4."""
    return _actor(Role.CLERK, organisation=county.north_street)


@pytest.fixture
def leader(county: County) -> Actor:
    """Return 周明远, over tasks 1 and 3."""
    return _actor(Role.LEADER, leader=county.leader)


@pytest.fixture
def secretary(county: County) -> Actor:
    return _actor(Role.SECRETARY, leader=county.leader)


@pytest.fixture
def deputy(county: County, head: Actor) -> Actor:
    """Return a clerk of 区财政局 who works for the head of 区住建局 while that one is on leave."""
    user = user_with(Role.CLERK, organisation=county.finance)
    today = timezone.localdate()
    grant = Grant.objects.get(user=head.user)
    appoint_deputy(machine(), grant, user, begins=today, ends=today, today=today)
    return actor_of(user, next(one.key for one in actor_of(user).standings if one.deputises))


@pytest.fixture
def heir(county: County) -> Actor:
    """Return a clerk of an organisation that 区住建局 was merged into."""
    today = timezone.localdate()
    successor = create_organisation(
        machine(), county.place, name="区住建委", kind=OrganisationKind.BUREAU
    )
    merge_organisation(machine(), county.housing, successor, on=today, today=today)
    return _actor(Role.CLERK, organisation=successor)


@pytest.fixture
def system_admin(db: None) -> Actor:
    return _actor(Role.SYSTEM_ADMIN)


@pytest.fixture
def security_admin(db: None) -> Actor:
    return _actor(Role.SECURITY_ADMIN)


@pytest.fixture
def audit_admin(db: None) -> Actor:
    return _actor(Role.AUDIT_ADMIN)


@pytest.fixture
def foreign_officer(county: County) -> Actor:
    """Return an officer of the county next door."""
    place = create_place(machine(), name="平山县", level=PlaceLevel.COUNTY)
    return _actor(Role.OFFICER, place=place)


@pytest.fixture
def roleless(db: None) -> Actor:
    """Return somebody who can log in and holds no role."""
    return actor_of(user_with(None))


@pytest.fixture
def stranger() -> Actor:
    return STRANGER


def _row(number: int, **fields: Any) -> Row:
    cells = (str(number), fields["annual_target"], fields.get("progress") or "")
    where = {
        "number": Citation(table=1, row=number + 1, column=1),
        "annual_target": Citation(table=1, row=number + 1, column=2),
        "progress": Citation(table=1, row=number + 1, column=3),
    }
    return Row(number=str(number), raw_cells=cells, citations=where, **fields)


MAY = Document(
    source="may.txt",
    title="2023年《政府工作报告》重点工作5月份完成情况通报表",
    issuer="清河区人民政府办公室",
    year=2023,
    period=Period(PeriodKind.MONTH, 5),
    place_hint="清河区",
    tables=(
        Table(
            columns=(
                Column(header="序号", field="number"),
                Column(header="年度目标任务", field="annual_target"),
                Column(header="完成情况", field="progress", also=("status",)),
            ),
            rows=(
                _row(
                    1,
                    category="城市更新",
                    annual_target="新增供热面积50万平方米，改造老旧管网12公里。",
                    period_target="完成供热管网改造5公里。",
                    status="完成",
                    progress="供热管网改造完成5.2公里，G518沿线管网已通水。",
                    leaders=("周明远",),
                    units=(Unit(name="区住建局"),),
                    items=(
                        Item(field="period_target", text="完成供热管网改造5公里。", marker="1"),
                    ),
                ),
                _row(
                    2,
                    category="城市更新",
                    annual_target="出让土地1000亩。",
                    period_target="出让土地400亩。",
                    status="部分完成",
                    progress="出让土地380亩。",
                    problems="部分地块附着物尚未清表。",
                    next_steps="6月底前完成清表。",
                    leaders=("孙立",),
                    units=(
                        Unit(name="区住建局", lead=True, role="牵头"),
                        Unit(name="区财政局", lead=False, role="配合"),
                    ),
                ),
                _row(
                    3,
                    category="财税金融",
                    annual_target="一般公共预算收入增长6%以上。",
                    period_target="增长6%。",
                    status="未完成",
                    progress="增长4.1%。",
                    leaders=("周明远", "孙立"),
                    units=(Unit(name="区财政局"),),
                ),
                _row(
                    4,
                    category="社区治理",
                    annual_target="新建社区食堂8处。",
                    units=(Unit(name="各街道办事处"), Unit(name="区民政局")),
                ),
            ),
        ),
    ),
)
"""What the county's bulletin on May says."""
