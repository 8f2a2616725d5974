"""Save what is being written: every few seconds or all at once, by guarded updates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.filing.errors import FilingLockedError, TooLongError
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.models import FilingLine, FilingState, PlanFiling
from jiannuo.reporting.queries.filings import BEING_WRITTEN

_NAME: Final = 100
_QUARTERS: Final = tuple(str(one) for one in range(1, 5))
_MONTHS: Final = tuple(str(one) for one in range(1, 13))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line as somebody wrote it, on the revision that they saw. Quarters and months by index."""

    line: int
    revision: int
    content: str = ""
    quarters: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, str] = field(default_factory=dict)
    principal: str = ""
    deputy: str = ""
    remarks: str = ""

    def columns(self) -> dict[str, Any]:
        """Return what the line's row will hold. Raises TooLongError."""
        for label, text in (("主要负责人", self.principal), ("分管负责人", self.deputy)):
            if len(_clean(text)) > _NAME:
                raise TooLongError(label, _NAME)
        return {
            "content": _clean(self.content),
            "quarters": _kept(self.quarters, _QUARTERS),
            "months": _kept(self.months, _MONTHS),
            "principal": _clean(self.principal),
            "deputy": _clean(self.deputy),
            "remarks": _clean(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands around the lines; None leaves it as it is. `paper` is the edited written plan."""

    filled_by: str | None = None
    telephone: str | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A line that somebody else saved meanwhile: both texts."""

    mine: Draft
    theirs: FilingLine


@dataclass(frozen=True, slots=True)
class Saved:
    """The new revisions by line, and the lines that were not overwritten."""

    revisions: Mapping[int, int]
    conflicts: tuple[Conflict, ...]


def save_lines(
    actor: Actor,
    filing: PlanFiling,
    drafts: Sequence[Draft],
    *,
    cover: Cover | None = None,
    now: datetime,
) -> Saved:
    """Keep drafts; a line saved by somebody else since stays, and comes back as a conflict.

    Sending the same text again (its answer was lost) is no conflict. No trail: a draft is working
    paper. Raises FilingLockedError, TooLongError.
    """
    by_office = require_writer(actor, filing)
    columns = [(draft, draft.columns()) for draft in drafts]
    with transaction.atomic():
        _start(filing, cover or Cover(), by_office=by_office)
        revisions: dict[int, int] = {}
        conflicts: list[Conflict] = []
        standing = filing.lines.in_bulk([draft.line for draft in drafts])
        for draft, texts in columns:
            line = standing.get(draft.line)
            if line is None:
                continue
            if all(getattr(line, name) == text for name, text in texts.items()):
                revisions[line.pk] = line.revision
                continue
            guarded = filing.lines.filter(pk=line.pk, revision=draft.revision)
            if guarded.update(
                **texts, revision=draft.revision + 1, saved_at=now, saved_by=actor.name
            ):
                revisions[line.pk] = draft.revision + 1
            else:
                conflicts.append(Conflict(draft, line))
    return Saved(revisions, tuple(conflicts))


def _start(filing: PlanFiling, cover: Cover, *, by_office: bool) -> None:
    """Mark the filing as being written and keep what stands around the lines, if it is open at all."""
    for label, text in (("填报人", cover.filled_by), ("联系电话", cover.telephone)):
        most = 150 if label == "填报人" else 40
        if text is not None and len(text) > most:
            raise TooLongError(label, most)
    changes: dict[str, Any] = {
        name: _clean(text)
        for name, text in (("filled_by", cover.filled_by), ("telephone", cover.telephone))
        if text is not None
    }
    if cover.paper is not None:
        changes |= {"paper": _clean(cover.paper), "paper_edited": bool(_clean(cover.paper))}
    if by_office:
        changes["by_office"] = True
    open_ones = PlanFiling.objects.filter(pk=filing.pk, state__in=BEING_WRITTEN)
    if not open_ones.update(revision=F("revision") + int(bool(changes)), **changes):
        filing.refresh_from_db()
        raise FilingLockedError(filing.get_state_display())
    PlanFiling.objects.filter(pk=filing.pk, state=FilingState.NOT_STARTED).update(
        state=FilingState.DRAFTING
    )


def _kept(texts: Mapping[str, str], allowed: Sequence[str]) -> dict[str, str]:
    """Return the texts that say something, in the periods' order."""
    return {index: _clean(texts[index]) for index in allowed if _clean(texts.get(index, ""))}


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
