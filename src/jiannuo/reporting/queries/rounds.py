"""Rounds and how far everybody has come with them, for the office that collects them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from jiannuo.core.workdays import close_words
from jiannuo.directory.actor import Actor
from jiannuo.reporting.deadlines import report_name
from jiannuo.reporting.models import (
    Decision,
    ExtensionRequest,
    Line,
    LinePart,
    LineState,
    ReportingRound,
    Submission,
    SubmissionState,
)
from jiannuo.reporting.queries.submissions import span_of_round

MISSING: Final = "missing"
LATE: Final = "late"
_HANDED_IN: Final = frozenset({LineState.SUBMITTED, LineState.RETURNED, LineState.ACCEPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One organisation in a round.

    `numbers` are those of the tasks that it answers for; `shares` counts what it only gives a lead.
    `missing`: it answers for tasks and has never submitted; `overdue`: and its deadline is over.
    `late`: it submitted after its deadline. `request` is an open request for more time.
    """

    sheet: int
    organisation: int
    name: str
    telephone: str
    state: SubmissionState
    numbers: tuple[str, ...]
    shares: int
    due_at: datetime
    extended: bool
    submitted_at: datetime | None
    by_office: bool
    missing: bool
    overdue: bool
    late: bool
    request: ExtensionRequest | None

    def numbers_words(self) -> str:
        """Return the tasks that it answers for: 第21、22项; how many, where they have no numbers."""
        known = [number for number in self.numbers if number]
        return f"第{'、'.join(known)}项" if known else f"{len(self.numbers)}项"

    @property
    def keys(self) -> frozenset[str]:
        """Return the counts that this line stands in."""
        found = {str(self.state)}
        if self.missing:
            found.add(MISSING)
        if self.late:
            found.add(LATE)
        return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMark:
    """One task in the strip: its number, and whether everybody who answers for it has handed in."""

    task: int
    number: str
    reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round with all its organisations (those that answer for tasks, those that only give shares)."""

    round: ReportingRound
    sheets: tuple[SheetLine, ...]
    sharing: tuple[SheetLine, ...]
    strip: tuple[TaskMark, ...]

    @property
    def missing(self) -> tuple[SheetLine, ...]:
        """Return those that have never submitted."""
        return tuple(one for one in self.sheets if one.missing)

    @property
    def unreported(self) -> tuple[TaskMark, ...]:
        """Return the tasks that are still waited for."""
        return tuple(one for one in self.strip if not one.reported)

    def counts(self) -> dict[str, int]:
        """Return how many organisations stand in each state, are missing, are late."""
        found: dict[str, int] = defaultdict(int)
        for one in self.sheets:
            for key in one.keys:
                found[key] += 1
        return dict(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRound:
    """A round in a list: how many organisations answer for tasks, how many have handed in."""

    round: ReportingRound
    asked: int
    handed_in: int


def rounds_visible_to(actor: Actor) -> QuerySet[ReportingRound]:
    """Return the rounds whose whole page an actor may see: those of the places they look over."""
    if actor.machine:
        return ReportingRound.objects.all()
    return ReportingRound.objects.filter(place__in=actor.places)


def rounds_with_counts(actor: Actor) -> list[CountedRound]:
    """Return the rounds an actor may see, each with its place and its counts (two queries)."""
    rounds = list(rounds_visible_to(actor).select_related("place"))
    answering = (
        Submission.objects.filter(round__in=rounds, lines__part=LinePart.WHOLE)
        .distinct()
        .values_list("pk", "round", "first_submitted_at")
    )
    asked: dict[int, int] = defaultdict(int)
    handed_in: dict[int, int] = defaultdict(int)
    for _, one, first in answering:
        asked[one] += 1
        handed_in[one] += first is not None
    return [
        CountedRound(round=one, asked=asked[one.pk], handed_in=handed_in[one.pk]) for one in rounds
    ]


def current_round(rounds: QuerySet[ReportingRound], now: datetime) -> ReportingRound | None:
    """Return the open round whose deadline is nearest, before or behind: what the office is at."""
    found = rounds.filter(closed_at=None).select_related("place")
    return min(found, key=lambda one: abs(one.due_at - now), default=None)


def round_view(one: ReportingRound, now: datetime) -> RoundView:
    """Return a round with everybody's standing at a moment (four queries)."""
    lines = (
        Line.objects.filter(submission__round=one)
        .order_by("task__plan", "task__table", "task__position")
        .values_list("submission", "task", "task__number", "part", "state")
    )
    answered: dict[int, list[str]] = defaultdict(list)
    shares: dict[int, int] = defaultdict(int)
    strip: dict[int, tuple[str, bool]] = {}
    for sheet, task, number, part, state in lines:
        if part == LinePart.SHARE:
            shares[sheet] += 1
            continue
        answered[sheet].append(number)
        before = strip.get(task, (number, True))[1]
        strip[task] = (number, before and state in _HANDED_IN)
    open_requests = Prefetch(
        "extensions", ExtensionRequest.objects.filter(decision=Decision.OPEN), to_attr="asked"
    )
    sheets = [
        _line(sheet, one, now, answered[sheet.pk], shares[sheet.pk])
        for sheet in one.submissions.select_related("organisation").prefetch_related(open_requests)
    ]
    return RoundView(
        round=one,
        sheets=tuple(line for line in sheets if line.numbers),
        sharing=tuple(line for line in sheets if not line.numbers),
        strip=tuple(
            TaskMark(task=task, number=number, reported=reported)
            for task, (number, reported) in strip.items()
        ),
    )


