"""Say who filled the sheet and where they can be reached (填报人, 联系电话 of 附件4)."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.models import Submission
from jiannuo.reporting.queries.submissions import BEING_WRITTEN, subject_of_sheet


def introduce(actor: Actor, sheet: Submission, *, filled_by: str, telephone: str) -> None:
    """Keep both; the next round's sheet takes them over. No trail: a draft. Raises LockedError."""
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    kept = Submission.objects.filter(pk=sheet.pk, state__in=BEING_WRITTEN).update(
        filled_by=_plain(filled_by, 150), telephone=_plain(telephone, 40)
    )
    if not kept:
        raise LockedError("月报已经送签或报送，填报人和电话没有改动。")
    sheet.refresh_from_db()


def _plain(text: str, longest: int) -> str:
    return " ".join(text.replace("\0", "").split())[:longest]
