"""Hand a sheet in: freeze its lines, bring them into the ledger, and say so, all or nothing.

Three doors lead here, each with its own permission (`sign`): signed on screen, signed with ink, or
submitted where the round needs no signature. What is answered with "已报" is committed.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceFile
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all
from jiannuo.reporting.actions.submission.compose_paper import compose_paper
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.enter_reports import (
    enter_reports,
    lock_tasks,
    replaced_by,
)
from jiannuo.reporting.actions.submission.errors import (
    ChangedBeforeSigningError,
    IncompleteError,
    LockedError,
)
from jiannuo.reporting.actions.submission.trail import locked_sheet
from jiannuo.reporting.models import (
    Evidence,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Return,
    SignatureKind,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.gaps import gaps_of
from jiannuo.reporting.queries.repetitions import spoken_for
from jiannuo.reporting.queries.sheets import seen_mark
from jiannuo.reporting.queries.submissions import LINE_UNSETTLED, span_of_round


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How the sheet is answered for, and by whom; `seen` is what the head had before their eyes."""

    kind: SignatureKind
    by: str = ""
    file: SourceFile | None = None
    seen: str | None = None


def hand_in(
    actor: Actor,
    sheet: Submission,
    *,
    signature: Signature,
    allowed: Collection[SubmissionState],
    now: datetime,
) -> None:
    """Hand in every open line of a sheet that is in one of the allowed states.

    Raises LockedError, IncompleteError, and ChangedBeforeSigningError where the sheet isn't what
    the head saw.
    """
    with transaction.atomic():
        locked = locked_sheet(sheet)
        if locked.state not in allowed:
            raise LockedError(_why(locked))
        lines = open_lines(locked)
        if not lines:
            raise LockedError(nothing_to_hand_in(locked))
        if signature.seen is not None and signature.seen != seen_mark(lines, locked.paper):
            raise ChangedBeforeSigningError
        missing = gaps_of(locked, lines)
        if missing:
            raise IncompleteError(missing)
        _speak_for_repetitions(lines)
        versions = _freeze(actor, locked, lines, now)
        _close(locked, signature, now)
        _record(actor, locked, versions, signature)
    sheet.refresh_from_db()


def open_lines(sheet: Submission) -> list[Line]:
    """Return the lines that the sheet's next submission hands in, in the plan's order.

    Of a closed round these are corrections only.
    """
    return list(
        Line.objects.filter(LINE_UNSETTLED, submission=sheet, part=LinePart.WHOLE)
        .select_for_update(of=("self",))
        .select_related("task")
        .order_by("task__plan", "task__table", "task__position")
    )


def nothing_to_hand_in(sheet: Submission) -> str:
    """Say why a sheet has nothing to hand in."""
    if sheet.round.closed_at is not None:
        return "本轮已经锁定，没有报送。确需补报，请联系督查室重新开放；已报的内容可以逐项更正。"
    return "这份月报没有要报送的内容：各项都已报送，或者都由牵头单位报送。"


def _why(sheet: Submission) -> str:
    match sheet.state:
        case SubmissionState.SUBMITTED | SubmissionState.ACCEPTED:
            return "这份月报已经报送，不必再报。"
        case SubmissionState.SIGNING:
            return "这份月报正等负责人签发。"
    return "这份月报还没有送负责人签发。"


def _speak_for_repetitions(lines: Sequence[Line]) -> None:
    """Give lines that repeat a promise what was written once, in the line that speaks for them."""
    speakers = spoken_for(lines)
    repeating = [line for line in lines if line.pk in speakers]
    for line in repeating:
        for name, value in Draft.of(speakers[line.pk]).columns().items():
            setattr(line, name, value)
        line.revision += 1
    Line.objects.bulk_update(repeating, [*Draft().columns(), "revision"])


def _freeze(
    actor: Actor, sheet: Submission, lines: Sequence[Line], now: datetime
) -> list[LineVersion]:
    tasks = sorted({line.task_id for line in lines})
    lock_tasks(tasks)
    contents = _contents(sheet, lines)
    earlier = Counter(LineVersion.objects.filter(line__in=lines).values_list("line", flat=True))
    versions = [
        LineVersion(
            line=line,
            number=earlier[line.pk] + 1,
            content=contents[line.pk],
            reason=line.correcting or ("退回后重报" if line.state == LineState.RETURNED else ""),
            by_name=actor.name,
            at=now,
            pending=line.locked_before,
        )
        for line in lines
    ]
    _answer_returns(LineVersion.objects.bulk_create(versions))
    Line.objects.filter(pk__in=[line.pk for line in lines]).update(
        state=LineState.SUBMITTED, correcting="", locked_before=False
    )
    entering = sorted({version.line.task_id for version in versions if not version.pending})
    enter_reports(sheet.round, entering)
    return versions


def _contents(sheet: Submission, lines: Sequence[Line]) -> dict[int, dict[str, Any]]:
    """Return what each line's version holds, with its files and with the report that it replaces."""
    replaced = replaced_by(sheet.round, [line.task_id for line in lines])
    files: dict[int, list[dict[str, str]]] = defaultdict(list)
    rows = Evidence.objects.filter(line__in=lines).order_by("id")
    for line, name, sha256 in rows.values_list("line", "name", "file__sha256"):
        files[line].append({"name": name, "sha256": sha256})
    return {
        line.pk: {
            **Draft.of(line).columns(),
            "evidence": files[line.pk],
            **({"replaced": replaced[line.task_id]} if line.task_id in replaced else {}),
        }
        for line in lines
    }


def _answer_returns(versions: Sequence[LineVersion]) -> None:
    """Note of what was sent back that these versions answer it."""
    by_line = {version.line_id: version for version in versions}
    for asked in Return.objects.filter(line__in=by_line, answered_by=None):
        asked.answered_by = by_line[asked.line_id]
        asked.save(update_fields=["answered_by"])


def _close(sheet: Submission, signature: Signature, now: datetime) -> None:
    if not sheet.paper_edited:
        sheet.paper = compose_paper(sheet)
    sheet.state = SubmissionState.SUBMITTED
    sheet.submitted_at = now
    sheet.first_submitted_at = sheet.first_submitted_at or now
    sheet.opened_at = sheet.opened_at or now
    sheet.signature, sheet.signed_by = signature.kind, signature.by
    sheet.signature_file = signature.file
    sheet.head_word = ""
    sheet.revision += 1
    sheet.save()


def _record(
    actor: Actor, sheet: Submission, versions: Sequence[LineVersion], signature: Signature
) -> None:
    period, organisation = span_of_round(sheet.round).label, sheet.organisation.name
    whole = Recorded(
        "submission.submit",
        About("submission", sheet.pk, f"{organisation} {period}"),
        {
            "period": period,
            "organisation": organisation,
            "lines": len(versions),
            "signature": signature.kind.value,
            "signed_by": signature.by,
        },
    )
    lines = [
        Recorded(
            "line.submit",
            About("task", version.line.task_id, str(version.line.task)),
            {
                "line": version.line_id,
                "version": version.number,
                "period": period,
                "organisation": organisation,
                "reason": version.reason,
                "pending": version.pending,
                "content": {
                    name: version.content[name] for name in ("progress", "claim", "unchanged")
                },
            },
        )
        for version in versions
    ]
    record_all(actor.author, [whole, *lines])
