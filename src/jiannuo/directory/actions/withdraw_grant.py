"""Take a role from a user."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Grant
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def withdraw_grant(actor: Actor, grant: Grant) -> None:
    """Withdraw a grant; it stays in the database as no longer active."""
    require(actor, Act.EDIT_GRANTS)
    with transaction.atomic():
        grant.active = False
        grant.save(update_fields=["active"])
        record(
            actor.author,
            "grant.withdraw",
            Recorded("user", grant.user_id, grant.user.username),
            {"grant": grant.pk, "role": grant.role},
        )
