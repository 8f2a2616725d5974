"""Pass a release on: to the secrecy review, from there to the approval, back to the draft, or drop it."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record
from jiannuo.publishing.actions.redact import open_questions
from jiannuo.publishing.actions.steps import about, locked, require_other_eyes, subject_of
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import Release, ReleaseState


def send_to_review(actor: Actor, release: Release) -> None:
    """Hand a draft to the secrecy reviewer (公开前审查, 政府信息公开条例 art. 17)."""
    require(actor, Act.COMPOSE, subject_of(release))
    with transaction.atomic():
        found = locked(release, ReleaseState.DRAFT)
        found.state, found.sent_back = ReleaseState.CLEARING, ""
        found.save(update_fields=["state", "sent_back"])
        record(actor.author, "release.send_to_review", about(found))


def clear_release(actor: Actor, release: Release, *, now: datetime) -> None:
    """Say that what the release shows may be public; it then waits for approval.

    Every question must have been answered, and who drafted it doesn't review it where the place has
    another reviewer. Raises ReleaseRefusedError.
    """
    require(actor, Act.CLEAR, subject_of(release))
    with transaction.atomic():
        found = locked(release, ReleaseState.CLEARING)
        require_other_eyes(actor, found, Act.CLEAR, {"release.draft": "拟稿"})
        if left := open_questions(found):
            raise ReleaseRefusedError(f"还有 {left} 处待定的文字，请逐处选择隐去或保留，再通过。")
        found.state = ReleaseState.APPROVING
        found.cleared_by, found.cleared_at = actor.name, now
        found.save(update_fields=["state", "cleared_by", "cleared_at"])
        record(actor.author, "release.clear", about(found))


def send_back(actor: Actor, release: Release, why: str) -> None:
    """Hand a release back to the draft with words. Raises ReleaseRefusedError without them."""
    said = why.strip()
    if not said:
        raise ReleaseRefusedError("退回请写明意见。")
    with transaction.atomic():
        found = locked(release, ReleaseState.CLEARING, ReleaseState.APPROVING)
        act = Act.CLEAR if found.state == ReleaseState.CLEARING else Act.APPROVE
        require(actor, act, subject_of(found))
        found.state, found.sent_back = ReleaseState.DRAFT, said
        found.cleared_by, found.cleared_at = "", None
        found.save(update_fields=["state", "sent_back", "cleared_by", "cleared_at"])
        record(actor.author, "release.send_back", about(found), {"reason": said})


def cancel_release(actor: Actor, release: Release) -> None:
    """Drop a release that was not published; it stays in the list as such."""
    require(actor, Act.COMPOSE, subject_of(release))
    with transaction.atomic():
        found = locked(release, ReleaseState.DRAFT)
        found.state = ReleaseState.CANCELLED
        found.save(update_fields=["state"])
        record(actor.author, "release.cancel", about(found))
