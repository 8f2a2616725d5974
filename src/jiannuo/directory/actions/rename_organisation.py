"""Rename an organisation as of a day. It stays the same one; its old name becomes an alias."""

from datetime import date

from django.db import transaction

from jiannuo.directory.actions.describe_organisation import is_taken
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import (
    ChangeKind,
    Organisation,
    OrganisationAlias,
    OrganisationChange,
)
from jiannuo.directory.names import sort_key
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def rename_organisation(
    actor: Actor, organisation: Organisation, *, name: str, on: date, document: str = ""
) -> None:
    """Give an organisation a new name from a day on, by a document.

    Later documents may use either name. Raises NotFittingError where the name is another's or the
    same, and for an organisation that was merged into another.
    """
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=organisation.place_id))
    before = organisation.name
    if organisation.merged_into_id:
        raise NotFittingError(f"“{before}”已并入“{organisation.merged_into}”，不能再更名。")
    if name == before:
        raise NotFittingError("新名称与现名称相同。", "name")
    if is_taken(organisation.place_id, name, organisation):
        raise NotFittingError(
            f"“{name}”已经是另一个单位的名称。两者是同一单位时，请用“并入”。", "name"
        )
    with transaction.atomic():
        organisation.name, organisation.sort_key = name, sort_key(name)
        organisation.save(update_fields=["name", "sort_key"])
        OrganisationAlias.objects.filter(organisation=organisation, name=name).delete()
        OrganisationAlias.objects.get_or_create(
            organisation=organisation, place_id=organisation.place_id, name=before
        )
        OrganisationChange.objects.create(
            organisation=organisation,
            kind=ChangeKind.RENAMED,
            on=on,
            document=document,
            before=before,
            after=name,
        )
        record(
            actor.author,
            "organisation.rename",
            Recorded("organisation", organisation.pk, before),
            {"before": before, "after": name, "on": on.isoformat(), "document": document},
        )
