"""Register an organisation that no document has named yet."""

from django.db import transaction

from jiannuo.directory.actions.describe_organisation import is_taken
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Organisation, OrganisationKind, Place
from jiannuo.directory.names import sort_key
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def create_organisation(
    actor: Actor, place: Place, *, name: str, kind: OrganisationKind
) -> Organisation:
    """Add an organisation to a place. Raises NotFittingError where the name is another's."""
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=place.pk))
    if is_taken(place.pk, name):
        raise NotFittingError(f"{place}已经有名称或别名为“{name}”的单位。", "name")
    with transaction.atomic():
        organisation = Organisation.objects.create(
            place=place, name=name, kind=kind, sort_key=sort_key(name)
        )
        record(
            actor.author,
            "organisation.create",
            Recorded("organisation", organisation.pk, organisation.name),
            {"kind": organisation.kind},
        )
    return organisation
