"""Keep a file that somebody handed over."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.models import SourceFile
from jiannuo.documents.store import keep
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def keep_file(
    actor: Actor, place: Place, *, name: str, content: bytes, kind: str = ""
) -> tuple[SourceFile, bool]:
    """Keep a file for a place; return it, and whether it is new there.

    False says that these very bytes are known already. `kind` is the format that they were
    recognised as (docx, xlsx …), if they were.
    """
    require(actor, Act.IMPORT, Subject(place=place.pk))
    return keep_attachment(actor, place, name=name, content=content, kind=kind)


def keep_attachment(
    actor: Actor, place: Place, *, name: str, content: bytes, kind: str = "", added_by: str = ""
) -> tuple[SourceFile, bool]:
    """Keep a file that belongs to something of the place (evidence, a signed page), like `keep_file`.

    The caller has asked permission for what the file is attached to. `added_by` names who handed it
    over where the machine acts for them.
    """
    sha256 = keep(content)
    with transaction.atomic():
        file, new = SourceFile.objects.get_or_create(
            place=place,
            sha256=sha256,
            defaults={
                "name": name,
                "size": len(content),
                "format": kind,
                "added_by": added_by or actor.name,
            },
        )
        if new:
            record(
                actor.author,
                "file.keep",
                Recorded("sourcefile", file.pk, name),
                {"sha256": sha256, "size": len(content), "place": place.full_name},
            )
    return file, new
