"""What an organisation has to do in the open rounds: its sheets, what was returned, what is to be signed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Role
from jiannuo.reporting.models import (
    ExtensionRequest,
    Line,
    LinePart,
    LineState,
    ReportingRound,
    Return,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.submissions import submissions_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSheet:
    """One sheet of the actor's organisation in an open round.

    `answers` and `shares` count its lines, `shares_left` the shares that no lead was given yet.
    `to_sign`: it waits for a signature, and the actor may give it. `answer` is the last answer to a
    request for more time.
    """

    sheet: Submission
    round: ReportingRound
    organisation: str
    state: SubmissionState
    due_at: datetime
    answers: int
    shares: int
    shares_left: int
    returns: tuple[Return, ...]
    to_sign: bool
    request: ExtensionRequest | None

    @property
    def done(self) -> bool:
        """Say whether nothing is left to do for the organisation."""
        handed_in = self.state in {SubmissionState.SUBMITTED, SubmissionState.ACCEPTED}
        return (handed_in or not self.answers) and not self.shares_left and not self.returns


def own_sheets(actor: Actor) -> tuple[OwnSheet, ...]:
    """Return the actor's sheets of rounds that aren't locked, those due first at the top (four queries)."""
    sheets = list(
        submissions_visible_to(actor)
        .filter(round__closed_at=None, organisation__in=actor.organisations)
        .select_related("round__place", "organisation")
        .annotate(
            answers=Count("lines", filter=Q(lines__part=LinePart.WHOLE)),
            shares=Count("lines", filter=Q(lines__part=LinePart.SHARE)),
        )
    )
    left = _shares_left(sheet.pk for sheet in sheets)
    returns = _returns(sheet.pk for sheet in sheets)
    requests = _requests(sheet.pk for sheet in sheets)
    signing = frozenset(
        one for held in actor.held if held.role == Role.HEAD for one in held.organisations
    )
    found = [
        OwnSheet(
            sheet=sheet,
            round=sheet.round,
            organisation=sheet.organisation.name,
            state=SubmissionState(sheet.state),
            due_at=sheet.due_at or sheet.round.due_at,
            answers=sheet.answers,
            shares=sheet.shares,
            shares_left=left.get(sheet.pk, 0),
            returns=tuple(returns.get(sheet.pk, ())),
            to_sign=sheet.state == SubmissionState.SIGNING and sheet.organisation_id in signing,
            request=requests.get(sheet.pk),
        )
        for sheet in sheets
        if sheet.answers or sheet.shares
    ]
    return tuple(sorted(found, key=lambda one: (one.done, one.due_at, one.organisation)))


def _shares_left(sheets: Iterable[int]) -> dict[int, int]:
    """Count the shares that a lead still waits for: not given, and not yet reported without them."""
    waiting = Line.objects.filter(
        submission__round=OuterRef("submission__round"),
        task=OuterRef("task"),
        part=LinePart.WHOLE,
        state__in=(LineState.DRAFT, LineState.RETURNED),
    )
    shares = Line.objects.filter(
        Exists(waiting), submission__in=list(sheets), part=LinePart.SHARE, state=LineState.DRAFT
    )
    return dict(Counter(shares.values_list("submission", flat=True)))


def open_returns(one: ReportingRound) -> tuple[Return, ...]:
    """Return the fields of a round that were sent back and not yet reported again."""
    return tuple(
        Return.objects.filter(
            line__submission__round=one, line__state=LineState.RETURNED, answered_by=None
        ).select_related("line__task", "line__submission__organisation")
    )


def _returns(sheets: Iterable[int]) -> dict[int, list[Return]]:
    found: dict[int, list[Return]] = {}
    open_ones = Return.objects.filter(
        line__submission__in=list(sheets), line__state=LineState.RETURNED, answered_by=None
    ).select_related("line__task", "line")
    for one in open_ones:
        found.setdefault(one.line.submission_id, []).append(one)
    return found


def _requests(sheets: Iterable[int]) -> dict[int, ExtensionRequest]:
    found = ExtensionRequest.objects.filter(submission__in=list(sheets)).order_by("pk")
    return {one.submission_id: one for one in found if one.submission_id is not None}
