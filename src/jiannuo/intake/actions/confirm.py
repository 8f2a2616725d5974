"""Say yes: what was read and corrected becomes a plan with its tasks and reports. All or nothing."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.held import hold
from jiannuo.intake.actions.taking_over import close, ready, stored
from jiannuo.intake.errors import PlanExistsError
from jiannuo.intake.models import State, Upload
from jiannuo.intake.queries.alike import plans_alike
from jiannuo.ledger.models import PlanKind
from jiannuo.reporting.actions.import_reports import import_document


def confirm(actor: Actor, upload: Upload, *, as_new: bool = False) -> Upload:
    """Confirm an upload that was read; return it with its plans.

    Confirming twice gives the same plans once. Raises NothingToConfirmError while something
    necessary is missing, and PlanExistsError where the ledger already holds this list (unless
    `as_new` says that it is another one).
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ, State.CONFIRMED)
        if held.state == State.CONFIRMED:
            return held
        edited = ready(held)
        alike = () if as_new else plans_alike(held.place, edited)
        if alike:
            raise PlanExistsError(alike)
        document = edited.final()
        parse = stored(actor, held, document)
        rows = import_document(
            actor,
            document=document,
            parse=parse,
            place=held.place,
            kind=PlanKind(edited.kind) if edited.kind else None,
        )
        plans = list(dict.fromkeys(one.task.plan_id for one in rows))
        close(actor, held, parse, "upload.confirm", {"plans": plans})
    return held
