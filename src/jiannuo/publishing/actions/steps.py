"""What every act on a release shares: the lock, who is somebody else, how the trail names it."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Grant, Place, Role
from jiannuo.directory.permissions import ACTS, Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.models import Entry
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import Release, ReleaseState


def subject_of(release: Release) -> Subject:
    """Return what permission needs to know about a release."""
    return Subject(place=release.place_id)


def about(release: Release) -> About:
    """Return a release as the trail names it."""
    return About("release", release.pk, release.title)


def locked(release: Release, *states: ReleaseState) -> Release:
    """Lock a release until the transaction ends. Raises ReleaseRefusedError in any other state.

    Two people who press at once therefore take the step once; the second learns where it stands.
    """
    found = (
        Release.objects.select_for_update(of=("self",))
        .select_related("place", "plan", "bulletin")
        .get(pk=release.pk)
    )
    if found.state not in states:
        raise ReleaseRefusedError(
            f"这次发布现在是“{found.get_state_display()}”，可能别人已经办过。请刷新页面再看。"
        )
    return found


def require_hand(actor: Actor, release: Release) -> None:
    """Make sure that the actor has the release in hand: the office its draft, the reviewer's review."""
    act = Act.CLEAR if release.state == ReleaseState.CLEARING else Act.COMPOSE
    require(actor, act, subject_of(release))


def require_other_eyes(actor: Actor, release: Release, act: Act, steps: dict[str, str]) -> None:
    """Make sure that who took an earlier step doesn't take this one, where somebody else could.

    `steps` are the earlier steps' words by the code under which the trail has them. The trail knows
    persons by their lasting id, also a deputy. The machine acts for the demonstration only. Raises
    ReleaseRefusedError.
    """
    if actor.machine or not _others(actor, release.place, act):
        return
    for code, words in steps.items():
        last = (
            Entry.objects.filter(subject_type="release", subject_id=release.pk, action=code)
            .order_by("-sequence")
            .first()
        )
        if last is not None and last.actor == actor.id:
            raise ReleaseRefusedError(f"这次发布由您{words}，请由别人办理这一步。")


def _others(actor: Actor, place: Place, act: Act) -> bool:
    """Say whether the place has somebody else who holds the act."""
    roles = [role for role in Role if act in ACTS[role]]
    return (
        Grant.objects.filter(place=place, active=True, role__in=roles, user__is_active=True)
        .exclude(user=actor.user)
        .exists()
    )
