"""Plan filings: which an actor may see, what each asks of its organisation, and how they stand."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.models import Issue, Task
from jiannuo.ledger.queries.duties import Duty, duties_within
from jiannuo.ledger.queries.promises import same_promise, without_repetitions
from jiannuo.reporting.models import FilingLine, FilingState, PlanFiling

BEING_WRITTEN: Final = (FilingState.NOT_STARTED, FilingState.DRAFTING, FilingState.RETURNED)
"""The states in which an organisation writes its plan."""
HANDED_IN: Final = (FilingState.SUBMITTED, FilingState.APPROVED)
"""The states in which the office has the plan."""


def filings_visible_to(actor: Actor) -> QuerySet[PlanFiling]:
    """Return the filings of the organisations that an actor speaks for, and of the places they read."""
    filings = PlanFiling.objects.select_related("issue__place", "organisation")
    if actor.machine:
        return filings
    reach = Q(organisation__in=actor.organisations) | Q(issue__place__in=actor.places)
    return filings.filter(reach)


def subject_of_filing(filing: PlanFiling) -> Subject:
    """Return what permission needs to know about a filing."""
    return Subject(place=filing.issue.place_id, organisations=frozenset({filing.organisation_id}))


def may_read_lines(actor: Actor, filing: PlanFiling) -> bool:
    """Say whether an actor may read what is written: drafts are the organisation's own.

    The office also reads what it enters itself (代录).
    """
    own = may(actor, Act.FILE_PLAN, subject_of_filing(filing))
    return own or filing.by_office or filing.state in HANDED_IN


def may_write(actor: Actor, filing: PlanFiling) -> bool:
    """Say whether an actor fills this plan in: the organisation, or an officer for it (代录).

    An officer enters only what the organisation has not begun itself: its drafts are its own.
    """
    subject = subject_of_filing(filing)
    untouched = filing.by_office or filing.state == FilingState.NOT_STARTED
    return may(actor, Act.FILE_PLAN, subject) or (untouched and may(actor, Act.REVIEW, subject))


def due_of(filing: PlanFiling) -> datetime:
    """Return the moment by which the plan is due."""
    return filing.due_at or filing.issue.due_at


def is_late(filing: PlanFiling, now: datetime) -> bool:
    """Say whether the first complete plan came after its time, or hasn't come though it is due."""
    return (filing.first_submitted_at or now) > due_of(filing)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a filing asks: its tasks in the plans' order, and which other tasks each feeds, too."""

    tasks: tuple[Task, ...]
    feeds: Mapping[int, tuple[int, ...]]

    @property
    def ids(self) -> frozenset[int]:
        """Return the tasks' ids."""
        return frozenset(task.pk for task in self.tasks)


def asked_of(filing: PlanFiling) -> Asked:
    """Return the tasks for which the organisation answers now; a promise in two lists is asked once."""
    issued = set(filing.issue.tasks.values_list("pk", flat=True))
    promises = same_promise(issued)
    mains = {promise.main for promise in promises}
    owed = duties_within(issued | mains).get(filing.organisation.current.pk, {})
    wanted, feeds = without_repetitions(owed, promises)
    tasks = Task.objects.filter(
        pk__in=[task for task, duty in wanted.items() if duty is Duty.ANSWERS and task in issued]
    )
    ordered = tasks.select_related("plan").order_by("plan", "table", "position")
    return Asked(tuple(ordered), feeds)


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its number in the form (分解序号: 2, or 2.1 for a part)."""

    number: str
    line: FilingLine


@dataclass(frozen=True, slots=True)
class Sheet:
    """A task with its lines as the form shows them: first its own, then the organisation's parts."""

    number: str
    task: Task
    whole: Row
    parts: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all lines in order."""
        return (self.whole, *self.parts)


def sheets_of(filing: PlanFiling, tasks: Iterable[Task]) -> tuple[Sheet, ...]:
    """Return the lines of some tasks, numbered; a task whose line is not made yet is left out."""
    of_tasks: dict[int, list[FilingLine]] = {}
    for line in filing.lines.order_by("order").select_related("task"):
        of_tasks.setdefault(line.task_id, []).append(line)
    sheets: list[Sheet] = []
    for task in tasks:
        lines = of_tasks.get(task.pk, [])
        if lines:
            number = str(len(sheets) + 1)
            parts = tuple(Row(f"{number}.{at}", one) for at, one in enumerate(lines[1:], start=1))
            sheets.append(Sheet(number, task, Row(number, lines[0]), parts))
    return tuple(sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one organisation stands with a notice, for the office's list."""

    organisation: Organisation
    filing: PlanFiling
    late: bool
    missing: bool


def standings(issue: Issue, now: datetime) -> tuple[Standing, ...]:
    """Return all organisations that owe a plan, in the order of their names (four queries).

    `missing` are those whose plan the office does not have; `late` those whose time is over, too.
    Whoever answers for no task any more (another leads now, a set got its members) owes nothing.
    """
    owed = duties_within(issue.tasks.values_list("pk", flat=True))
    answering = {one for one, tasks in owed.items() if Duty.ANSWERS in tasks.values()}
    filings = (
        issue.filings.select_related("organisation", "issue")
        .filter(Q(organisation__in=answering) | Q(state__in=HANDED_IN))
        .order_by("organisation__sort_key")
    )
    return tuple(
        Standing(
            organisation=one.organisation,
            filing=one,
            late=is_late(one, now),
            missing=one.state not in HANDED_IN,
        )
        for one in filings
    )


def mark_of(filing: PlanFiling) -> str:
    """Return a mark of all that the filing says: what a head signs must be what the head saw."""
    lines = filing.lines.order_by("pk").values_list("pk", "revision")
    said = f"{list(lines)}{filing.filled_by}{filing.telephone}{filing.paper}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