def _line(
    sheet: Submission, one: ReportingRound, now: datetime, numbers: list[str], shares: int
) -> SheetLine:
    due_at = sheet.due_at or one.due_at
    first = sheet.first_submitted_at
    asked: list[ExtensionRequest] = getattr(sheet, "asked", [])
    return SheetLine(
        sheet=sheet.pk,
        organisation=sheet.organisation_id,
        name=sheet.organisation.name,
        telephone=sheet.telephone or sheet.organisation.reached_at,
        state=SubmissionState(sheet.state),
        numbers=tuple(numbers),
        shares=shares,
        due_at=due_at,
        extended=sheet.due_at is not None,
        submitted_at=sheet.submitted_at,
        by_office=sheet.by_office,
        missing=bool(numbers) and first is None,
        overdue=bool(numbers) and first is None and now > due_at,
        late=first is not None and first > due_at,
        request=asked[0] if asked else None,
    )


_STATE_WORDS: Final = {SubmissionState.SIGNING: "待签发", SubmissionState.DRAFTING: "填报中"}


def pressing_text(view: RoundView, now: datetime) -> str:
    """Return what an officer pastes into the group chat: who is missing which tasks, and by when.

    Whoever was granted more time and still has it isn't pressed.
    """
    one = view.round
    name = report_name(span_of_round(one))
    local = timezone.localtime(now)
    pressed = [line for line in view.missing if not (line.extended and line.due_at > now)]
    if not pressed:
        return f"{name}各单位都已报送。感谢配合！"
    tasks = {number for line in pressed for number in line.numbers}
    said = "、".join(f"{line.name}（{line.numbers_words()}{_how_far(line)}）" for line in pressed)
    due = close_words(
        local.replace(tzinfo=None), timezone.localtime(one.due_at).replace(tzinfo=None)
    )
    until = f"{due}截止" if now <= one.due_at else f"已于{due}截止，请尽快补报"
    return (
        f"截至{local.month}月{local.day}日{local:%H:%M}，{name}尚有{len(pressed)}家单位"
        f"{len(tasks)}项未报：{said}。{until}。能带出的内容都已填在表里，核对、补充后"
        f"{'签发' if one.needs_signature else '报送'}即可；有困难请与督查室联系。"
    )


def _how_far(line: SheetLine) -> str:
    word = _STATE_WORDS.get(line.state)
    return f"，{word}" if word else ""
