"""Enter what an organisation handed over on paper or by messenger (代录), and hand it in for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.models import SourceFile
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.actions.submission.hand_in import Signature, hand_in, open_lines
from jiannuo.reporting.actions.submission.shares import give
from jiannuo.reporting.actions.submission.trail import locked_sheet, record_sheet
from jiannuo.reporting.models import (
    Line,
    LinePart,
    LineState,
    SignatureKind,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.gaps import Gap, gaps_of
from jiannuo.reporting.queries.submissions import BEING_WRITTEN, LINE_OPEN

_BEFORE: tuple[SubmissionState, ...] = (*BEING_WRITTEN, SubmissionState.SIGNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What came of it: handed in, or what is still missing."""

    handed_in: bool
    gaps: Sequence[Gap] = ()


def enter_for(
    actor: Actor,
    sheet: Submission,
    drafts: Mapping[int, Draft],
    *,
    filled_by: str,
    telephone: str,
    signed_by: str,
    file: SourceFile,
    now: datetime,
) -> Entered:
    """Write lines (by id) for an organisation and hand its sheet in if nothing is missing.

    What it gives to lead organisations is handed over to them.
    The sheet is marked 代录, the file that it rests on is its signature's. Raises LockedError where
    the organisation has handed in meanwhile.
    """
    require(actor, Act.IMPORT, Subject(place=sheet.round.place_id))
    with transaction.atomic():
        locked = locked_sheet(sheet)
        if locked.state not in _BEFORE:
            raise LockedError("这家单位已经报送，没有代录。要改，请退回或由单位更正。")
        for line, draft in drafts.items():
            _write(actor, locked, line, draft, now)
        locked.by_office = True
        locked.opened_at = locked.opened_at or now
        locked.filled_by = filled_by or locked.filled_by
        locked.telephone = telephone or locked.telephone
        if locked.state != SubmissionState.RETURNED:
            locked.state = SubmissionState.DRAFTING
        locked.save()
        record_sheet(actor, locked, "submission.enter_for", lines=len(drafts), file=file.sha256)
        _give_shares(actor, locked, drafts, now)
        lines = open_lines(locked)
        gaps = gaps_of(locked, lines)
        if lines and not gaps:
            signature = Signature(kind=SignatureKind.INK, by=signed_by[:150], file=file)
            hand_in(actor, locked, signature=signature, allowed=_BEFORE, now=now)
    sheet.refresh_from_db()
    return Entered(handed_in=not gaps, gaps=gaps)


def _write(actor: Actor, sheet: Submission, line: int, draft: Draft, now: datetime) -> None:
    found = Line.objects.select_for_update(of=("self",)).get(pk=line, submission=sheet)
    written = Line.objects.filter(LINE_OPEN, pk=found.pk).update(
        **draft.cleaned().columns(),
        revision=found.revision + 1,
        saved_at=now,
        saved_by=f"{actor.name}（代录）",
    )
    if not written:
        raise LockedError("有一项已经报送或正等签发，没有代录。请刷新后再看。")


def _give_shares(
    actor: Actor, sheet: Submission, drafts: Mapping[int, Draft], now: datetime
) -> None:
    """Hand the shares over that were written; a form of shares alone is handed in with that."""
    shares = Line.objects.filter(
        pk__in=drafts, submission=sheet, part=LinePart.SHARE, state=LineState.DRAFT
    ).exclude(progress="")
    for line in shares.select_related("task", "submission__round", "submission__organisation"):
        give(actor, line, now=now)
