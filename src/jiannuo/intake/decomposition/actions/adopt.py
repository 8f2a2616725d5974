"""Adopt the list (立项): proposals become plans with tasks in the ledger. All or nothing."""

from collections import Counter

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.held import hold
from jiannuo.intake.actions.taking_over import close, stored
from jiannuo.intake.correcting import edit
from jiannuo.intake.decomposition.accounting import account_of
from jiannuo.intake.decomposition.actions.held import hold_draft
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.listing import adopted
from jiannuo.intake.decomposition.models import DraftState
from jiannuo.intake.decomposition.queries import values_of
from jiannuo.intake.errors import NothingToConfirmError, PlanExistsError
from jiannuo.intake.models import State, Upload
from jiannuo.intake.queries.alike import plans_alike
from jiannuo.reporting.actions.import_reports import import_document


def adopt(actor: Actor, upload: Upload, *, as_new: bool = False) -> Upload:
    """Adopt a draft's list; return the upload with its plans (年度任务 and 民生实事, one each).

    Each task cites its words in the report; what was not taken stands with its reason in the parse.
    Adopting twice gives the same plans once. Raises NothingToConfirmError without a year or a task,
    and PlanExistsError where the ledger holds this list already (unless `as_new`).
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ, State.CONFIRMED)
        if held.state == State.CONFIRMED:
            return held
        kept = hold_draft(actor, held)
        draft = values_of(kept)
        why_not = obstacle(draft)
        if why_not:
            raise NothingToConfirmError(why_not)
        document = adopted(draft, held.name)
        alike = () if as_new else plans_alike(held.place, edit(document, ()))
        if alike:
            raise PlanExistsError(alike)
        parse = stored(actor, held, document)
        rows = import_document(actor, document=document, parse=parse, place=held.place)
        kept.state = DraftState.ADOPTED
        kept.save(update_fields=["state", "changed_at"])
        plans = list(dict.fromkeys(one.task.plan_id for one in rows))
        held.rows, held.doubts = len(rows), 0
        close(actor, held, parse, "upload.confirm", {"plans": plans})
        account = account_of(draft)
        record(
            actor.author,
            "decomposition.adopt",
            Recorded("upload", held.pk, held.name),
            {
                "plans": plans,
                "tasks": dict(Counter(one.kind.value for one in draft.proposals)),
                "sentences": account.sentences,
                "left": account.left,
            },
        )
    return held


def obstacle(draft: Draft) -> str:
    """Say what still keeps the list from being adopted; "" if nothing does."""
    if draft.year is None:
        return "没有认出年度，请先填写是哪一年的任务。"
    if not draft.proposals:
        return "清单里一项任务也没有，不能立项。请先从左边取一句，或撤销上一步。"
    return ""
