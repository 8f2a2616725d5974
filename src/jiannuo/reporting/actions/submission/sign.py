"""Who answers for a sheet: asked, signing on screen or with ink, handing it back, or not needed."""

from datetime import datetime
from typing import Final

from django.db import transaction

from jiannuo.directory import clock
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.reporting.actions.submission.errors import IncompleteError, LockedError
from jiannuo.reporting.actions.submission.hand_in import (
    Signature,
    hand_in,
    nothing_to_hand_in,
    open_lines,
)
from jiannuo.reporting.actions.submission.trail import locked_sheet, record_sheet
from jiannuo.reporting.actions.telling import tell_handed_back, tell_signing
from jiannuo.reporting.models import SignatureKind, Submission, SubmissionState
from jiannuo.reporting.queries.gaps import gaps_of
from jiannuo.reporting.queries.submissions import BEING_WRITTEN, subject_of_sheet

_BEFORE_INK: Final = (*BEING_WRITTEN, SubmissionState.SIGNING)


def ask_signature(actor: Actor, sheet: Submission, *, now: datetime) -> None:
    """Send a complete sheet to the head; nothing in it changes until it is signed or taken back.

    Raises LockedError, IncompleteError.
    """
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    with transaction.atomic():
        locked = locked_sheet(sheet)
        if locked.state not in BEING_WRITTEN:
            raise LockedError("这份月报已经送签或报送。")
        lines = open_lines(locked)
        if not lines:
            raise LockedError(nothing_to_hand_in(locked))
        missing = gaps_of(locked, lines)
        if missing:
            raise IncompleteError(missing)
        locked.state, locked.signing_at, locked.head_word = SubmissionState.SIGNING, now, ""
        locked.save(update_fields=["state", "signing_at", "head_word"])
        record_sheet(actor, locked, "submission.ask_signature")
        tell_signing(locked, now)
    sheet.refresh_from_db()


def take_back(actor: Actor, sheet: Submission) -> None:
    """Take a sheet back from the head's desk to change it. Raises LockedError."""
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    _back_to_writing(actor, sheet, "submission.take_back", "")


def hand_back(actor: Actor, sheet: Submission, word: str) -> None:
    """Give a sheet back to the clerk with the head's word. Raises LockedError."""
    require(actor, Act.SIGN, subject_of_sheet(sheet))
    _back_to_writing(actor, sheet, "submission.hand_back", word.strip() or "请修改后再送签。")


def sign(actor: Actor, sheet: Submission, *, seen: str, now: datetime) -> None:
    """Sign on screen and hand in; `seen` is the mark of what the head was shown (`seen_mark`).

    A head who writes the report himself signs it without asking himself first. Raises LockedError,
    IncompleteError, ChangedBeforeSigningError.
    """
    require(actor, Act.SIGN, subject_of_sheet(sheet))
    signature = Signature(kind=SignatureKind.SCREEN, by=actor.name, seen=seen)
    hand_in(actor, sheet, signature=signature, allowed=_BEFORE_INK, now=now)


def sign_with_ink(
    actor: Actor, sheet: Submission, scan: SourceFile, *, signed_by: str, now: datetime
) -> None:
    """Hand in with the scan of the page that the head signed by hand. Raises as `sign`."""
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    signature = Signature(kind=SignatureKind.INK, by=signed_by.strip()[:150], file=scan)
    hand_in(actor, sheet, signature=signature, allowed=_BEFORE_INK, now=now)


def submit(actor: Actor, sheet: Submission, *, now: datetime) -> None:
    """Hand in where the round needs no signature. Raises as `sign`."""
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    if sheet.round.needs_signature:
        raise LockedError("本轮须由负责人签发：请先送签，或打印签字后上传。")
    signature = Signature(kind=SignatureKind.NONE)
    hand_in(actor, sheet, signature=signature, allowed=BEING_WRITTEN, now=now)


def _back_to_writing(actor: Actor, sheet: Submission, action: str, word: str) -> None:
    with transaction.atomic():
        locked = locked_sheet(sheet)
        if locked.state != SubmissionState.SIGNING:
            raise LockedError("这份月报不在待签发状态，可能刚刚签发，或已被取回。")
        locked.state, locked.head_word = SubmissionState.DRAFTING, word
        locked.save(update_fields=["state", "head_word"])
        record_sheet(actor, locked, action, word=word)
        if word:
            tell_handed_back(locked, word, clock.now(locked.round.place))
    sheet.refresh_from_db()
