"""Take another office's mapping profile over."""

from django.db import transaction

from jiannuo.core.mapping.profiles import MappingProfile, profile_to_json
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.intake.profiles.actions.remember import remember
from jiannuo.intake.profiles.models import Kind


def take_over(actor: Actor, place: Place, profile: MappingProfile) -> int:
    """Remember all that a profile says; return how many entries. All or nothing."""
    require(actor, Act.IMPORT, Subject(place=place.pk))
    written = profile_to_json(profile)
    entries = [
        *((Kind.LAYOUT, one) for one in written["layouts"]),
        *((Kind.NAME, {"written": a, "meant": b}) for a, b in written["names"].items()),
        *((Kind.ANSWER, one) for one in written["answers"]),
    ]
    with transaction.atomic():
        for kind, content in entries:
            remember(actor, place, kind, content)
    return len(entries)
