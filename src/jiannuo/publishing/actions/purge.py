"""Purge a file that turned out to be a state secret, in every room of the house.

The one door for whoever purges: `intake.actions.purge` clears its own storey and those below, and
knows nothing of the letters, bulletins and releases above it. Here, at the top, every app erases its
own words, the public's first, and all of it happens or nothing.
"""

from django.db import transaction

from jiannuo.bulletins.actions.erase_texts import erase_bulletins
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.intake.actions.purge import purge as purge_below
from jiannuo.intake.queries.secret import secret_of
from jiannuo.ledger.secret import sweep
from jiannuo.outbox.models import Message
from jiannuo.publishing.actions.erase_texts import erase_releases
from jiannuo.supervision.actions.erase_texts import erase_letters_and_closings


def purge(actor: Actor, file: SourceFile, reason: str) -> dict[str, int]:
    """Purge a file in every place that has the same bytes; return what was removed, counted.

    Raises NotReadyError (`intake.errors`) where no reason is given or the file is purged already.
    """
    require(actor, Act.PURGE)
    with transaction.atomic():
        secret = secret_of(SourceFile.objects.filter(sha256=file.sha256, purged_at=None))
        above = {
            **erase_releases(actor, secret, now=now(file.place)),
            "bulletins": erase_bulletins(actor, secret),
            **erase_letters_and_closings(actor, secret),
        }
        sweep((Message,), secret)
        return purge_below(actor, file, reason, above)
