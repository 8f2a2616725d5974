"""A line, its reading and its sheet as their templates want them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from jiannuo.core.audit import Severity
from jiannuo.core.audit.checklist import Part
from jiannuo.core.quantities import Quantity
from jiannuo.desk.ledger.amounts import amount
from jiannuo.desk.ledger.marks import mark_of
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import AnswerKind, Claim, Line, Outlook, Submission
from jiannuo.reporting.queries.line_reading import LineReading, Question
from jiannuo.reporting.queries.sheets import SheetLine, Stage
from jiannuo.reporting.queries.submissions import BEING_WRITTEN, span_of_round

CLAIMS: Final = tuple(
    (one.value, one.label, mark_of(one)) for one in (Claim.MET, Claim.PARTLY, Claim.MISSED)
)
OUTLOOKS: Final = tuple((one.value, one.label) for one in Outlook)
WANTING: Final = frozenset(
    {Stage.EMPTY, Stage.PREFILLED, Stage.WRITING, Stage.RETURNED, Stage.CORRECTING}
)
"""The stages at which a line still waits for its clerk."""
_ANSWERS: Final = {
    AnswerKind.CONFIRMED: "先这样报，随后更正",
    AnswerKind.DIFFERENT: "口径不同，说明如下",
    AnswerKind.FALSE_ALARM: "没有问题，是机器读错了",
}
_COMPARED: Final = {"growth": "增幅", "rate": "比率"}


def shown_sheet(sheet: Submission, now: datetime) -> dict[str, Any]:
    """Return a sheet's head: whose, for which month, until when, how far."""
    due = timezone.localtime(sheet.due_at or sheet.round.due_at)
    span = span_of_round(sheet.round)
    return {
        "id": sheet.pk,
        "organisation": sheet.organisation.name,
        "year": sheet.round.year,
        "period": f"{span.label}份" if span.label.endswith("月") else span.label,
        "label": span.label,
        "due": due_words(due),
        "left": left_until(due, now),
        "late": now > due and sheet.first_submitted_at is None,
        "state": sheet.state,
        "state_label": sheet.get_state_display(),
        "writing": sheet.state in BEING_WRITTEN and _is_open(sheet),
        "needs_signature": sheet.round.needs_signature,
        "signed_by": sheet.signed_by,
        "signature": sheet.get_signature_display() if sheet.signature else "",
        "signature_file": sheet.signature_file_id,
        "submitted_at": sheet.submitted_at,
        "first_submitted_at": sheet.first_submitted_at,
        "head_word": sheet.head_word,
        "filled_by": sheet.filled_by,
        "telephone": sheet.telephone,
        "revision": sheet.revision,
        "closed": sheet.round.closed_at is not None,
    }


def _is_open(sheet: Submission) -> bool:
    """Say whether anything of a sheet may be written: of a closed round, corrections only."""
    return sheet.round.closed_at is None or sheet.lines.exclude(correcting="").exists()


