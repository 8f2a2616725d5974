"""Whether an upload's page offers to take its text apart."""

from dataclasses import dataclass

from jiannuo.intake.decomposition.queries import draft_of_upload, reads_as_report
from jiannuo.intake.models import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the page says: begun already and how far, or only recognised.

    `likely` says that there is nothing else to do with the text, since no table was found in it.
    """

    begun: bool
    likely: bool
    proposals: int = 0
    doubts: int = 0


def offer_of(upload: Upload, *, rows: int) -> Offer | None:
    """Return what is offered for a read upload; None where its text is no report's."""
    draft = draft_of_upload(upload)
    if draft is not None:
        return Offer(begun=True, likely=True, proposals=draft.proposals, doubts=draft.doubts)
    if not reads_as_report(upload.reading.raw):
        return None
    return Offer(begun=False, likely=rows == 0)
