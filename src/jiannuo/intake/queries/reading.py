"""An upload's reading with the changes that people made to it."""

from jiannuo.core.records import Document, from_json
from jiannuo.intake.correcting import Edited, edit
from jiannuo.intake.models import Correction, Reading, Upload


def machine_document(upload: Upload) -> Document:
    """Return what the machine read. Raises Reading.DoesNotExist where nothing is read (any more)."""
    written = Reading.objects.filter(upload=upload).values_list("document", flat=True).get()
    if written is None:
        raise Reading.DoesNotExist
    return from_json(written)


def standing_corrections(upload: Upload) -> list[Correction]:
    """Return the changes that hold, in the order in which they were made."""
    return list(upload.corrections.filter(undone_at=None))


def edited_document(upload: Upload) -> Edited:
    """Return the reading with the changes that hold."""
    return edit(machine_document(upload), (one.change for one in standing_corrections(upload)))
