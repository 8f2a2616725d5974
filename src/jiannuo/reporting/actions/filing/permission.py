"""Who writes a plan filing: the organisation, or an officer who enters it for the organisation (代录)."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, may, require
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filings import subject_of_filing


def require_writer(actor: Actor, filing: PlanFiling) -> bool:
    """Raise NotAllowedError unless the actor may write this filing; True says: as the office."""
    subject = subject_of_filing(filing)
    if may(actor, Act.FILE_PLAN, subject):
        return False
    require(actor, Act.REVIEW, subject)
    return True
