"""Who writes a plan filing: the organisation, or an officer who enters it for the organisation (代录)."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, NotAllowedError, may
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filings import may_write, subject_of_filing


def require_writer(actor: Actor, filing: PlanFiling) -> bool:
    """Raise NotAllowedError unless the actor may write this filing; True says: as the office."""
    if not may_write(actor, filing):
        raise NotAllowedError(Act.FILE_PLAN)
    return not may(actor, Act.FILE_PLAN, subject_of_filing(filing))
