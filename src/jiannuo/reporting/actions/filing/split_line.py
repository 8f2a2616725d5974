"""Split a task into an organisation's own parts (分解序号 1.1 …), and take a part back."""

from django.db import transaction
from django.db.models import Max

from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.filing.errors import FilingLockedError
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.models import FilingLine, PlanFiling
from jiannuo.reporting.queries.filings import BEING_WRITTEN, asked_of


def add_part(actor: Actor, filing: PlanFiling, task: int) -> FilingLine | None:
    """Add an empty part to a task of the filing; None for a task that is not asked here.

    Persons responsible are taken over from the task's own line. Raises FilingLockedError.
    """
    require_writer(actor, filing)
    with transaction.atomic():
        _locked(filing)
        if task not in asked_of(filing).ids:
            return None
        whole = filing.lines.filter(task=task, order=0).first()
        last = filing.lines.filter(task=task).aggregate(last=Max("order"))["last"]
        return FilingLine.objects.create(
            filing=filing,
            task_id=task,
            order=0 if last is None else last + 1,
            principal=whole.principal if whole else "",
            deputy=whole.deputy if whole else "",
        )


def drop_part(actor: Actor, filing: PlanFiling, line: int) -> bool:
    """Take a part out; False for a line that is no part of this filing. Raises FilingLockedError."""
    require_writer(actor, filing)
    with transaction.atomic():
        _locked(filing)
        dropped, _ = filing.lines.filter(pk=line, order__gt=0).delete()
    return bool(dropped)


def _locked(filing: PlanFiling) -> None:
    locked = PlanFiling.objects.select_for_update().get(pk=filing.pk)
    if locked.state not in BEING_WRITTEN:
        raise FilingLockedError(locked.get_state_display())
