"""Who has charge of what on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Leader, Tenure
from jiannuo.directory.queries.accounts import places_visible_to
from jiannuo.directory.queries.successors import lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A leader in charge on a day, of which sector, since when."""

    leader: int
    name: str
    title: str
    sector: str
    begins: date
    ends: date | None


def in_charge(
    place: int,
    day: date,
    *,
    leaders: Iterable[int] = (),
    organisations: Iterable[int] = (),
    sector: str = "",
) -> tuple[Charge, ...]:
    """Return who answers on a day for a task (with these leaders, organisations and this category).

    The leaders named over a task answer for it as long as they have any sector of it. A sector is the
    task's if one of its organisations (or one merged into it since) answers for the task, or if it is
    called like the task's category. Where a named leader has handed such a sector on, its holder on
    that day answers; where none is named, every such sector's holder. Empty if the directory cannot
    say: then the names over the task stand. At most three queries.
    """
    named = frozenset(leaders)
    of_task = Q(sector__organisations__in=lineage(organisations))
    if sector:
        of_task |= Q(sector__name=sector)
    tenures = list(
        Tenure.objects.filter(of_task, sector__place=place)
        .select_related("leader", "sector")
        .distinct()
        .order_by("begins", "pk")
    )
    passed_on = {one.sector_id for one in tenures if one.leader_id in named}
    on_the_day = [one for one in tenures if _holds(one, day)]
    if named:
        own = [one for one in on_the_day if one.leader_id in named]
        followed = [one for one in on_the_day if one.sector_id in passed_on]
        on_the_day = own or followed
    return tuple(_charge(one) for one in on_the_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A tenure as it decides about many tasks at once: a sector's organisations and name with it."""

    leader: int
    sector: int
    name: str
    organisations: frozenset[int]
    begins: date
    ends: date | None

    def about(self, organisations: Iterable[int], category: str) -> bool:
        """Say whether a task of these organisations and this category is of the sector."""
        return not self.organisations.isdisjoint(organisations) or (
            bool(category) and self.name == category
        )

    def holds(self, day: date) -> bool:
        """Say whether the leader has the sector on a day."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


def holdings_of_place(place: int) -> tuple[Holding, ...]:
    """Return every tenure that a place has ever had (two queries)."""
    tenures = (
        Tenure.objects.filter(sector__place=place)
        .select_related("sector")
        .prefetch_related("sector__organisations")
        .order_by("begins", "pk")
    )
    return tuple(
        Holding(
            leader=one.leader_id,
            sector=one.sector_id,
            name=one.sector.name,
            organisations=frozenset(each.pk for each in one.sector.organisations.all()),
            begins=one.begins,
            ends=one.ends,
        )
        for one in tenures
    )


def leaders_visible_to(actor: Actor) -> QuerySet[Leader]:
    """Return the leaders of the places that the actor looks after."""
    places = places_visible_to(actor)
    return Leader.objects.filter(place__in=places).select_related("place", "succeeded_by")


def tenures_of(leader: Leader) -> tuple[Tenure, ...]:
    """Return a leader's tenures, those of today first, then the past ones, latest first."""
    tenures = leader.tenures.select_related("sector").prefetch_related("sector__organisations")
    return tuple(
        sorted(tenures, key=lambda one: (one.ends is not None, -one.begins.toordinal(), one.pk))
    )


def _holds(tenure: Tenure, day: date) -> bool:
    return tenure.begins <= day and (tenure.ends is None or day <= tenure.ends)


def _charge(tenure: Tenure) -> Charge:
    return Charge(
        leader=tenure.leader_id,
        name=tenure.leader.name,
        title=tenure.leader.title,
        sector=tenure.sector.name,
        begins=tenure.begins,
        ends=tenure.ends,
    )
