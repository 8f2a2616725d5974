"""Merge an organisation into another as of a day.

Its tasks and reports stay under its own name, where they were; the successor's people find them
from now on (`directory.actor` reaches through `merged_into`). What is not past goes over: its users'
roles, its memberships in sets, its place in leaders' sectors.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import (
    ChangeKind,
    Deputation,
    Grant,
    Organisation,
    OrganisationChange,
    OrganisationKind,
)
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all


def merge_organisation(
    actor: Actor,
    organisation: Organisation,
    into: Organisation,
    *,
    on: date,
    today: date,
    document: str = "",
) -> None:
    """Let another organisation stand for this one from a day on that has come.

    Raises NotFittingError where the two cannot be merged.
    """
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=organisation.place_id))
    require_mergeable(organisation, into)
    if on > today:
        raise NotFittingError("并入日期还没有到。请在当天或以后办理。", "on")
    with transaction.atomic():
        OrganisationChange.objects.create(
            organisation=organisation,
            kind=ChangeKind.MERGED,
            on=on,
            document=document,
            before=organisation.name,
            after=into.name,
            successor=into,
        )
        organisation.merged_into = into
        organisation.save(update_fields=["merged_into"])
        Organisation.objects.filter(merged_into=organisation).update(merged_into=into)
        if organisation.kind == OrganisationKind.GROUP:
            into.members.add(*organisation.members.all())
        sets, sectors = _pass_on(organisation, into)
        said = {"on": on.isoformat(), "document": document}
        about, heir = (About("organisation", o.pk, o.name) for o in (organisation, into))
        merged = {**said, "after": into.name, "into": into.pk, "groups": sets, "sectors": sectors}
        acts = [
            Recorded("organisation.merge", about, merged),
            Recorded("organisation.absorb", heir, {**said, "before": organisation.name}),
            *_move_grants(organisation, into),
        ]
        record_all(actor.author, acts)


def require_mergeable(organisation: Organisation, into: Organisation) -> None:
    """Raise NotFittingError where the one cannot be merged into the other."""
    if organisation.pk == into.pk:
        raise NotFittingError("不能并入自己。请选另一个单位。", "into")
    if organisation.place_id != into.place_id:
        raise NotFittingError("两个单位不在同一地区，不能合并。", "into")
    if organisation.merged_into_id:
        raise NotFittingError(f"“{organisation}”早已并入“{organisation.merged_into}”。")
    if into.merged_into_id:
        raise NotFittingError(f"“{into}”已并入“{into.merged_into}”，请直接并入后者。", "into")
    sets = {one.kind == OrganisationKind.GROUP for one in (organisation, into)}
    if len(sets) > 1:
        raise NotFittingError("单位集合与单位不能互相并入。", "into")


def _pass_on(organisation: Organisation, into: Organisation) -> tuple[list[str], list[str]]:
    """Put the successor into the sets and sectors that the organisation was in; return their names."""
    groups = list(organisation.groups.all())
    for group in groups:
        group.members.remove(organisation)
        if group.pk != into.pk:
            group.members.add(into)
    sectors = list(organisation.sectors.all())
    for sector in sectors:
        sector.organisations.remove(organisation)
        sector.organisations.add(into)
    return [one.name for one in groups], [one.name for one in sectors]


def _move_grants(organisation: Organisation, into: Organisation) -> Iterator[Recorded]:
    """Give the organisation's users the same roles in the successor, their deputies with them."""
    for old in Grant.objects.filter(organisation=organisation, active=True).select_related("user"):
        old.active = False
        old.save(update_fields=["active"])
        new, created = Grant.objects.get_or_create(
            user=old.user, role=old.role, place=into.place, organisation=into, active=True
        )
        Deputation.objects.filter(grant=old).update(grant=new)
        about = About("user", old.user_id, old.user.username)
        said = {"role": old.role, "organisation": organisation.name}
        yield Recorded("grant.withdraw", about, {"grant": old.pk, **said})
        if created:
            yield Recorded("grant.create", about, {**said, "organisation": into.name})
