"""Find the organisations and leaders that a document names, adding those that are new.

Called inside an import's transaction by somebody who may import into the place; the names come
from the document that a person confirmed.
"""

from collections.abc import Iterable
from typing import Final

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Leader, Organisation, OrganisationAlias, Place
from jiannuo.directory.names import kind_of, sort_key
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all

LONGEST_ORGANISATION: Final = 200
LONGEST_LEADER: Final = 100
"""Characters of a name, as the database keeps it."""


def organisations_by_name(
    actor: Actor, place: Place, names: Iterable[str]
) -> dict[str, Organisation]:
    """Return the organisation for each name or alias; unknown names become new organisations.

    A "name" longer than names are (a misread cell) is known by its beginning. For an organisation
    that was merged into another its successor is returned: what comes in now is the successor's.
    """
    require(actor, Act.IMPORT, Subject(place=place.pk))
    wanted = {name: name[:LONGEST_ORGANISATION] for name in names}
    short = set(wanted.values())
    named = Organisation.objects.filter(place=place, name__in=short).select_related("merged_into")
    known = {one.name: one.current for one in named}
    aliases = OrganisationAlias.objects.filter(place=place, name__in=short)
    for alias in aliases.select_related("organisation__merged_into"):
        known.setdefault(alias.name, alias.organisation.current)
    fresh = Organisation.objects.bulk_create(
        Organisation(place=place, name=name, kind=kind_of(name), sort_key=sort_key(name))
        for name in dict.fromkeys(wanted.values())
        if name not in known
    )
    record_all(
        actor.author,
        [
            Recorded(
                "organisation.create", About("organisation", one.pk, one.name), {"kind": one.kind}
            )
            for one in fresh
        ],
    )
    known |= {one.name: one for one in fresh}
    return {name: known[cut] for name, cut in wanted.items()}


def leaders_by_name(actor: Actor, place: Place, names: Iterable[str]) -> dict[str, Leader]:
    """Return the leader for each name; unknown names become new leaders without a title."""
    require(actor, Act.IMPORT, Subject(place=place.pk))
    wanted = {name: name[:LONGEST_LEADER] for name in names}
    known = {one.name: one for one in Leader.objects.filter(place=place, name__in=wanted.values())}
    fresh = Leader.objects.bulk_create(
        Leader(place=place, name=name, sort_key=sort_key(name))
        for name in dict.fromkeys(wanted.values())
        if name not in known
    )
    record_all(
        actor.author,
        [Recorded("leader.create", About("leader", one.pk, one.name)) for one in fresh],
    )
    known |= {one.name: one for one in fresh}
    return {name: known[cut] for name, cut in wanted.items()}
