"""Whether a bulletin's numbers still agree with the ledger."""

from jiannuo.bulletins.composing import compose
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.figures import Agreement, Checked, checked
from jiannuo.bulletins.models import Bulletin, BulletinKind
from jiannuo.directory.actor import Actor
from jiannuo.ledger.periods import Span


def fresh_content(actor: Actor, bulletin: Bulletin) -> Content:
    """Return what the bulletin would say if it were computed now. Raises BulletinRefusedError."""
    return compose(
        actor,
        bulletin.plan,
        BulletinKind(bulletin.kind),
        Span(bulletin.period_kind, bulletin.period_index),
        bulletin.tasks.values_list("pk", flat=True),
    )


def disagreeing(actor: Actor, bulletin: Bulletin) -> tuple[Checked, ...]:
    """Return the numbers that say something else than the ledger says now; quoted words are none.

    Nothing where the bulletin can no longer be computed: there is nothing to compare with.
    """
    try:
        fresh = fresh_content(actor, bulletin)
    except BulletinRefusedError:
        return ()
    every = checked(Content.from_json(bulletin.content).blocks, fresh.blocks)
    return tuple(one for one in every if one.agreement != Agreement.AGREES and not one.quoted)
