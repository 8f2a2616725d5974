"""督办: letters by how far they have come, closings by whose turn it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.supervision.shown import closing_line, letter_line
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.supervision.models import (
    Closing,
    ClosingState,
    Commitment,
    Letter,
    LetterKind,
    LetterState,
)
from jiannuo.supervision.queries.closings import closings_visible_to
from jiannuo.supervision.queries.letters import letters_visible_to
from jiannuo.supervision.queries.reach import places_for

_MOST: Final = 100
_LETTERS: Final = (
    ("待签发", Q(state=LetterState.SIGNING)),
    ("拟稿", Q(state=LetterState.DRAFT)),
    ("待核实", Q(state=LetterState.ANSWERED)),
    ("待反馈", Q(state=LetterState.SENT) & ~Q(kind=LetterKind.TALK)),
    ("待约谈", Q(state=LetterState.SENT, kind=LetterKind.TALK)),
    (
        "已办结",
        Q(state__in=(LetterState.RESOLVED, LetterState.ESCALATED, LetterState.CANCELLED)),
    ),
)
_OWN_LETTERS: Final = (
    ("请反馈", Q(state=LetterState.SENT) & ~Q(kind=LetterKind.TALK)),
    ("约谈通知", Q(state=LetterState.SENT, kind=LetterKind.TALK)),
    ("已反馈，待核实", Q(state=LetterState.ANSWERED)),
    _LETTERS[-1],
)
_CLOSINGS: Final = (
    ("待主任批准", (ClosingState.VERIFIED,)),
    ("待督查室核实", (ClosingState.CONFIRMED,)),
    ("待牵头单位确认", (ClosingState.APPLIED,)),
    ("已销号", (ClosingState.APPROVED,)),
    (
        "未予销号、撤回和重新办理",
        (ClosingState.REFUSED, ClosingState.WITHDRAWN, ClosingState.REOPENED),
    ),
)


@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Show what the visitor may see of letters and closings."""
    actor = visitor(request)
    if not holds(actor, Act.SEE_TASK):
        raise NotAllowedError(Act.SEE_TASK)
    office = places_for(actor, Act.COMPOSE)
    letters = list(letters_visible_to(actor)[: _MOST * 3])
    closings = list(closings_visible_to(actor)[: _MOST * 3])
    days = _days(letters)
    groups = _grouped(letters_visible_to(actor), _LETTERS if office else _OWN_LETTERS, days)
    late = sum(one["late"] for group in groups for one in group["letters"])
    context = {
        "office": bool(office),
        "groups": groups,
        "late": late,
        "closings": [
            {"title": title, "closings": [closing_line(one) for one in found]}
            for title, states in _CLOSINGS
            if (found := [one for one in closings if one.state in states][:_MOST])
        ],
        "headline": _headline(actor, letters, closings, late, office=bool(office)),
        "promises": _promises(actor, days),
        "reads_letters": bool(office or actor.organisations or actor.leaders),
    }
    return page(request, "desk/supervision/home.html", context)


def _days(letters: Iterable[Letter]) -> dict[int, date]:
    places = {one.place_id: one.place for one in letters}
    return {pk: today(place) for pk, place in places.items()}


def _grouped(
    letters: Any, kinds: tuple[tuple[str, Q], ...], days: dict[int, date]
) -> list[dict[str, Any]]:
    found = []
    for title, condition in kinds:
        rows = letters.filter(condition).distinct()
        listed = sorted(rows[:_MOST], key=lambda one: (one.reply_due_on or date.max, -one.pk))
        if listed:
            shown = [letter_line(one, days.get(one.place_id, today())) for one in listed]
            found.append({"title": title, "letters": shown})
    return found


def _headline(
    actor: Actor, letters: list[Letter], closings: list[Closing], late: int, *, office: bool
) -> str:
    """Say in a line what is to be done; what is only looked at needs no number."""
    letter_states = [one.state for one in letters]
    closing_states = [one.state for one in closings]
    if not office:
        to_answer = sum(
            one.state == LetterState.SENT and one.kind != LetterKind.TALK for one in letters
        )
        if actor.organisations and to_answer:
            return f"{to_answer}封函请反馈" + (f"，{late}封已逾期" if late else "")
        return "督办"
    counted = (
        (letter_states.count(LetterState.SIGNING), "封待签发"),
        (letter_states.count(LetterState.ANSWERED), "封待核实"),
        (late, "封逾期未反馈"),
        (closing_states.count(ClosingState.CONFIRMED), "项销号待核实"),
        (closing_states.count(ClosingState.VERIFIED), "项销号待批准"),
    )
    said = [f"{count}{word}" for count, word in counted if count]
    return "，".join(said) if said else "没有等着办的函和销号"


def _promises(actor: Actor, days: dict[int, date]) -> list[dict[str, Any]]:
    """Return what was promised in talks whose matter is still open."""
    open_talks = letters_visible_to(actor).filter(kind=LetterKind.TALK, state=LetterState.ANSWERED)
    promises = Commitment.objects.filter(record__letter__in=open_talks).select_related(
        "record__letter__organisation"
    )
    return [
        {
            "text": one.text,
            "due": one.due_on,
            "late": one.due_on is not None
            and one.due_on < days.get(one.record.letter.place_id, one.due_on),
            "letter": one.record.letter_id,
            "organisation": one.record.letter.organisation.name,
        }
        for one in promises
    ]


def places_of_office(actor: Actor) -> list[Place]:
    """Return the places for which the visitor may draft letters."""
    return list(Place.objects.filter(pk__in=places_for(actor, Act.COMPOSE)))
