"""What every step of a bulletin's life shares: the lock, the version that is kept, how the trail names it."""

from datetime import datetime

from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState, BulletinVersion
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Subject
from jiannuo.history.actions.record import Subject as About


def subject_of(bulletin: Bulletin) -> Subject:
    """Return what permission needs to know about a bulletin."""
    return Subject(place=bulletin.place_id)


def about(bulletin: Bulletin) -> About:
    """Return a bulletin as the trail names it."""
    return About("bulletin", bulletin.pk, str(bulletin))


def locked(bulletin: Bulletin, *states: BulletinState) -> Bulletin:
    """Lock a bulletin until the transaction ends. Raises BulletinRefusedError in any other state.

    Two people who press at once therefore take the step once; the second learns where it stands.
    """
    found = (
        Bulletin.objects.select_for_update(of=("self",)).select_related("place").get(pk=bulletin.pk)
    )
    if found.state not in states:
        raise BulletinRefusedError(
            f"这份通报现在是“{found.get_state_display()}”，可能别人已经办过。请刷新页面再看。"
        )
    return found


def keep_version(
    bulletin: Bulletin, step: BulletinState, actor: Actor, *, now: datetime, note: str = ""
) -> BulletinVersion:
    """Keep the content as it leaves the actor's hands; called under the bulletin's lock."""
    last = bulletin.versions.order_by("-number").first()
    return BulletinVersion.objects.create(
        bulletin=bulletin,
        number=last.number + 1 if last else 1,
        step=step,
        content=bulletin.content,
        by_name=actor.name,
        at=now,
        note=note,
    )


def require_as_signed(bulletin: Bulletin) -> None:
    """Raise BulletinRefusedError unless the content is, character by character, what was signed."""
    signed = bulletin.versions.filter(step=BulletinState.SIGNED).order_by("-number").first()
    if signed is None or signed.content != bulletin.content:
        raise BulletinRefusedError(
            "正文与签发稿不一致，不能继续办理。请对照“各稿”中的签发稿，查明原因后重新拟稿。"
        )


def require_seen(bulletin: Bulletin, seen: int | None) -> None:
    """Raise BulletinRefusedError where the words have changed since the actor read them.

    `seen` is the revision that stood on the actor's page; None where nobody reads (a machine).
    """
    if seen is not None and seen != bulletin.revision:
        raise BulletinRefusedError("您打开这一页以后，正文又改过。请重新看一遍再办。")


def word_of(text: str, ask: str) -> str:
    """Return a reason without spaces around it. Raises BulletinRefusedError where there is none."""
    word = text.strip()
    if not word:
        raise BulletinRefusedError(ask)
    return word
