"""Who acts: a frozen value of a user's identity and grants, read once per request."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.contrib.auth.models import AnonymousUser

from jiannuo.directory.models import Grant, Organisation, Role, User
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

    `organisations` are the organisation itself and the groups it is a member of.
    """

    role: Role
    place: int | None = None
    organisations: frozenset[int] = frozenset()
    leader: int | None = None


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person (or this machine) with everything that decides what they may see and do."""

    id: str
    name: str
    user: int | None = None
    held: tuple[Held, ...] = ()
    machine: bool = False

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
            held.leader
            for held in self.held
            if held.role in OF_A_LEADER and held.leader is not None
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


def actor_of(user: User | AnonymousUser) -> Actor:
    """Return what a user is and may; a stranger for somebody not logged in or disabled.

    One query for the grants, one more for the groups of the user's organisations, if any.
    """
    if not isinstance(user, User) or not user.is_active:
        return STRANGER
    grants = list(Grant.objects.filter(user=user, active=True))
    groups = _groups({grant.organisation_id for grant in grants if grant.organisation_id})
    return Actor(
        id=f"user:{user.pk}",
        name=user.name or user.username,
        user=user.pk,
        held=tuple(_held(grant, groups) for grant in grants),
    )


def _groups(organisations: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {one: {one} for one in organisations}
    if found:
        links = Organisation.members.through.objects.filter(to_organisation__in=found)
        for group, member in links.values_list("from_organisation_id", "to_organisation_id"):
            found[member].add(group)
    return found


def _held(grant: Grant, groups: dict[int, set[int]]) -> Held:
    return Held(
        role=Role(grant.role),
        place=grant.place_id,
        organisations=frozenset(groups[grant.organisation_id] if grant.organisation_id else ()),
        leader=grant.leader_id,
    )
