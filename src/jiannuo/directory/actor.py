"""Who acts: a frozen value of a user's identity and grants, read once per request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, FilteredRelation, Q

from jiannuo.directory.clock import today
from jiannuo.directory.models import Grant, Place, Role, User
from jiannuo.directory.models.people import (
    ADMINISTRATORS,
    OF_A_LEADER,
    OF_A_PLACE,
    OF_AN_ORGANISATION,
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
            held.place for held in self.held if held.role in OF_A_PLACE and held.place is not None
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
    standing that is over (the leave has ended) counts as none. One query.
    """
    if not isinstance(user, User) or not user.is_active:
        return STRANGER
    name = user.name or user.username
    standings = tuple(_standings(user, name))
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


_REACH: Final = {
    "org": F("organisation"),
    "absorbed": F("organisation__absorbed"),
    "group": F("organisation__groups"),
    "predecessor": F("leader__predecessors"),
    "deputation": F("deputed__pk"),
    "begins": F("deputed__begins"),
    "ends": F("deputed__ends"),
}


def _standings(user: User, name: str) -> Iterator[Standing]:
    """Read the user's own grants and those they use for others today: a row for each joined reach."""
    deputed = FilteredRelation(
        "deputations",
        condition=Q(deputations__deputy=user, deputations__withdrawn=False),
    )
    rows = (
        Grant.objects.annotate(deputed=deputed)
        .filter(Q(user=user) | Q(deputed__isnull=False, user__is_active=True), active=True)
        .order_by("role", "pk", "deputed__pk")
        .values(
            "pk", "user_id", "role", "place_id", "leader_id", "user__name", "place__full_name",
            "organisation__name", "leader__name", **_REACH,
        )
    )  # fmt: skip
    grouped: dict[tuple[int, int | None], list[dict[str, Any]]] = {}
    for row in rows:
        own = row["user_id"] == user.pk
        grouped.setdefault((row["pk"], None if own else row["deputation"]), []).append(row)
    for (grant, deputation), same in grouped.items():
        first = same[0]
        if deputation is None:
            yield Standing(key=f"grant:{grant}", label=_label(first), held=_held(same), author=name)
        elif first["begins"] <= _day_of(first) <= first["ends"]:
            author = f"{name}代{first['user__name']}"
            yield Standing(
                key=f"deputy:{deputation}",
                label=f"{author}（{_label(first)}，至{first['ends']:%-m月%-d日}）",
                held=_held(same),
                author=author,
                deputises=True,
            )


def _day_of(row: dict[str, Any]) -> date:
    return today(Place(full_name=row["place__full_name"] or ""))


def _label(row: dict[str, Any]) -> str:
    reach = row["organisation__name"] or row["leader__name"] or row["place__full_name"] or ""
    return f"{reach}{Role(row['role']).label}"


def _held(rows: list[dict[str, Any]]) -> Held:
    return Held(
        role=Role(rows[0]["role"]),
        place=rows[0]["place_id"],
        organisations=_ids(row[key] for row in rows for key in ("org", "absorbed", "group")),
        leaders=_ids(row[key] for row in rows for key in ("leader_id", "predecessor")),
    )


def _ids(found: Iterable[int | None]) -> frozenset[int]:
    return frozenset(one for one in found if one is not None)
