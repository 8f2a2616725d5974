"""Send single fields of a line back (只退一栏): the others stay as reported, nothing becomes late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.review.accept import lock_handed_in, record_review
from jiannuo.reporting.actions.review.errors import ReviewRefusedError
from jiannuo.reporting.actions.telling import tell_returned
from jiannuo.reporting.models import (
    Line,
    LineState,
    Return,
    ReturnedField,
    ReturnReason,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.submissions import subject_of_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """One field to be sent back, why, and with which words for the organisation."""

    field: ReturnedField
    reason: ReturnReason
    text: str = ""


def return_fields(
    actor: Actor, line: Line, fields: Sequence[Returning], *, due_on: date | None, today: date
) -> list[Return]:
    """Send fields of a handed-in line back, each with its reason; of a correction it stays one.

    Raises AlreadyReviewedError, ReviewRefusedError (nothing chosen, a reason without words, a day
    that has passed).
    """
    require(actor, Act.REVIEW, subject_of_sheet(line.submission))
    _check(fields, due_on, today)
    with transaction.atomic():
        lock_handed_in(line)
        version = line.versions.filter(withdrawn_at=None).latest("number")
        returns = Return.objects.bulk_create(
            Return(
                line=line,
                version=version,
                field=one.field,
                reason=one.reason,
                text=one.text.strip(),
                due_on=due_on,
                by_name=actor.name,
            )
            for one in fields
        )
        again = {"correcting": version.reason, "locked_before": True} if version.pending else {}
        Line.objects.filter(pk=line.pk).update(state=LineState.RETURNED, **again)
        Submission.objects.filter(pk=line.submission_id).update(state=SubmissionState.RETURNED)
        record_review(
            actor,
            line,
            "line.return",
            {
                "fields": [
                    {"field": one.field, "reason": one.reason, "text": one.text} for one in returns
                ],
                "due_on": due_on.isoformat() if due_on else "",
            },
        )
        tell_returned(returns, now(line.submission.round.place))
    line.state = LineState.RETURNED
    return returns


def _check(fields: Sequence[Returning], due_on: date | None, today: date) -> None:
    if not fields:
        raise ReviewRefusedError("请选要退回哪一栏。")
    if len({one.field for one in fields}) < len(fields):
        raise ReviewRefusedError("同一栏只退一次，请合并写明。")
    if any(one.reason == ReturnReason.OTHER and not one.text.strip() for one in fields):
        raise ReviewRefusedError("事由选“其他”时，请写明要单位改什么。")
    if due_on is not None and due_on < today:
        raise ReviewRefusedError("重报日期已经过去，请改为今天或以后。")
