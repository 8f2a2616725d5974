"""What of letters and closings waits for whom, as the first page lists it. Only what there is."""

from collections.abc import Iterator

from django.urls import reverse

from jiannuo.core.workdays import day_words
from jiannuo.desk.todo.others import Item
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.supervision.models import ClosingState, LetterKind, LetterState
from jiannuo.supervision.queries.answering import answering_for
from jiannuo.supervision.queries.closings import closings_visible_to
from jiannuo.supervision.queries.letters import letters_visible_to, overdue


def supervision_of_office(actor: Actor, place: Place) -> Iterator[Item]:
    """Yield what waits for the office in a place: what to sign first, then what to look at."""
    subject, href = Subject(place=place.pk), reverse("desk:supervision")
    if not may(actor, Act.COMPOSE, subject):
        return
    letters = letters_visible_to(actor).filter(place=place)
    closings = closings_visible_to(actor).filter(task__plan__place=place)
    counted = [
        (letters.filter(state=LetterState.ANSWERED).count(), "封函已反馈，待核实"),
        (overdue(letters, today(place)).count(), "封函逾期未反馈"),
        (letters.filter(state=LetterState.DRAFT).exclude(sent_back="").count(), "封函退回待修改"),
        (closings.filter(state=ClosingState.CONFIRMED).count(), "项销号待核实"),
    ]
    if may(actor, Act.APPROVE, subject):
        counted = [
            (letters.filter(state=LetterState.SIGNING).count(), "封函待签发"),
            (closings.filter(state=ClosingState.VERIFIED).count(), "项销号待批准"),
            *counted,
        ]
    for count, words in counted:
        if count:
            yield Item(words=f"{count}{words}", href=href)


def supervision_of_organisation(actor: Actor) -> Iterator[Item]:
    """Yield the letters to answer, the talks to come to, and the applications to confirm as lead."""
    waiting = letters_visible_to(actor).filter(
        organisation__in=actor.organisations, state=LetterState.SENT
    )
    for letter in waiting:
        href = reverse("desk:letter", args=[letter.pk])
        if letter.kind == LetterKind.TALK:
            yield Item(words=f"约谈通知：《{letter}》", href=href)
        elif letter.reply_due_on is not None:
            late = letter.reply_due_on < today(letter.place)
            due = f"{day_words(letter.reply_due_on)}前反馈"
            words = f"{letter.get_kind_display()}《{letter}》请于{due}" + (
                "，已逾期" if late else ""
            )
            yield Item(words=words, href=href)
    applied = closings_visible_to(actor).filter(
        state=ClosingState.APPLIED, task__assignments__organisation__in=actor.organisations
    )
    for closing in applied.distinct():
        if answering_for(closing.task).lead in actor.organisations:
            yield Item(
                words=f"{closing.organisation}申请销号“{closing.task.wording()[:30]}”，请牵头确认",
                href=reverse("desk:closing", args=[closing.pk]),
            )
