"""Whom a letter might go to: organisations whose accepted result is short, or whose report did not come.

Only suggestions. An officer chooses; nothing is drafted by itself, and nobody is ranked by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from jiannuo.directory.models import Organisation, Place
from jiannuo.ledger.models import Plan, Task
from jiannuo.ledger.queries.duties import Duty, duties
from jiannuo.reporting.deadlines import report_name
from jiannuo.reporting.models import Claim, Result
from jiannuo.supervision.models import Letter
from jiannuo.supervision.queries.letters import UNDER_WAY
from jiannuo.supervision.queries.matters import Matter, Overdue, matters_of, overdue_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A task of an organisation: why a letter might be due (empty: no reason known), and one under way."""

    task: Task
    why: str
    answers: bool
    under_way: Letter | None


@dataclass(frozen=True, slots=True)
class OfOrganisation:
    """An organisation with its candidates in the plan's order."""

    organisation: Organisation
    tasks: tuple[Candidate, ...]


def candidates(place: Place, now: datetime) -> tuple[OfOrganisation, ...]:
    """Return for the place's newest year every organisation that has a task with a reason."""
    year = Plan.objects.filter(place=place).aggregate(last=Max("year"))["last"]
    plans = Plan.objects.filter(place=place, year=year) if year else Plan.objects.none()
    owed = duties(plans.values_list("pk", flat=True))
    answered = {
        pk: [task for task, duty in of_one.items() if duty is Duty.ANSWERS]
        for pk, of_one in owed.items()
    }
    everything = {task for tasks in answered.values() for task in tasks}
    matters = {one.task.pk: one for one in matters_of(everything, now)}
    overdue = overdue_reports(everything, now)
    waiting = _under_way(answered)
    found = []
    names = Organisation.objects.in_bulk(answered)
    for pk, tasks in answered.items():
        own = [
            Candidate(
                task=matters[task].task, why=why, answers=True, under_way=waiting.get((pk, task))
            )
            for task in tasks
            if (why := _why(matters[task], _late_words(overdue.get((pk, task), ()))))
        ]
        if own:
            found.append(OfOrganisation(names[pk], tuple(own)))
    return tuple(sorted(found, key=lambda one: (-len(one.tasks), one.organisation.sort_key)))


def candidates_of(organisation: Organisation, now: datetime) -> tuple[Candidate, ...]:
    """Return all of an organisation's tasks of the place's newest year, with or without a reason."""
    year = Plan.objects.filter(place=organisation.place_id).aggregate(last=Max("year"))["last"]
    plans = Plan.objects.filter(place=organisation.place_id, year=year) if year else None
    owed = duties(plans.values_list("pk", flat=True)) if plans is not None else {}
    own = owed.get(organisation.pk, {})
    waiting = _under_way({organisation.pk: list(own)})
    return tuple(
        Candidate(
            task=matter.task,
            why=_why(matter, _late_words(matter.overdue))
            if own[matter.task.pk] is Duty.ANSWERS
            else "",
            answers=own[matter.task.pk] is Duty.ANSWERS,
            under_way=waiting.get((organisation.pk, matter.task.pk)),
        )
        for matter in matters_of(list(own), now, organisation.pk)
    )


_SHORT = frozenset({Result.MISSED.label, Result.PARTLY.label})
_CLAIMED_SHORT = frozenset({Claim.MISSED.label, Claim.PARTLY.label})


def _why(matter: Matter, late: str) -> str:
    """Say in a few words what speaks for a letter: the office's word, else the organisation's own."""
    period = matter.span.label if matter.span else ""
    if matter.result:
        short = f"{period}评定{matter.result}" if matter.result in _SHORT else ""
    else:
        short = f"{period}自报{matter.claim}" if matter.claim in _CLAIMED_SHORT else ""
    return "，".join(one for one in (short, late) if one)


def _late_words(overdue: Iterable[Overdue]) -> str:
    return "、".join(f"{report_name(one.span)}未报" for one in overdue)


def _under_way(answered: Mapping[int, Iterable[int]]) -> dict[tuple[int, int], Letter]:
    found: dict[tuple[int, int], Letter] = {}
    letters: dict[int, list[Letter]] = defaultdict(list)
    for letter in Letter.objects.filter(
        organisation__in=answered, state__in=UNDER_WAY
    ).prefetch_related("tasks"):
        letters[letter.organisation_id].append(letter)
    for pk, of_one in letters.items():
        for letter in of_one:
            found |= {(pk, task.pk): letter for task in letter.tasks.all()}
    return found
