"""Put a Word template away, or take it up again in place of the one in use."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.models import Template
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def retire_template(actor: Actor, template: Template, *, active: bool = False) -> None:
    """Put a template away (or, with `active`, take it up again). Raises NotAllowedError."""
    require(actor, Act.COMPOSE, Subject(place=template.place_id))
    with transaction.atomic():
        if active:
            others = Template.objects.filter(place=template.place_id, use=template.use, active=True)
            others.update(active=False)
        template.active = active
        template.save(update_fields=["active"])
        record(
            actor.author,
            "template.restore" if active else "template.retire",
            Recorded("template", template.pk, template.name),
        )
