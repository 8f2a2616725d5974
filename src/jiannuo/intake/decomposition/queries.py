"""A report's draft, for those who import into its place; whether an upload is a report's text."""

from typing import Any, Final

from jiannuo.core.mapping.decomposition import is_full_text
from jiannuo.documents.codec import raw_from_json
from jiannuo.intake.decomposition.draft import Draft, draft_from_json
from jiannuo.intake.decomposition.models import DraftState, ReportDraft
from jiannuo.intake.models import Reading, State, Upload

MOST_CHARACTERS: Final = 400_000
"""Longer texts are no speech: the longest report known has 40,000 characters with its glossary."""
_LEAST_CHARACTERS: Final = 600


def draft_of_upload(upload: Upload) -> ReportDraft | None:
    """Return the draft of an upload's present reading (or the adopted one); None if there is none."""
    found = ReportDraft.objects.filter(upload=upload).first()
    if found is None or found.state == DraftState.ADOPTED:
        return found
    reading = Reading.objects.filter(upload=upload).values_list("made_at", flat=True).first()
    return found if reading == found.read_at and upload.state == State.READ else None


def values_of(stored: ReportDraft) -> Draft:
    """Return a stored draft as values."""
    return draft_from_json(stored.sentences, stored.arrangement)


def reads_as_report(raw: dict[str, Any]) -> bool:
    """Say whether a reader's document (`documents.codec`) is a report's full text.

    Looks at lengths first, since most uploads are tables.
    """
    prose = sum(len(block["text"]) for block in raw["blocks"] if "cells" not in block)
    if not _LEAST_CHARACTERS <= prose <= MOST_CHARACTERS:
        return False
    cells = sum(len(cell["text"]) for block in raw["blocks"] for cell in block.get("cells", ()))
    return prose > cells and is_full_text(raw_from_json(raw))
