"""Hand a plan in: completeness, the head's signature on screen or with ink, a version of the whole."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Role
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.reporting.actions.filing.errors import (
    ChangedMeanwhileError,
    IncompleteError,
    NotInThisStateError,
    WordsMissingError,
)
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.actions.filing.telling import tell_of_plan
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import FilingState, FilingVersion, PlanFiling, SignatureKind
from jiannuo.reporting.plan_paper import compose
from jiannuo.reporting.queries.filing_gaps import gaps_of
from jiannuo.reporting.queries.filings import (
    BEING_WRITTEN,
    Sheet,
    asked_of,
    due_of,
    mark_of,
    sheets_of,
    subject_of_filing,
)

_BEFORE_SIGNING: Final = (*BEING_WRITTEN, FilingState.SIGNING)


def ask_signature(actor: Actor, filing: PlanFiling, *, now: datetime) -> None:
    """Send a complete plan to the head; it rests until it is signed or taken back.

    Raises NotInThisStateError, IncompleteError.
    """
    require(actor, Act.FILE_PLAN, subject_of_filing(filing))
    with transaction.atomic():
        locked = _locked(filing, BEING_WRITTEN)
        _complete(locked)
        locked.state, locked.returned_why = FilingState.SIGNING, ""
        locked.save(update_fields=["state", "returned_why"])
        _record(actor, locked, "filing.ask_signature")
        text = f"落实计划已填好，{due_words(due_of(locked))}截止，请签发。"
        key = f"sign:{mark_of(locked)}"
        heads = (Role.HEAD,)
        tell_of_plan(locked, now, key=key, title="落实计划等您签发", text=text, roles=heads)
    filing.refresh_from_db()


def take_back(actor: Actor, filing: PlanFiling) -> None:
    """Take a plan back from the head's desk, or from the office before it is reviewed, to change it.

    Raises NotInThisStateError.
    """
    require_writer(actor, filing)
    with transaction.atomic():
        locked = _locked(filing, (FilingState.SIGNING, FilingState.SUBMITTED))
        handed_in = locked.state == FilingState.SUBMITTED
        locked.state = FilingState.DRAFTING
        locked.save(update_fields=["state"])
        _record(actor, locked, "filing.withdraw" if handed_in else "filing.take_back")
    filing.refresh_from_db()


def hand_back(actor: Actor, filing: PlanFiling, word: str) -> None:
    """Give a plan back to the clerk with the head's word. Raises NotInThisStateError."""
    require(actor, Act.SIGN, subject_of_filing(filing))
    with transaction.atomic():
        locked = _locked(filing, (FilingState.SIGNING,))
        locked.state = FilingState.DRAFTING
        locked.returned_why = word.strip() or "请修改后再送签。"
        locked.save(update_fields=["state", "returned_why"])
        _record(actor, locked, "filing.hand_back", reason=locked.returned_why)
    filing.refresh_from_db()


def sign(actor: Actor, filing: PlanFiling, *, seen: str, now: datetime) -> None:
    """Sign on screen and hand in; `seen` is the mark of what the head was shown (`mark_of`).

    Raises NotInThisStateError, IncompleteError, ChangedMeanwhileError.
    """
    require(actor, Act.SIGN, subject_of_filing(filing))
    with transaction.atomic():
        locked = _locked(filing, _BEFORE_SIGNING)
        if mark_of(locked) != seen:
            raise ChangedMeanwhileError
        locked.signature, locked.signed_by = SignatureKind.SCREEN, actor.name
        _hand_in(actor, locked, now)
    filing.refresh_from_db()


def sign_with_ink(
    actor: Actor, filing: PlanFiling, scan: SourceFile | None, *, signed_by: str, now: datetime
) -> None:
    """Hand in with the scan of the page that the head signed by hand.

    An officer who enters a paper plan for an organisation (代录) may do so without a scan. Raises
    NotInThisStateError, IncompleteError, WordsMissingError.
    """
    by_office = require_writer(actor, filing)
    name = signed_by.strip()[:150]
    if not name or (scan is None and not by_office):
        raise WordsMissingError("签字的负责人，并附上签字页")
    with transaction.atomic():
        locked = _locked(filing, _BEFORE_SIGNING)
        locked.by_office = locked.by_office or by_office
        locked.signature, locked.signed_by = SignatureKind.INK, name
        locked.signature_file = scan
        _hand_in(actor, locked, now)
    filing.refresh_from_db()


def _hand_in(actor: Actor, locked: PlanFiling, now: datetime) -> None:
    sheets = _complete(locked)
    if not locked.paper_edited:
        locked.paper = compose(locked.organisation.name, locked.issue.year, sheets)
    locked.state, locked.submitted_at, locked.returned_why = FilingState.SUBMITTED, now, ""
    locked.first_submitted_at = locked.first_submitted_at or now
    locked.reviewed_by, locked.reviewed_at = "", None
    locked.save()
    number = locked.versions.count() + 1
    FilingVersion.objects.create(
        filing=locked, number=number, content=_content(locked, sheets), by_name=actor.name, at=now
    )
    _record(
        actor,
        locked,
        "filing.submit",
        version=number,
        signature=str(locked.get_signature_display()),
        signed_by=locked.signed_by,
        by_office=locked.by_office,
    )


def _complete(locked: PlanFiling) -> tuple[Sheet, ...]:
    sheets = sheets_of(locked, asked_of(locked).tasks)
    if gaps := gaps_of(locked, sheets):
        raise IncompleteError([gap.what for gap in gaps])
    return sheets


def _content(filing: PlanFiling, sheets: tuple[Sheet, ...]) -> dict[str, Any]:
    return {
        "filled_by": filing.filled_by,
        "telephone": filing.telephone,
        "paper": filing.paper,
        "lines": [
            {
                "number": row.number,
                "task": row.line.task_id,
                "content": row.line.content,
                "quarters": row.line.quarters,
                "months": row.line.months,
                "principal": row.line.principal,
                "deputy": row.line.deputy,
                "remarks": row.line.remarks,
            }
            for sheet in sheets
            for row in sheet.rows
        ],
    }


def _locked(filing: PlanFiling, states: tuple[FilingState, ...]) -> PlanFiling:
    locked = (
        PlanFiling.objects.select_for_update(of=("self",))
        .select_related("issue__place", "organisation")
        .get(pk=filing.pk)
    )
    if locked.state not in states:
        raise NotInThisStateError(locked.get_state_display())
    return locked


def _record(actor: Actor, filing: PlanFiling, action: str, **said: Any) -> None:
    record(
        actor.author,
        action,
        About("filing", filing.pk, f"{filing.organisation.name}　{filing.issue.title}"),
        {"organisation": filing.organisation.name, **said},
    )
