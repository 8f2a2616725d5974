"""A draft held for a change: its upload locked, by somebody who may, the present arrangement."""

from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.held import hold
from jiannuo.intake.decomposition.draft import Draft, arrangement_to_json
from jiannuo.intake.decomposition.models import DraftState, ReportDraft
from jiannuo.intake.decomposition.queries import draft_of_upload
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import State, Upload


def hold_draft(actor: Actor, upload: Upload) -> ReportDraft:
    """Return the open draft of an upload, locked. Call it inside a transaction.

    Raises NotAllowedError, or NotReadyError where it is adopted, gone or was begun on another reading.
    """
    held = hold(actor, upload, State.READ)
    stored = draft_of_upload(held)
    if stored is None or stored.state != DraftState.OPEN:
        raise NotReadyError(
            f"“{held.name}”的分解已经结束或文件重新读过，不能再改。请回到导入页重新打开。"
        )
    stored.upload = held
    return stored


def keep(stored: ReportDraft, draft: Draft) -> None:
    """Write the arrangement as it is now."""
    stored.arrangement = arrangement_to_json(draft)
    stored.proposals = len(draft.proposals)
    stored.doubts = sum(bool(one.doubts) for one in draft.proposals)
    stored.save(update_fields=["arrangement", "proposals", "doubts", "changed_at"])
