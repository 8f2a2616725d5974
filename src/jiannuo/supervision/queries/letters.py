"""Letters: who may read them, what came before them, what waits and what is overdue."""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation, Place
from jiannuo.directory.permissions import Act, Subject
from jiannuo.ledger.models import Issue, TaskLeader
from jiannuo.supervision.composing import Earlier
from jiannuo.supervision.models import Letter, LetterKind, LetterState
from jiannuo.supervision.queries.reach import places_for

READABLE: Final = (
    LetterState.SENT,
    LetterState.ANSWERED,
    LetterState.RESOLVED,
    LetterState.ESCALATED,
)
"""The states in which a letter has gone out: before, it is the office's own paper."""
NEXT: Final = {
    LetterKind.REMINDER: LetterKind.PRESSING,
    LetterKind.PRESSING: LetterKind.TALK,
}
"""What follows on a letter that was of no avail; after a talk nothing is this office's to decide."""
UNDER_WAY: Final = (
    LetterState.DRAFT,
    LetterState.SIGNING,
    LetterState.SENT,
    LetterState.ANSWERED,
)


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """Return the letters that an actor may read.

    The office reads all of its place's; an organisation those that were sent to it; a leader (and the
    secretary) those that were sent about tasks of theirs. Nobody else: a reminder is no publication.
    A cancelled letter stays readable to those who had received it.
    """
    letters = Letter.objects.select_related("place", "organisation", "follows")
    if actor.machine:
        return letters
    reach = Q(place__in=places_for(actor, Act.COMPOSE))
    sent = Q(state__in=READABLE) | Q(state=LetterState.CANCELLED, sent_at__isnull=False)
    if actor.organisations:
        reach |= sent & Q(organisation__in=actor.organisations)
    if actor.leaders:
        led = TaskLeader.objects.filter(task__letters=OuterRef("pk"), leader__in=actor.leaders)
        reach |= sent & Q(Exists(led))
    return letters.filter(reach)


def subject_of_letter(letter: Letter) -> Subject:
    """Return what permission needs to know about a letter."""
    return Subject(place=letter.place_id, organisations=frozenset({letter.organisation_id}))


def overdue(letters: QuerySet[Letter], today: date) -> QuerySet[Letter]:
    """Return those to which no answer came by the day that they name."""
    return letters.filter(state=LetterState.SENT, reply_due_on__lt=today)


def earlier_letters(organisation: int, tasks: Collection[int]) -> tuple[Letter, ...]:
    """Return the letters that went to an organisation about any of these tasks, oldest first."""
    found = Letter.objects.filter(
        organisation=organisation, tasks__in=list(tasks), state__in=READABLE
    )
    return tuple(found.distinct().order_by("sent_at", "pk"))


def as_earlier(letter: Letter) -> Earlier:
    """Return a letter as the next one tells of it."""
    return Earlier(
        kind=str(letter.get_kind_display()),
        title=str(letter),
        number=letter.number,
        issued_on=letter.issued_on,
        reply_due_on=letter.reply_due_on,
        replied_on=timezone.localtime(letter.replied_at).date() if letter.replied_at else None,
        reply=letter.reply,
        verification=letter.verification,
    )


def notice_of(tasks: Collection[int]) -> str:
    """Return the notice by which these tasks were issued: 《…》（市中政办发〔2022〕1号）; empty without one."""
    issue = Issue.objects.filter(tasks__in=list(tasks)).order_by("issued_at").first()
    if issue is None:
        return ""
    return f"《{issue.title}》" + (f"（{issue.number}）" if issue.number else "")


def last_terms(place: Place) -> tuple[str, str]:
    """Return how the place's last letter was signed and whom it named as contact."""
    last = Letter.objects.filter(place=place).exclude(issuer="").order_by("-pk").first()
    if last is not None:
        return last.issuer, last.contact
    issue = Issue.objects.filter(place=place).exclude(issuer="").order_by("-pk").first()
    return (issue.issuer if issue else f"{place.name}人民政府办公室"), ""


def area_of(place: Place) -> str:
    """Return how a place calls its whole: 全区, 全市, 全县."""
    last = place.name[-1:]
    return f"全{last}" if last in "省市区县旗州镇乡" else "一定范围内"


def recipients_of(place: Place) -> QuerySet[Organisation]:
    """Return the organisations of a place that a letter can go to."""
    return Organisation.objects.filter(place=place, merged_into=None)
