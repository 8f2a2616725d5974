"""Draft a letter (拟稿) from what the ledger says about an organisation's tasks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.ledger.models import Task
from jiannuo.ledger.queries.duties import duties_within
from jiannuo.supervision.actions.trail import recorded
from jiannuo.supervision.composing import Facts, compose
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Letter, LetterKind, LetterState
from jiannuo.supervision.queries.letters import (
    UNDER_WAY,
    area_of,
    as_earlier,
    earlier_letters,
    last_terms,
    notice_of,
)
from jiannuo.supervision.queries.matters import matters_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is set beside the text: by when, when and where, who signs, whom to ask.

    Issuer and contact that are left empty are those of the place's last letter.
    """

    reply_due_on: date | None = None
    talk_at: datetime | None = None
    talk_where: str = ""
    issuer: str = ""
    contact: str = ""


class NotTheirsError(SupervisionRefusedError):
    """The organisation has no duty in a chosen task."""

    def __init__(self, organisation: str) -> None:
        super().__init__(
            f"没有选任务，或者所选任务不由{organisation}承担。请选这家单位正在承担的任务。"
        )


class UnderWayError(SupervisionRefusedError):
    """A letter of this kind about the same matter is on its way already."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(
            f"同一事项已有一封{letter.get_kind_display()}《{letter}》在办（{letter.get_state_display()}），"
            "请打开那一封接着办。"
        )


def draft_letter(
    actor: Actor,
    organisation: Organisation,
    kind: LetterKind,
    tasks: Collection[int],
    terms: Terms,
    *,
    now: datetime,
    follows: Letter | None = None,
) -> Letter:
    """Draft a letter to one organisation about tasks (ids) that it answers for or shares in.

    Raises NotTheirsError, UnderWayError.
    """
    place = organisation.place
    require(actor, Act.COMPOSE, Subject(place=place.pk))
    with transaction.atomic():
        # Whoever drafts the same letter at the same time waits here, and then finds it under way.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        chosen = _theirs(organisation, tasks)
        waiting = Letter.objects.filter(
            organisation=organisation, kind=kind, tasks__in=chosen, state__in=UNDER_WAY
        ).first()
        if waiting is not None:
            raise UnderWayError(waiting)
        letter = _drafted(actor, organisation, kind, chosen, terms, now=now)
        letter.follows = follows
        letter.save()
        letter.tasks.set(chosen)
        recorded(actor, "letter.draft", letter, {"tasks": len(chosen)})
    return letter


def _drafted(
    actor: Actor,
    organisation: Organisation,
    kind: LetterKind,
    tasks: list[int],
    terms: Terms,
    *,
    now: datetime,
) -> Letter:
    """Return the letter, not saved yet, with its words."""
    issuer, contact = last_terms(organisation.place)
    facts = Facts(
        organisation=organisation.name,
        area=area_of(organisation.place),
        notice=notice_of(tasks),
        reply_due_on=terms.reply_due_on,
        talk_at=terms.talk_at,
        talk_where=terms.talk_where,
        contact=terms.contact or contact,
        earlier=tuple(as_earlier(one) for one in earlier_letters(organisation.pk, tasks)),
    )
    written = compose(kind, matters_of(tasks, now, organisation.pk), facts)
    return Letter(
        place=organisation.place,
        kind=kind,
        state=LetterState.DRAFT,
        organisation=organisation,
        content=written.to_json(),
        issuer=terms.issuer or issuer,
        contact=facts.contact,
        reply_due_on=terms.reply_due_on,
        talk_at=terms.talk_at,
        talk_where=terms.talk_where,
        drafted_by=actor.name,
        drafted_at=now,
    )


def _theirs(organisation: Organisation, tasks: Collection[int]) -> list[int]:
    """Return the chosen tasks if all of them are the organisation's own in its place."""
    within = Task.objects.filter(pk__in=tasks, plan__place=organisation.place_id)
    owed = duties_within(within.values_list("pk", flat=True)).get(organisation.pk, {})
    if not tasks or set(owed) != set(tasks):
        raise NotTheirsError(organisation.name)
    return list(owed)
