"""Put a sector into a leader's charge from a day on, or end a leader's charge of it.

What was before stays: a sector that changes hands gets a new tenure, and the old one its last day.
"""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Leader, Organisation, Place, Sector, Tenure
from jiannuo.directory.names import sort_key
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record, record_all


def describe_sector(
    actor: Actor, place: Place, *, name: str, organisations: Collection[Organisation] | None = None
) -> Sector:
    """Find a place's sector by its name or add it, and say which organisations are in it.

    None leaves the organisations as they are.
    """
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=place.pk))
    with transaction.atomic():
        sector, created = Sector.objects.get_or_create(
            place=place, name=name, defaults={"sort_key": sort_key(name)}
        )
        before = set(sector.organisations.all())
        after = before if organisations is None else set(organisations)
        if created or before != after:
            sector.organisations.set(after)
            record(
                actor.author,
                "sector.create" if created else "sector.describe",
                About("sector", sector.pk, name),
                {"organisations": sorted(one.name for one in after)},
            )
    return sector


def assign_sector(
    actor: Actor,
    sector: Sector,
    leader: Leader,
    *,
    begins: date,
    ends: date | None = None,
    document: str = "",
) -> Tenure:
    """Put a sector into a leader's charge from a day on; whoever had it has it until the day before.

    With a last day a past tenure can be filled in before those that stand. Raises NotFittingError
    where two tenures would overlap: the past is corrected by nobody in passing.
    """
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=sector.place_id))
    if leader.place_id != sector.place_id:
        raise NotFittingError(f"“{leader}”不是本地区的领导。", "leader")
    with transaction.atomic():
        acts = _closed(sector, begins, ends)
        tenure = Tenure.objects.create(
            sector=sector, leader=leader, begins=begins, ends=ends, document=document
        )
        acts.append(
            Recorded(
                "sector.assign",
                About("sector", sector.pk, sector.name),
                {
                    "leader": leader.name,
                    "on": begins.isoformat(),
                    "ends": ends.isoformat() if ends else None,
                    "document": document,
                },
            )
        )
        record_all(actor.author, acts)
    return tenure


def end_tenure(actor: Actor, tenure: Tenure, *, ends: date) -> None:
    """End a leader's charge of a sector on a day, with nobody after them yet."""
    sector = tenure.sector
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=sector.place_id))
    if tenure.ends is not None:
        raise NotFittingError(f"这段分工已于{tenure.ends}结束。", "ends")
    if ends < tenure.begins:
        raise NotFittingError(f"结束日期不能早于开始日期{tenure.begins}。", "ends")
    with transaction.atomic():
        record_all(actor.author, [_ended(tenure, ends)])


def _closed(sector: Sector, begins: date, ends: date | None) -> list[Recorded]:
    """End the open tenure the day before; refuse where another would run at the same time."""
    ended = []
    for tenure in sector.tenures.select_related("leader"):
        if tenure.begins >= begins and (ends is None or ends >= tenure.begins):
            raise NotFittingError(
                f"“{sector}”自{tenure.begins}起由{tenure.leader}分管，新的分工须从更晚的日期开始。",
                "begins",
            )
        if tenure.begins < begins and tenure.ends is None:
            ended.append(_ended(tenure, begins - timedelta(days=1)))
        elif tenure.begins < begins and tenure.ends is not None and tenure.ends >= begins:
            raise NotFittingError(
                f"“{sector}”到{tenure.ends}为止由{tenure.leader}分管，两段分工不能重叠。", "begins"
            )
    return ended


def _ended(tenure: Tenure, ends: date) -> Recorded:
    tenure.ends = ends
    tenure.save(update_fields=["ends"])
    return Recorded(
        "sector.release",
        About("sector", tenure.sector_id, tenure.sector.name),
        {"leader": tenure.leader.name, "ends": ends.isoformat()},
    )
