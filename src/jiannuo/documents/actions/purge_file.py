"""Remove a file that turned out to be a state secret: its bytes, its name, what was read in it."""

from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import Parse, SourceFile, SourceRow, Template
from jiannuo.documents.store import path_of, remove
from jiannuo.history.actions.record import Act as Recorded
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record_all

PURGED_NAME = "（已清除的涉密文件）"


def purge_file(actor: Actor, sha256: str, reason: str, removed: dict[str, int]) -> list[SourceFile]:
    """Purge the file with these bytes in every place that has it; return its rows, which stay.

    What higher apps took from it they erase themselves, in the same transaction; `removed` counts it
    for the trail. The bytes go once the transaction is committed; should the process die before, the
    next sweep removes them (`finish_purges`).
    """
    require(actor, Act.PURGE)
    with transaction.atomic():
        files = list(SourceFile.objects.select_for_update().filter(sha256=sha256, purged_at=None))
        parses = Parse.objects.filter(file__in=files)
        removed = {"parses": parses.count(), **removed}
        SourceRow.objects.filter(parse__in=parses).update(
            citations={}, marks={}, doubts=[], warnings=[], raw_cells=[]
        )
        for parse in parses:
            parse.raw = {"name": PURGED_NAME, "format": parse.raw["format"], "blocks": []}
            parse.canonical = {"source": PURGED_NAME, "tables": [], "unplaced": [], "warnings": []}
            parse.save()
        for template in Template.objects.filter(file__in=files):
            template.active, template.name = False, f"{PURGED_NAME}{template.pk}"
            template.save(update_fields=["active", "name"])
        for file in files:
            file.name, file.purge_reason = PURGED_NAME, reason
            file.purged_at, file.purged_by = timezone.now(), actor.name
            file.save()
        record_all(
            actor.author,
            [
                Recorded(
                    "file.purge",
                    About("sourcefile", file.pk, PURGED_NAME),
                    {"sha256": sha256, "reason": reason, "removed": removed},
                )
                for file in files
            ],
        )
        transaction.on_commit(lambda: remove(sha256))
    return files


def finish_purges() -> int:
    """Remove bytes of purged files that a process left when it died; return how many."""
    purged = set(SourceFile.objects.exclude(purged_at=None).values_list("sha256", flat=True))
    left = [sha256 for sha256 in purged if path_of(sha256).exists()]
    for sha256 in left:
        remove(sha256)
    return len(left)
