"""Compute a draft anew (重新计算): what nobody touched follows the ledger, what was edited stays."""

from jiannuo.bulletins.actions.edit import changed
from jiannuo.bulletins.merging import merged
from jiannuo.bulletins.models import Bulletin
from jiannuo.bulletins.queries.agreement import fresh_content
from jiannuo.directory.actor import Actor


def recompute(actor: Actor, bulletin: Bulletin, *, revision: int) -> Bulletin:
    """Bring a draft up to the ledger; edited paragraphs are never written over.

    Raises ChangedMeanwhileError, BulletinRefusedError.
    """
    fresh = fresh_content(actor, bulletin)
    return changed(
        actor,
        bulletin,
        lambda content: merged(content, fresh),
        revision=revision,
        action="bulletin.recompute",
    )
