"""Organisations through their renames and mergers: who stands for whom, and what it was called when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jiannuo.directory.models import (
    ChangeKind,
    Deputation,
    Grant,
    Organisation,
    OrganisationChange,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """What merging one organisation into another would change, for a person to look at first."""

    users: tuple[str, ...]
    groups: tuple[str, ...]
    sectors: tuple[str, ...]
    aliases: tuple[str, ...]
    absorbed: tuple[str, ...]
    deputies: int


def lineage(organisations: Iterable[int]) -> frozenset[int]:
    """Return these organisations and all that were merged into them (one query)."""
    own = frozenset(organisations)
    absorbed = Organisation.objects.filter(merged_into__in=own).values_list("pk", flat=True)
    return own | frozenset(absorbed)


def current(organisations: Iterable[int]) -> dict[int, int]:
    """Return for each of these organisations the one that stands for it today (one query).

    Rounds, reminders and lists of who is missing ask this: a merged organisation answers no more,
    its successor answers for what it had.
    """
    rows = Organisation.objects.filter(pk__in=list(organisations))
    return {pk: merged or pk for pk, merged in rows.values_list("pk", "merged_into")}


def name_on(organisation: Organisation, day: date) -> str:
    """Return what an organisation was called on a day (one query, none with prefetched changes)."""
    later = [
        change
        for change in organisation.changes.all()
        if change.kind == ChangeKind.RENAMED and change.on > day
    ]
    return later[0].before if later else organisation.name


def changes_of(organisation: Organisation) -> tuple[OrganisationChange, ...]:
    """Return an organisation's renames and mergers and what it took over, by date."""
    own = organisation.changes.select_related("organisation", "successor")
    taken = organisation.takeovers.select_related("organisation", "successor")
    return tuple(sorted((*own, *taken), key=lambda change: (change.on, change.pk)))


def merger_of(organisation: Organisation) -> Merger:
    """Return what merging an organisation into another would take along."""
    grants = Grant.objects.filter(organisation=organisation, active=True)
    return Merger(
        users=tuple(f"{g.user}（{g.get_role_display()}）" for g in grants.select_related("user")),
        groups=tuple(one.name for one in organisation.groups.all()),
        sectors=tuple(one.name for one in organisation.sectors.all()),
        aliases=tuple(one.name for one in organisation.aliases.all()),
        absorbed=tuple(one.name for one in organisation.absorbed.all()),
        deputies=Deputation.objects.filter(grant__in=grants, withdrawn=False).count(),
    )
