"""Erase what plans say about tasks that came from a file which turned out to be a state secret.

Called inside the transaction that erases the tasks themselves.
"""

from collections.abc import Collection

from django.db.models import Q

from jiannuo.ledger.actions.erase_texts import ERASED, blank
from jiannuo.reporting.models import FilingLine, FilingVersion, PlanFiling


def erase_filings(tasks: Collection[int], filings: Collection[int] = ()) -> None:
    """Erase lines, handed-in versions and written plans that speak of tasks (ids).

    `filings` are those that were filled from an erased form.
    """
    lines = FilingLine.objects.filter(Q(task__in=tasks) | Q(filing__in=filings))
    concerned = list(PlanFiling.objects.filter(lines__in=lines).distinct())
    PlanFiling.objects.filter(pk__in=filings).update(filled_by="", telephone="")
    for line in lines:
        blank(line, told_in="content")
    FilingVersion.objects.filter(filing__in=concerned).update(content={"lines": []}, reason=ERASED)
    for filing in concerned:
        if filing.paper:
            filing.paper, filing.paper_edited = ERASED, True
            filing.save(update_fields=["paper", "paper_edited"])
