"""Stop applying something that was remembered."""

from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.profiles.models import Remembered


def forget(actor: Actor, entry: Remembered) -> Remembered:
    """Stop applying an entry; it stays on record. Forgetting twice changes nothing."""
    require(actor, Act.IMPORT, Subject(place=entry.place_id))
    with transaction.atomic():
        held = Remembered.objects.select_for_update().get(pk=entry.pk)
        if held.forgotten_at is None:
            held.forgotten_at = timezone.now()
            held.save()
            record(
                actor.author,
                "mapping.forget",
                Recorded("mapping", held.pk, held.get_kind_display()),
                {"place": held.place_id, "content": held.content},
            )
    return held
