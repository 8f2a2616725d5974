"""The whole workbook of a place: written with what is there, and compared with what is there."""

from dataclasses import dataclass

from jiannuo.core.rendering.sheets import Sheet, write_sheets
from jiannuo.directory.actor import Actor
from jiannuo.directory.importing import organisations, sectors, users
from jiannuo.directory.importing.layout import COLUMNS, ORGANISATIONS, SECTORS, USERS
from jiannuo.directory.importing.reading import Fault, SheetRow
from jiannuo.directory.importing.steps import Step
from jiannuo.directory.models import Leader, Organisation, Place
from jiannuo.directory.permissions import Act, Subject, may

_OF_A_PLACE = frozenset({Act.EDIT_ORGANISATIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a workbook would change: steps for this actor, steps that wait for another, faults."""

    steps: tuple[Step, ...]
    waiting: tuple[Step, ...]
    faults: tuple[Fault, ...]
    rows: int


def template(place: Place, *, with_users: bool) -> bytes:
    """Write the workbook of a place, prefilled; users only for those who look after accounts."""
    filled = {
        ORGANISATIONS: organisations.rows_of(place),
        SECTORS: sectors.rows_of(place),
        USERS: users.rows_of(place) if with_users else (),
    }
    return write_sheets(
        [
            Sheet(title=title, columns=COLUMNS[title], rows=tuple(rows))
            for title, rows in filled.items()
        ]
    )


def plan(actor: Actor, place: Place, rows: list[SheetRow]) -> Plan:
    """Compare a workbook's rows with the directory; later sheets may name what earlier ones add."""
    of = {title: [row for row in rows if row.sheet == title] for title in COLUMNS}
    org_names = {row["名称"] for row in of[ORGANISATIONS]} | set(
        Organisation.objects.filter(place=place, merged_into=None).values_list("name", flat=True)
    )
    leader_names = {row["姓名"] for row in of[SECTORS]} | set(
        Leader.objects.filter(place=place).values_list("name", flat=True)
    )
    found = (
        organisations.plan(place, of[ORGANISATIONS]),
        sectors.plan(place, of[SECTORS], org_names),
        users.plan(place, of[USERS], org_names, leader_names),
    )
    steps = [step for each, _ in found for step in each]
    own = [step for step in steps if _may(actor, step, place)]
    return Plan(
        steps=tuple(own),
        waiting=tuple(step for step in steps if step not in own),
        faults=tuple(fault for _, each in found for fault in each),
        rows=len(rows),
    )


def _may(actor: Actor, step: Step, place: Place) -> bool:
    subject = Subject(place=place.pk) if step.act in _OF_A_PLACE else Subject()
    return may(actor, step.act, subject)
