"""Linzi as its bulletin on May 2023 shows it: the year's plan, the offices it names, their people.

The bulletin itself is what the organisations will report; the plan that is imported is the same
table without the completion. Whoever works here is a post ("区总工会填报人"), no real person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import Document, Row
from jiannuo.core.rendering import render
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor, actor_of, machine
from jiannuo.directory.models import Organisation, OrganisationKind, Place, PlaceLevel, Role
from jiannuo.ledger.models import Plan, Task
from tests.apps.intake.files import BULLETIN, sample
from tests.rounds import moment

TITLE = "2023年《政府工作报告》重点工作任务分解表"
_REPORTED = {"progress", "status"}


@dataclass
class Clock:
    """The moment at which the place stands; stands in for Django's `timezone` in `directory.clock`."""

    moment: datetime = field(default_factory=lambda: moment(5, 8))

    def now(self) -> datetime:
        return self.moment

    def localdate(self) -> date:
        return timezone.localtime(self.moment).date()

    def to(self, month: int, day: int, hour: int = 10) -> datetime:
        """Go to an hour of 2023."""
        self.moment = moment(month, day, hour)
        return self.moment


@dataclass
class Linzi:
    """The place, its people, and what the bulletin says of each task by its number."""

    place: Place
    officer: Actor
    director: Actor
    bulletin: Document
    clock: Clock
    people: dict[tuple[str, Role], Actor] = field(default_factory=dict)

    @property
    def said(self) -> Mapping[str, Row]:
        """Return the bulletin's rows by number."""
        return {row.number or "": row for row in self.bulletin.rows()}

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(place=self.place)

    def task(self, number: str) -> Task:
        return Task.objects.select_related("plan__place").get(
            plan__place=self.place, parent=None, number=number
        )

    def organisation(self, name: str) -> Organisation:
        return Organisation.objects.get(place=self.place, name=name)

    def clerk(self, name: str) -> Actor:
        return self.people[name, Role.CLERK]

    def head(self, name: str) -> Actor:
        return self.people[name, Role.HEAD]

    def staff(self) -> None:
        """Give every office of the bulletin a clerk and a head; sets of offices have none of their own."""
        offices = Organisation.objects.filter(place=self.place, merged_into=None)
        for one in offices.exclude(kind=OrganisationKind.GROUP):
            self.people[one.name, Role.CLERK] = _post(f"{one.name}填报人", Role.CLERK, one)
            self.people[one.name, Role.HEAD] = _post(f"{one.name}负责人", Role.HEAD, one)


def linzi(clock: Clock) -> Linzi:
    """Return Linzi before anything was imported: a place, an officer and a director."""
    place = create_place(
        machine(), name="临淄区", level=PlaceLevel.COUNTY, full_name="山东省淄博市临淄区"
    )
    return Linzi(
        place=place,
        officer=_post("督查员", Role.OFFICER, place),
        director=_post("督查室主任", Role.DIRECTOR, place),
        bulletin=read_bytes(sample(BULLETIN), BULLETIN),
        clock=clock,
    )


def plan_as_excel(bulletin: Document) -> bytes:
    """Return the bulletin's table without what was reported: the list that the office begins with."""
    tables = tuple(
        replace(
            table,
            columns=tuple(column for column in table.columns if column.field not in _REPORTED),
            rows=tuple(_bare(row) for row in table.rows),
        )
        for table in bulletin.tables
    )
    return render(replace(bulletin, title=TITLE, tables=tables), "xlsx")


def _bare(row: Row) -> Row:
    items = tuple(item for item in row.items if item.field not in _REPORTED)
    return replace(row, progress=None, status=None, items=items)


def _post(name: str, role: Role, of: Organisation | Place) -> Actor:
    user = create_user(machine(), username=name, name=name, must_change_password=False)
    reach: dict[str, Any] = {"place" if isinstance(of, Place) else "organisation": of}
    grant_role(machine(), user, role, **reach)
    return actor_of(user)
