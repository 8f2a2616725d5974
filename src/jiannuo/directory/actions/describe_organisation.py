"""Say what an organisation is: its kind, telephone, other names, and for a group its members."""

from collections.abc import Collection

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation, OrganisationAlias, OrganisationKind
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


class NameTakenError(Exception):
    """Another organisation of the place already goes by this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}”已经是另一个单位的名称。两者是同一单位时，请合并。")


def describe_organisation(
    actor: Actor,
    organisation: Organisation,
    *,
    kind: OrganisationKind | None = None,
    telephone: str | None = None,
    internal_telephone: str | None = None,
    members: Collection[Organisation] | None = None,
) -> None:
    """Change what is known about an organisation; what is None stays as it is.

    Members make it a group: they see its tasks as their own.
    """
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=organisation.place_id))
    with transaction.atomic():
        if kind is not None:
            organisation.kind = kind
        if telephone is not None:
            organisation.telephone = telephone
        if internal_telephone is not None:
            organisation.internal_telephone = internal_telephone
        if members is not None:
            organisation.kind = OrganisationKind.GROUP
            organisation.members.set(members)
        organisation.save(update_fields=["kind", "telephone", "internal_telephone"])
        record(
            actor.author,
            "organisation.describe",
            Recorded("organisation", organisation.pk, organisation.name),
            {
                "kind": organisation.kind,
                "telephone": organisation.telephone,
                "internal_telephone": organisation.internal_telephone,
                "members": None if members is None else sorted(one.name for one in members),
            },
        )


def add_alias(actor: Actor, organisation: Organisation, name: str) -> OrganisationAlias:
    """Remember another name of an organisation: later documents may use it.

    Raises NameTakenError if another organisation of the place goes by it.
    """
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=organisation.place_id))
    place = organisation.place_id
    with transaction.atomic():
        if is_taken(place, name, organisation):
            raise NameTakenError(name)
        alias, new = OrganisationAlias.objects.get_or_create(
            organisation=organisation, place_id=place, name=name
        )
        if new:
            record(
                actor.author,
                "organisation.alias",
                Recorded("organisation", organisation.pk, organisation.name),
                {"alias": name},
            )
    return alias


def is_taken(place: int, name: str, by_others_than: Organisation | None = None) -> bool:
    """Say whether an organisation of the place goes by this name or alias, other than the given one."""
    named = Organisation.objects.filter(place=place, name=name)
    aliases = OrganisationAlias.objects.filter(place=place, name=name)
    if by_others_than is not None:
        named = named.exclude(pk=by_others_than.pk)
        aliases = aliases.exclude(organisation=by_others_than)
    return named.exists() or aliases.exists()
