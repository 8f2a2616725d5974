"""Where a bulletin stands: the line of its steps, the sentence over its page, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from jiannuo.bulletins.actions.clear import REVIEWABLE
from jiannuo.bulletins.deadline import workdays_left, workdays_over
from jiannuo.bulletins.models import ORDER, Bulletin, BulletinState, BulletinVersion, Openness
from jiannuo.bulletins.queries.hands import may_check, may_sign
from jiannuo.core.workdays import day_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.publishing.models import ReleaseState

_STEPS: Final = (
    ("拟稿", BulletinState.DRAFT),
    ("核稿", BulletinState.CHECKING),
    ("签发", BulletinState.SIGNED),
    ("编号", BulletinState.NUMBERED),
    ("印发", BulletinState.ISSUED),
)
"""Each step with the step of the version that is kept when it is done."""
_DONE_BEFORE: Final = {
    BulletinState.DRAFT: 0,
    BulletinState.CHECKING: 1,
    BulletinState.SIGNING: 2,
    BulletinState.SIGNED: 3,
    BulletinState.NUMBERED: 4,
    BulletinState.ISSUED: 5,
    BulletinState.WITHDRAWN: 5,
    BulletinState.DISCARDED: 0,
}
"""How many of the steps are done in each state."""
_CLOSED: Final = (Openness.INTERNAL, Openness.WORK_SECRET)
_OVER: Final = (BulletinState.WITHDRAWN, BulletinState.DISCARDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the life: `stand` is done, now or ahead."""

    label: str
    stand: str
    by: str = ""
    at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What the visitor can do next: the deed's code, its button, and what it will bring about."""

    do: str
    button: str
    words: str


def steps_of(bulletin: Bulletin, versions: list[BulletinVersion]) -> list[Step]:
    """Return the line of steps, with who took each and when; the last is the openness review."""
    latest = {version.step: version for version in versions}
    done = _DONE_BEFORE[BulletinState(bulletin.state)]
    steps = []
    for number, (label, kept) in enumerate(_STEPS):
        stand = "done" if number < done else "now" if number == done else "ahead"
        version = latest.get(kept) if stand == "done" else None
        steps.append(
            Step(
                label=label,
                stand="ahead" if stand == "now" and bulletin.state in _OVER else stand,
                by=version.by_name if version else bulletin.drafted_by if number == 0 else "",
                at=timezone.localtime(version.at) if version else None,
                words=version.note if version else "",
            )
        )
    return [*steps, _openness(bulletin)]


def _openness(bulletin: Bulletin) -> Step:
    """Return the last step: done once it is public, or decided that it will not be."""
    left = public_words(bulletin)
    decided = bulletin.openness != Openness.UNDECIDED
    waits = bulletin.state == BulletinState.ISSUED and published_at(bulletin) is None
    closed = bulletin.openness in _CLOSED
    word = f"定为{bulletin.get_openness_display()}" if decided else ""
    return Step(
        label="公开",
        stand="done" if closed or (decided and not waits) else "now" if waits else "ahead",
        by=bulletin.openness_by,
        at=timezone.localtime(bulletin.openness_at) if bulletin.openness_at else None,
        words="　".join(one for one in (word, left) if one),
    )


def published_at(bulletin: Bulletin) -> datetime | None:
    """Return when a bulletin was first made public by a release (a query)."""
    releases = bulletin.releases.filter(state=ReleaseState.PUBLISHED)
    return releases.order_by("published_at").values_list("published_at", flat=True).first()


def public_words(bulletin: Bulletin) -> str:
    """Say how long is left until an issued bulletin must be public; empty where nothing runs.

    What isn't to be made public, and what was withdrawn, has no such day.
    """
    due = bulletin.public_due_on
    if due is None or bulletin.openness in _CLOSED or bulletin.state != BulletinState.ISSUED:
        return ""
    published = published_at(bulletin)
    if published is not None:
        return f"{day_words(timezone.localdate(published))}已公开"
    day, now = day_words(due), today(bulletin.place)
    if now < due:
        return f"应于{day}前公开，还剩{workdays_left(bulletin.place, now, due)}个工作日"
    if now == due:
        return f"应于今天（{day}）前公开"
    over = workdays_over(bulletin.place, now, due)
    return f"应于{day}前公开，已逾期" + (f"{over}个工作日" if over else "")


def headline(actor: Actor, bulletin: Bulletin) -> str:
    """Return the page's sentence: where the bulletin stands, and whether it waits for the visitor."""
    subject = Subject(place=bulletin.place_id)
    writes, signs = may(actor, Act.COMPOSE, subject), may(actor, Act.APPROVE, subject)
    reviews = may(actor, Act.CLEAR, subject)
    if reviews and bulletin.openness == Openness.UNDECIDED and bulletin.state in REVIEWABLE:
        return "等您审查公开属性"
    number = f"第{bulletin.number}期"
    match bulletin.state:
        case BulletinState.DRAFT:
            return "退回修改" if bulletin.sent_back else _draft(bulletin, bulletin.due_on)
        case BulletinState.CHECKING:
            return "等您核稿" if writes and may_check(actor, bulletin) else "等别人核稿"
        case BulletinState.SIGNING:
            return "等您签发" if signs and may_sign(actor, bulletin) else "等督查室主任签发"
        case BulletinState.SIGNED:
            return "已签发，等您编号" if writes else "已签发，待编号"
        case BulletinState.NUMBERED:
            return f"{number}，等您印发" if writes else f"{number}，待印发"
        case BulletinState.ISSUED:
            return (
                f"{number}，{day_words(bulletin.issued_on)}印发" if bulletin.issued_on else number
            )
        case BulletinState.WITHDRAWN:
            return f"{number}，已撤回"
    return str(bulletin.get_state_display())


def _draft(bulletin: Bulletin, due: date | None) -> str:
    if bulletin.by_schedule and due is not None:
        return f"到期通报，{day_words(due)}前应印发"
    return "拟稿"


def next_of(actor: Actor, bulletin: Bulletin) -> Next | None:
    """Return the visitor's next deed, the page's one blue button; None where it is somebody else's."""
    subject = Subject(place=bulletin.place_id)
    if bulletin.state not in ORDER or not may(actor, Act.COMPOSE, subject):
        return None
    match bulletin.state:
        case BulletinState.DRAFT:
            return Next(do="send_on", button="送核稿", words="核稿由拟稿人以外的人办理。")
        case BulletinState.CHECKING:
            if not may_check(actor, bulletin):
                return None
            return Next(do="pass_on", button="核稿完毕，送签", words="送签后由督查室主任签发。")
        case BulletinState.SIGNING:
            if not may(actor, Act.APPROVE, subject) or not may_sign(actor, bulletin):
                return None
            return Next(do="sign", button="签发", words="签发后正文不再改动。")
        case BulletinState.SIGNED:
            return Next(do="number", button="编号", words="第几期由系统顺编，不跳号、不重号。")
        case BulletinState.NUMBERED:
            return Next(
                do="issue",
                button="印发",
                words="印发后通知有关单位，只能更正或撤回，不能修改。",
            )
    return None
