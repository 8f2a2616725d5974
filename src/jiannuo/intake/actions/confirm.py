"""Say yes: what was read and corrected becomes a plan with its tasks and reports. All or nothing."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.documents.actions.store_parse import store_parse
from jiannuo.documents.codec import raw_from_json
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.held import hold
from jiannuo.intake.errors import NothingToConfirmError, PlanExistsError
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.queries.alike import plans_alike
from jiannuo.intake.queries.reading import edited_document
from jiannuo.intake.readiness import obstacles
from jiannuo.ledger.models import Plan, PlanKind
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
        edited = edited_document(held)
        missing = obstacles(edited)
        if missing:
            raise NothingToConfirmError(missing[0].sentence)
        alike = () if as_new else plans_alike(held.place, edited)
        if alike:
            raise PlanExistsError(alike)
        document = edited.final()
        parse = store_parse(
            actor, held.file, raw=raw_from_json(held.reading.raw), document=document
        )
        rows = import_document(
            actor,
            document=document,
            parse=parse,
            place=held.place,
            kind=PlanKind(edited.kind) if edited.kind else None,
        )
        plans = list(dict.fromkeys(one.task.plan_id for one in rows))
        held.state, held.parse, held.message = State.CONFIRMED, parse, ""
        held.save()
        held.plans.set(plans)
        Reading.objects.filter(upload=held).delete()
        record(
            actor.author,
            "upload.confirm",
            Recorded("upload", held.pk, held.name),
            {
                "plans": plans,
                "parse": parse.pk,
                "corrections": held.corrections.filter(undone_at=None).count(),
                "open_doubts": held.doubts,
            },
        )
    return held


def first_plan(upload: Upload) -> Plan | None:
    """Return the plan to show after confirming."""
    return upload.plans.order_by("pk").first()
