"""Say that a reading is a later period of a list that the ledger holds: its reports join that plan."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.held import hold
from jiannuo.intake.actions.taking_over import close, ready, stored
from jiannuo.intake.errors import NothingToConfirmError
from jiannuo.intake.models import State, Upload
from jiannuo.intake.queries.alike import tasks_of_rows, why_not_join
from jiannuo.ledger.actions.add_targets import add_targets
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.ledger.models import Plan
from jiannuo.reporting.actions.import_reports import import_reports


def join(actor: Actor, upload: Upload, plan: Plan) -> Upload:
    """Take a reading over as a period's reports of a plan of the same place. All or nothing.

    Rows are matched to tasks by number and text. The plan's tasks and standing targets stay as they
    are; a target for a period that had none is added. Raises NothingToConfirmError where a row has
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
        document = edited.final()
        parse = stored(actor, held, document)
        sources = parse.rows.order_by("table", "position")
        rows = [
            ImportedRow(tasks[place], row, source)
            for place, (row, source) in enumerate(zip(document.rows(), sources, strict=True))
        ]
        add_targets(actor, rows=rows, period=document.period, place=held.place)
        import_reports(actor, document=document, rows=rows, place=held.place)
        close(actor, held, parse, "upload.join", {"plans": [plan.pk], "rows": len(rows)})
    return held
