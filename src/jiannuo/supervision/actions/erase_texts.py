"""Erase what letters and closings say about tasks that came from a purged file.

A letter is about few tasks and quotes them in every paragraph: one that is about a secret task goes
whole, and so do its answer, the record of its talk and the letters that followed it. Numbers, dates,
hands and states stay.
"""

from typing import Final

from django.db import transaction
from django.db.models import Q

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.actions.purge_file import PURGED_NAME
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.ledger.actions.erase_texts import ERASED, blank
from jiannuo.ledger.secret import Secret, sweep
from jiannuo.outbox.actions.erase import erase_messages
from jiannuo.supervision.models import Closing, ClosingEvidence, Commitment, Letter, TalkRecord

_TABLES: Final = (Letter, TalkRecord, Commitment, Closing, ClosingEvidence)


def erase_letters_and_closings(actor: Actor, secret: Secret) -> dict[str, int]:
    """Erase letters and closings about the secret; return how many, by kind."""
    require(actor, Act.PURGE)
    with transaction.atomic():
        letters = _concerned_letters(secret)
        for letter in letters:
            _erase_letter(letter)
        closings = _concerned_closings(secret)
        for closing in closings:
            blank(closing, told_in="text")
        ClosingEvidence.objects.filter(
            Q(file__in=secret.files) | Q(closing__task__in=secret.tasks)
        ).update(name=PURGED_NAME)
        erase_messages(
            [f"letter:{one.pk}" for one in letters] + [f"closing:{one.pk}" for one in closings],
            ERASED,
        )
        sweep(_TABLES, secret)
        record_all(
            actor.author,
            [
                *(Recorded("letter.erase", About("letter", one.pk, ERASED)) for one in letters),
                *(Recorded("closing.erase", About("closing", one.pk, ERASED)) for one in closings),
            ],
        )
    return {"letters": len(letters), "closings": len(closings)}


def _concerned_letters(secret: Secret) -> list[Letter]:
    """Return the letters about secret tasks, those answered with a purged file, and what followed."""
    first = Letter.objects.filter(
        Q(tasks__in=secret.tasks)
        | Q(reply_file__in=secret.files)
        | Q(record__file__in=secret.files)
    )
    found = {letter.pk: letter for letter in first}
    fresh = set(found)
    while fresh:
        after = Letter.objects.filter(follows__in=fresh).exclude(pk__in=found)
        found |= {letter.pk: letter for letter in after}
        fresh = {letter.pk for letter in after}
    return list(found.values())


def _erase_letter(letter: Letter) -> None:
    letter.talk_where = letter.contact = ""
    letter.content = {"title": ERASED, "addressee": "", "blocks": []}
    for name in ("cancelled_because", "reply", "verification", "sent_back"):
        if getattr(letter, name):
            setattr(letter, name, ERASED)
    letter.save()
    for record in TalkRecord.objects.filter(letter=letter):
        record.where = ""
        blank(record, told_in="said")
        for promise in record.commitments.all():
            blank(promise, told_in="text")


def _concerned_closings(secret: Secret) -> list[Closing]:
    return list(Closing.objects.filter(task__in=secret.tasks))