def left_until(due: datetime, now: datetime) -> str:
    """Say how long is left: 还有1小时48分, 还有3天, 已超过2天."""
    minutes = int((due - now).total_seconds() // 60)
    word = "还有" if minutes >= 0 else "已超过"
    size = abs(minutes)
    days, hours = size // 1440, size % 1440 // 60
    if days >= 2:  # noqa: PLR2004  the day after tomorrow needs no hours
        return f"{word}{days}天"
    if days or hours:
        return f"{word}{days * 24 + hours}小时{size % 60}分"
    return f"{word}{size}分钟"


def shown_entry(one: SheetLine, current: int | None = None) -> dict[str, Any]:
    """Return a line of the list: its task in a few words and how far it has come."""
    line = one.line
    return {
        "id": line.pk,
        "href": reverse("desk:line", args=[line.pk]),
        "number": line.task.number,
        "wording": line.task.wording(),
        "target": one.target,
        "stage": one.stage.value,
        "mark": _mark(one),
        "wanting": one.stage in WANTING,
        "current": line.pk == current,
        "share": one.is_share,
        "lead": one.lead,
        "speaker": one.speaker,
        "claim": line.get_claim_display() if line.claim else "",
        "claim_mark": mark_of(line.claim) if line.claim else "",
        "last": one.last.progress if one.last else "",
        "can_be_unchanged": one.last is not None
        and bool(one.last.progress)
        and not one.is_share
        and one.stage in {Stage.PREFILLED, Stage.EMPTY}
        and line.progress in {"", one.last.progress},
        "line": line,
    }


def _mark(one: SheetLine) -> str:
    if one.stage in {Stage.EMPTY, Stage.PREFILLED, Stage.WRITING}:
        return "open"
    return "partly" if one.stage in {Stage.RETURNED, Stage.CORRECTING} else "met"


def shown_reading(
    line: Line, read: LineReading, last: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what was read in a line: parts of the target, numbers, questions, kinds, dates."""
    given = {one["subject"]: one["value"] for one in line.figures}
    written = bool(line.progress.strip())
    return {
        "parts": [_part(part, given, written=written) for part in read.parts],
        "numbers": [_number(one) for one in read.numbers],
        "anything": bool(read.numbers or read.questions)
        or any(part.achieved is not None for part in read.parts),
        "questions": [_question(one, line, last or {}) for one in read.questions],
        "kinds": read.kinds,
        "amounts": [one.span for one in read.amounts if one.kind == "amount"],
        "dates": [
            {"span": one.span, "due": one.due} for one in read.dates if one.due or one.condition
        ],
        "undated": read.undated,
        "length": read.length,
    }


def _part(part: Part, given: Mapping[str, str], *, written: bool) -> dict[str, Any]:
    value = given.get(part.subject, "")
    answered = part.achieved is not None
    shown: dict[str, Any] = {
        "subject": part.subject,
        "asked": part.asked,
        "unit": part.unit,
        "value": value,
        "box": bool(part.asked) and (not answered or bool(value)),
        "said": _said(part) if answered else "",
        "sum": part.sum,
        "note": "预计数，下月请填实数" if part.estimated else "",
    }
    if answered:
        shown |= _reached(part)
    elif part.asked:
        shown |= {"mark": "open", "word": "文中没写" if written else "待填"}
    elif part.told is None or not written:
        shown |= {"mark": "open", "word": "待填"}
    else:
        shown |= (
            {"mark": "consistent", "word": "文中提到"}
            if part.told
            else {"mark": "open", "word": "文中没提到"}
        )
    return shown


def _reached(part: Part) -> dict[str, str]:
    """Say whether a figure is reached; of the whole year's target only how far it has come."""
    if part.met:
        return {"mark": "met", "word": "已达全年目标" if part.of_year else "达到"}
    if not part.of_year:
        return {"mark": "missed", "word": "没达到"}
    word = f"全年的{float(part.share):.0%}" if part.share is not None else "未到全年目标"
    return {"mark": "open", "word": word}


def _said(part: Part) -> str:
    if part.achieved is None:
        return ""
    number = Decimal(part.achieved.numerator) / Decimal(part.achieved.denominator)
    return amount(number.quantize(Decimal("0.0001")).normalize(), part.unit)


def _number(one: Quantity) -> dict[str, str]:
    kind = _COMPARED.get(one.kind, "")
    return {"span": one.span, "kind": kind, "estimated": "预计数" if one.estimated else ""}


def _question(one: Question, line: Line, last: Mapping[str, str]) -> dict[str, Any]:
    said = next((each for each in line.answers if each["fingerprint"] == one.fingerprint), None)
    carried = last.get(one.rule, "") if said is None else ""
    chosen = said["kind"] if said else (AnswerKind.DIFFERENT.value if carried else "")
    return {
        "id": one.fingerprint,
        "rule": one.rule,
        "title": one.title,
        "mark": "contradiction" if one.severity is Severity.CONTRADICTION else "question",
        "message": one.message,
        "quotes": one.quotes,
        "old": one.old,
        "new": one.new,
        "kinds": [
            {"value": kind.value, "label": label, "chosen": kind.value == chosen}
            for kind, label in _ANSWERS.items()
        ],
        "why": said["text"] if said else carried,
        "carried": bool(carried),
        "answered": said is not None,
    }
