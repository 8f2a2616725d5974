"""Sign and send a letter (签发、送达): an officer asks for it, the director signs or sends it back.

Signing numbers, dates and delivers in one act: what is signed is sent, and nothing unsigned has a
number. Numbers run by place, kind and year without a gap.
"""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, require
from jiannuo.supervision.actions.telling import tell_sent
from jiannuo.supervision.actions.trail import locked_letter, recorded
from jiannuo.supervision.composing.matter import UNSET
from jiannuo.supervision.errors import SupervisionRefusedError
from jiannuo.supervision.models import Letter, LetterKind, LetterState
from jiannuo.supervision.queries.letters import subject_of_letter

CUSTOMARY: Final = {
    LetterKind.REMINDER: "督提",
    LetterKind.PRESSING: "督办",
    LetterKind.TALK: "督约",
}
"""The word before the year (发文字号的代字) until an office sets its own."""
_LONGEST_WORD: Final = 20


class NotReadyError(SupervisionRefusedError):
    """Something that the letter must say is not set."""


class SignatureWordsMissingError(SupervisionRefusedError):
    """A letter goes back to its author only with words."""

    def __init__(self) -> None:
        super().__init__("退回拟稿人，请写明怎么改。")


def ask_signature(actor: Actor, letter: Letter, *, today: date) -> None:
    """Lay a draft before the director. Raises NotReadyError, MovedOnError."""
    require(actor, Act.COMPOSE, subject_of_letter(letter))
    with transaction.atomic():
        found = locked_letter(letter, LetterState.DRAFT)
        _require_ready(found, today)
        found.state, found.sent_back = LetterState.SIGNING, ""
        found.save(update_fields=["state", "sent_back"])
        recorded(actor, "letter.ask_signature", found)


def send_back(actor: Actor, letter: Letter, words: str) -> None:
    """Send a letter back to its author. Raises SignatureWordsMissingError, MovedOnError."""
    require(actor, Act.APPROVE, subject_of_letter(letter))
    if not words:
        raise SignatureWordsMissingError
    with transaction.atomic():
        found = locked_letter(letter, LetterState.SIGNING)
        found.state, found.sent_back = LetterState.DRAFT, words
        found.save(update_fields=["state", "sent_back"])
        recorded(actor, "letter.send_back", found, {"reason": words})


def sign_letter(actor: Actor, letter: Letter, *, word: str = "", now: datetime) -> Letter:
    """Sign, number and deliver a letter; `word` stands before the year in its number.

    Raises NotReadyError, MovedOnError.
    """
    require(actor, Act.APPROVE, subject_of_letter(letter))
    today = timezone.localtime(now).date()
    with transaction.atomic():
        Place.objects.select_for_update().get(pk=letter.place_id)
        found = locked_letter(letter, LetterState.DRAFT, LetterState.SIGNING)
        _require_ready(found, today)
        found.serial_year, found.serial = today.year, next_serial(found, today.year)
        found.number = f"{_word(word or customary_word(found))}〔{today.year}〕{found.serial}号"
        found.state, found.sent_back = LetterState.SENT, ""
        found.signed_by, found.issued_on, found.sent_at = actor.name, today, now
        found.save()
        recorded(actor, "letter.sign", found)
        tell_sent(found, now)
    return found


def next_serial(letter: Letter, year: int) -> int:
    """Return the number that the next letter of this kind bears this year."""
    same = Letter.objects.filter(place=letter.place_id, kind=letter.kind, serial_year=year)
    return (same.aggregate(last=Max("serial"))["last"] or 0) + 1


def customary_word(letter: Letter) -> str:
    """Return the word that the place's last letter of this kind bore before the year."""
    last = (
        Letter.objects.filter(place=letter.place_id, kind=letter.kind)
        .exclude(number="")
        .order_by("-serial_year", "-serial")
        .first()
    )
    return last.number.partition("〔")[0] if last else CUSTOMARY[LetterKind(letter.kind)]


def _word(word: str) -> str:
    clean = "".join(word.split())
    if not clean or len(clean) > _LONGEST_WORD or set(clean) & set("〔〕[]【】号"):
        raise NotReadyError(
            f"发文代字只写年份前面的字，比如“督提”，不超过{_LONGEST_WORD}个字。年份和顺序号由系统编。"
        )
    return clean


def _require_ready(letter: Letter, today: date) -> None:
    if letter.kind == LetterKind.TALK:
        if letter.talk_at is None or not letter.talk_where:
            raise NotReadyError("约谈的时间和地点还没有定。请先在“修改”里填上。")
        if timezone.localtime(letter.talk_at).date() < today:
            raise NotReadyError("约谈时间已经过了。请先在“修改”里改期。")
    elif letter.reply_due_on is None:
        raise NotReadyError("没有写明请于何日前反馈。请先在“修改”里填上。")
    elif letter.reply_due_on < today:
        raise NotReadyError("反馈期限已经过了。请先在“修改”里改期。")
    if not letter.issuer:
        raise NotReadyError("没有写明落款。请先在“修改”里填上。")
    if any(UNSET in block["text"] for block in letter.content["blocks"]):
        raise NotReadyError(f"正文里还有“{UNSET}”。请先在“修改”里改好。")
