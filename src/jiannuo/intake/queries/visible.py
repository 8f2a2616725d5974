"""The one door to uploads: who handles a place's imports sees them, nobody else."""

from django.db.models import QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.intake.models import Upload


def uploads_visible_to(actor: Actor) -> QuerySet[Upload]:
    """Return the uploads for the places into which the actor may import, newest first."""
    if actor.machine:
        return Upload.objects.all()
    return Upload.objects.filter(place__in=importable_places(actor))


def importable_places(actor: Actor) -> list[int]:
    """Return the places (ids) into which the actor may import."""
    return [one for one in sorted(actor.home_places) if may(actor, Act.IMPORT, Subject(place=one))]
