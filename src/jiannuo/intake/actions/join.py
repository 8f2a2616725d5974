"""Say that a reading is a later period of a list that the ledger holds: its reports join that plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.db import transaction

from jiannuo.core.records import Document, Row
from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.held import hold
from jiannuo.intake.actions.taking_over import close, ready, stored
from jiannuo.intake.errors import NothingToConfirmError
from jiannuo.intake.models import State, Upload
from jiannuo.intake.queries.alike import tasks_of_rows, why_not_join
from jiannuo.ledger.actions.add_targets import add_targets
from jiannuo.ledger.actions.decide_lead import decide_lead
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.ledger.fields import TARGET_FIELDS
from jiannuo.ledger.models import Plan
from jiannuo.reporting.actions.import_reports import import_reports
from jiannuo.reporting.fields import REPORT_FIELDS

_TAKEN_OVER: Final = frozenset({*REPORT_FIELDS, *TARGET_FIELDS, "items"})


def join(actor: Actor, upload: Upload, plan: Plan) -> Upload:
    """Take a reading over as a period's reports of a plan of the same place. All or nothing.

    Rows are matched to tasks by number and text. The plan's tasks and standing targets stay as they
    are; a target for a period that had none is added, and who leads is taken over where the ledger
    doesn't know. Raises NothingToConfirmError where a row has
    no task, the period is unknown, or its reports are there already.
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ, State.CONFIRMED)
        if held.state == State.CONFIRMED:
            return held
        edited = ready(held)
        if plan.place_id != held.place_id:
            raise NothingToConfirmError("这份台账是另一个地区的，不能并入。请重新选择。")
        tasks = tasks_of_rows(plan, edited)
        why_not = why_not_join(plan, edited, tasks)
        if why_not:
            raise NothingToConfirmError(why_not)
        document = _as_taken_over(edited.final())
        parse = stored(actor, held, document)
        sources = parse.rows.order_by("table", "position")
        rows = [
            ImportedRow(tasks[place], row, source)
            for place, (row, source) in enumerate(zip(document.rows(), sources, strict=True))
        ]
        add_targets(actor, rows=rows, period=document.period, place=held.place)
        import_reports(actor, document=document, rows=rows, place=held.place)
        _take_leads_over(actor, rows)
        close(actor, held, parse, "upload.join", {"plans": [plan.pk], "rows": len(rows)})
    return held


def _as_taken_over(document: Document) -> Document:
    """Leave out the doubts about what stays as the ledger has it: they were asked about already."""
    return replace(
        document,
        tables=tuple(
            replace(table, rows=tuple(_without_old_doubts(row) for row in table.rows))
            for table in document.tables
        ),
    )


def _without_old_doubts(row: Row) -> Row:
    about = (doubt for doubt in row.doubts if doubt.field.partition(".")[0] in _TAKEN_OVER)
    return replace(row, doubts=tuple(about))


def _take_leads_over(actor: Actor, rows: Sequence[ImportedRow]) -> None:
    for one in rows:
        said = {unit.name: unit.lead for unit in one.row.units}
        if not said or None in said.values():
            continue
        standing = list(one.task.assignments.all())
        open_one = all(assignment.lead is None for assignment in standing)
        if open_one and {assignment.written for assignment in standing} == set(said):
            leads = [known.organisation_id for known in standing if said[known.written]]
            decide_lead(actor, one.task, leads)
