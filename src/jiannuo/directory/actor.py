"""Who acts: a frozen value of a user's identity and grants, read once per request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from jiannuo.directory.clock import today
from jiannuo.directory.models import Deputation, Grant, Leader, Organisation, Place, Role, User
from jiannuo.directory.models.people import (
    ADMINISTRATORS,
    OF_A_LEADER,
    OF_AN_ORGANISATION,
    READING_A_PLACE,
)
from jiannuo.history.actions.record import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One role that an actor holds, and how far it reaches (ids; `place` None for administrators).

    `organisations` are the organisation itself, those that were merged into it, and the groups it is
    a member of; `leaders` the leader and the predecessors whose whole work the leader took over.
    """

    role: Role
    place: int | None = None
    organisations: frozenset[int] = frozenset()
    leaders: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """As whom somebody can work: a role of their own, or another's during a leave.

    `key` names it in a session (``grant:7``, ``deputy:3``); `label` says it to people.
    """

    key: str
    label: str
    held: Held
    author: str
    deputises: bool = False


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person (or this machine) with everything that decides what they may see and do.

    `standing` is empty for somebody who works in all their own roles at once; otherwise it names the
    one that was chosen, and a deputy's `name` tells for whom they act (张三代李四). `standings` are
    all that can be chosen, where there is a choice.
    """

    id: str
    name: str
    user: int | None = None
    held: tuple[Held, ...] = ()
    machine: bool = False
    standing: str = ""
    standings: tuple[Standing, ...] = field(default=(), compare=False)

    @property
    def author(self) -> Author:
        """Return the actor as the trail names them."""
        return Author(self.id, self.name)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return all roles held."""
        return frozenset(held.role for held in self.held)

    @cached_property
    def places(self) -> frozenset[int]:
        """Return the places whose whole ledger the actor may read."""
        return frozenset(
            held.place
            for held in self.held
            if held.role in READING_A_PLACE and held.place is not None
        )

    @cached_property
    def organisations(self) -> frozenset[int]:
        """Return the organisations (and their groups) that the actor speaks for."""
        return frozenset(
            one
            for held in self.held
            if held.role in OF_AN_ORGANISATION
            for one in held.organisations
        )

    @cached_property
    def leaders(self) -> frozenset[int]:
        """Return the leaders that the actor is or acts for."""
        return frozenset(
            one for held in self.held if held.role in OF_A_LEADER for one in held.leaders
        )

    @cached_property
    def home_places(self) -> frozenset[int]:
        """Return every place in which the actor holds any role."""
        return frozenset(held.place for held in self.held if held.place is not None)

    @property
    def is_administrator(self) -> bool:
        """Say whether the actor is one of the three administrators."""
        return not self.roles.isdisjoint(ADMINISTRATORS)


STRANGER: Final = Actor(id="stranger", name="未登录用户")
"""Somebody who has not logged in: sees nothing, may do nothing."""


def machine(name: str = "命令行") -> Actor:
    """Return the actor for commands run on the machine itself, where files and database lie open."""
    return Actor(id="machine", name=name, machine=True)


def actor_of(user: User | AnonymousUser, standing: str = "") -> Actor:
    """Return what a user is and may; a stranger for somebody not logged in or disabled.

    Without a standing a user works in all roles of their own at once, and for nobody else; a
    standing that is over (the leave has ended) counts as none. Two or three queries: one that joins all tables
    takes the database several times as long.
    """
    if not isinstance(user, User) or not user.is_active:
        return STRANGER
    name = user.name or user.username
    standings = tuple(sorted(_standings(user, name), key=lambda one: one.deputises))
    chosen = next((one for one in standings if one.key == standing), None)
    own = tuple(one.held for one in standings if not one.deputises)
    return Actor(
        id=f"user:{user.pk}",
        name=chosen.author if chosen else name,
        user=user.pk,
        held=(chosen.held,) if chosen else own,
        standing=chosen.key if chosen else "",
        standings=standings if len(standings) > 1 or len(own) < len(standings) else (),
    )


_GRANTS: Final[QuerySet[Any, Any]] = (
    Grant.objects.filter(active=True)
    .order_by("role", "pk")
    .values(
        "pk", "user_id", "role", "place_id", "organisation_id", "leader_id", "user__name",
        "place__full_name", "organisation__name", "leader__name",
    )
)  # fmt: skip
_DEPUTATIONS: Final[QuerySet[Any, Any]] = (
    Deputation.objects.filter(withdrawn=False, grant__user__is_active=True)
    .order_by("pk")
    .values_list("grant", "pk", "begins", "ends")
)


def _standings(user: User, name: str) -> Iterator[Standing]:
    """Read the user's own grants and those they use for others today."""
    deputed: dict[int, list[tuple[int, date, date]]] = {}
    for grant, *deputation in _DEPUTATIONS.filter(deputy=user):
        deputed.setdefault(grant, []).append((deputation[0], deputation[1], deputation[2]))
    wanted = Q(user=user) | Q(pk__in=list(deputed)) if deputed else Q(user=user)
    grants = list(_GRANTS.filter(wanted))
    organisations, leaders = _organisations(grants), _leaders(grants)
    for row in grants:
        held = Held(
            role=Role(row["role"]),
            place=row["place_id"],
            organisations=organisations.get(row["organisation_id"], frozenset()),
            leaders=leaders.get(row["leader_id"], frozenset()),
        )
        if row["user_id"] == user.pk:
            yield Standing(key=f"grant:{row['pk']}", label=_label(row), held=held, author=name)
            continue
        for deputation, begins, ends in deputed[row["pk"]]:
            if begins <= _day_of(row) <= ends:
                author = f"{name}代{row['user__name']}"
                yield Standing(
                    key=f"deputy:{deputation}",
                    label=f"{author}（{_label(row)}，至{ends:%-m月%-d日}）",
                    held=held,
                    author=author,
                    deputises=True,
                )


def _day_of(row: dict[str, Any]) -> date:
    return today(Place(full_name=row["place__full_name"] or ""))


def _label(row: dict[str, Any]) -> str:
    reach = row["organisation__name"] or row["leader__name"] or row["place__full_name"] or ""
    return f"{reach}{Role(row['role']).label}"


def _organisations(grants: Iterable[dict[str, Any]]) -> dict[int, frozenset[int]]:
    """Return what each organisation of some grants speaks for (a query, if there is any)."""
    named = {row["organisation_id"] for row in grants} - {None}
    own = Organisation.objects.filter(pk__in=named) if named else Organisation.objects.none()
    return _grouped(own.order_by().values_list("pk", "absorbed", "groups"))


def _leaders(grants: Iterable[dict[str, Any]]) -> dict[int, frozenset[int]]:
    """Return whose work each leader of some grants answers for (a query, if there is any)."""
    named = {row["leader_id"] for row in grants} - {None}
    own = Leader.objects.filter(pk__in=named) if named else Leader.objects.none()
    return _grouped(own.order_by().values_list("pk", "predecessors"))


def _grouped(rows: Iterable[tuple[int | None, ...]]) -> dict[int, frozenset[int]]:
    """Gather all ids of each first one's rows, the first one's own among them."""
    found: dict[int, set[int]] = {}
    for row in rows:
        ids = [one for one in row if one is not None]
        found.setdefault(ids[0], set()).update(ids)
    return {first: frozenset(ids) for first, ids in found.items()}
