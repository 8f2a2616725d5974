"""Evidence (佐证材料): files beside a line, never asked for."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.reporting.actions.submission.errors import LockedError
from jiannuo.reporting.models import Evidence, Line
from jiannuo.reporting.queries.submissions import LINE_OPEN, subject_of_sheet

MOST_FILES = 20
"""Of one line; whoever has more to show puts it into one document."""


def require_room(actor: Actor, line: Line) -> None:
    """Raise unless this actor may put another file beside this line now: NotAllowedError, LockedError."""
    require(actor, Act.REPORT, subject_of_sheet(line.submission))
    if not Line.objects.filter(LINE_OPEN, pk=line.pk).exists():
        raise LockedError("这一项现在不能改，附件没有收下。")
    if line.evidence.count() >= MOST_FILES:
        raise LockedError(f"一项任务最多附 {MOST_FILES} 个文件，请合并后再上传。")


def attach_evidence(actor: Actor, line: Line, file: SourceFile, name: str) -> Evidence:
    """Put a kept file beside a line; the same file a second time is the same evidence."""
    require_room(actor, line)
    with transaction.atomic():
        evidence, new = Evidence.objects.get_or_create(
            line=line, file=file, defaults={"name": name, "added_by": actor.name}
        )
        if new:
            _record(actor, evidence, "evidence.attach")
    return evidence


def remove_evidence(actor: Actor, evidence: Evidence) -> None:
    """Take a file away from a line that is being written; versions handed in still name it."""
    line = evidence.line
    require(actor, Act.REPORT, subject_of_sheet(line.submission))
    with transaction.atomic():
        if not Line.objects.filter(LINE_OPEN, pk=line.pk).exists():
            raise LockedError("这一项已经报送，附件不能移除。")
        _record(actor, evidence, "evidence.remove")
        evidence.delete()


def _record(actor: Actor, evidence: Evidence, action: str) -> None:
    line = evidence.line
    record(
        actor.author,
        action,
        About("task", line.task_id, str(line.task)),
        {"line": line.pk, "name": evidence.name, "sha256": evidence.file.sha256},
    )
