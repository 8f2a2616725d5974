"""Cancel a letter with a reason (作废); what was sent stays readable to whoever received it."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.supervision.actions.telling import tell_letter
from jiannuo.supervision.actions.trail import locked_letter, recorded
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Letter, LetterState
from jiannuo.supervision.queries.letters import UNDER_WAY, subject_of_letter


class CancelReasonMissingError(SupervisionRefusedError):
    """Cancelling needs its reason."""

    def __init__(self) -> None:
        super().__init__("作废请写明理由。")


def cancel_letter(actor: Actor, letter: Letter, because: str, *, now: datetime) -> None:
    """Cancel a letter: a draft by who may draft, one that was sent only by the director.

    The letter before it, which it was to follow, is under way again. Raises
    CancelReasonMissingError, MovedOnError.
    """
    act = Act.APPROVE if letter.sent_at else Act.COMPOSE
    require(actor, act, subject_of_letter(letter))
    if not because:
        raise CancelReasonMissingError
    with transaction.atomic():
        found = locked_letter(letter, *UNDER_WAY)
        if found.sent_at:
            require(actor, Act.APPROVE, subject_of_letter(found))
        found.state = LetterState.CANCELLED
        found.cancelled_by, found.cancelled_because = actor.name, because
        found.save()
        recorded(actor, "letter.cancel", found, {"reason": because})
        if found.follows_id:
            _take_up(found.follows_id)
        if found.sent_at:
            tell_letter(
                found,
                now,
                key="cancelled",
                title=f"{found.get_kind_display()}已作废",
                text=f"《{found}》（{found.number}）作废，不用再反馈。理由：{because}",
            )


def _take_up(before: int) -> None:
    earlier = Letter.objects.select_for_update().get(pk=before)
    if earlier.state == LetterState.ESCALATED:
        earlier.state = LetterState.ANSWERED if earlier.replied_at else LetterState.SENT
        earlier.save(update_fields=["state"])
