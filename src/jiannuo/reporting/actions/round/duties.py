"""Bring a round's sheets up to who owes what now: tasks are added, leads change during a round.

What somebody has written is never dropped: a line without a duty goes only while it is untouched, and
a line that no longer answers for its task becomes a share, with its text.
"""

from collections import defaultdict

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.ledger.queries.duties import Duty, duties
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.trail import recorded, require_rounds
from jiannuo.reporting.models import (
    Line,
    LinePart,
    LineState,
    ReportingRound,
    Submission,
    SubmissionState,
)

_PART = {Duty.ANSWERS: LinePart.WHOLE, Duty.SHARES: LinePart.SHARE}


def complete_sheets(actor: Actor, one: ReportingRound) -> bool:
    """Add what is owed since, change parts, drop untouched lines that nobody owes; say if anything changed.

    Raises RoundRefusedError for a closed round.
    """
    require_rounds(actor, one.place_id)
    if one.closed_at is not None:
        raise RoundRefusedError("本轮已锁定，不再变动。")
    with transaction.atomic():
        ReportingRound.objects.select_for_update().get(pk=one.pk)
        owed = duties(one.plans.values_list("pk", flat=True))
        sheets = {sheet.organisation_id: sheet for sheet in one.submissions.all()}
        lines = {
            (line.submission.organisation_id, line.task_id): line
            for line in Line.objects.filter(submission__round=one).select_related("submission")
        }
        dropped = _drop(owed, lines)
        changed = _change(owed, lines)
        added = _add(one, owed, sheets, lines)
        _drop_empty(one)
        if not (added or changed or dropped):
            return False
        names = dict(
            Organisation.objects.filter(pk__in=added | changed | dropped).values_list("pk", "name")
        )
        recorded(
            actor,
            "round.duties",
            one,
            {
                key: {names[pk]: tasks for pk, tasks in found.items()}
                for key, found in (("added", added), ("changed", changed), ("dropped", dropped))
                if found
            },
        )
    return True


def _add(
    one: ReportingRound,
    owed: dict[int, dict[int, Duty]],
    sheets: dict[int, Submission],
    lines: dict[tuple[int, int], Line],
) -> dict[int, int]:
    fresh = Submission.objects.bulk_create(
        Submission(round=one, organisation_id=pk) for pk in owed if pk not in sheets
    )
    sheets = sheets | {sheet.organisation_id: sheet for sheet in fresh}
    added: dict[int, int] = defaultdict(int)
    missing = []
    for organisation, tasks in owed.items():
        for task, duty in tasks.items():
            if (organisation, task) not in lines:
                missing.append(
                    Line(submission=sheets[organisation], task_id=task, part=_PART[duty])
                )
                added[organisation] += 1
    Line.objects.bulk_create(missing, batch_size=500)
    return dict(added)


def _change(owed: dict[int, dict[int, Duty]], lines: dict[tuple[int, int], Line]) -> dict[int, int]:
    changed: dict[int, int] = defaultdict(int)
    for (organisation, task), line in lines.items():
        duty = owed.get(organisation, {}).get(task)
        if duty is None or line.state not in {LineState.DRAFT, LineState.HANDED_OVER}:
            continue
        if line.part != _PART[duty]:
            line.part = _PART[duty]
            line.state = LineState.DRAFT
            line.save(update_fields=["part", "state"])
            changed[organisation] += 1
    return dict(changed)


def _drop(owed: dict[int, dict[int, Duty]], lines: dict[tuple[int, int], Line]) -> dict[int, int]:
    dropped: dict[int, int] = defaultdict(int)
    for (organisation, task), line in list(lines.items()):
        if task in owed.get(organisation, {}) or not is_untouched(line):
            continue
        line.delete()
        del lines[organisation, task]
        dropped[organisation] += 1
    return dict(dropped)


def _drop_empty(one: ReportingRound) -> None:
    one.submissions.filter(lines=None, state=SubmissionState.NOT_STARTED).delete()


def is_untouched(line: Line) -> bool:
    """Say whether nobody has written anything into a line."""
    return line.state == LineState.DRAFT and line.saved_at is None and line.revision == 0
