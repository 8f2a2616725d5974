"""Search over all texts of the ledger: exact, also for two characters, within what the actor may see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jiannuo.directory.actor import Actor
from jiannuo.ledger import index
from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.ledger.words import Phrase, folded, phrase_of

_AROUND: Final = 24
_MOST_SCOPES: Final = 40
_GROWTH: Final = 4
_FIELDS: Final = tuple(LABELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text that holds what was looked for.

    `snippet` is the text around the first place; `marks` are the half-open character ranges in it
    that were looked for.
    """

    task: int
    number: str
    wording: str
    plan: int
    plan_title: str
    holder: str
    field: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    place: tuple[int, int]
    """The task's table and position in its plan."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits, and whether there are more."""

    hits: tuple[Hit, ...]
    more: bool


def search(actor: Actor, text: str, limit: int = 20) -> Hits:
    """Return the texts that contain every word of the search (words are parted by white space).

    Newest plans come first, a plan's tasks in their order. A search without any letter, digit or
    Chinese character finds nothing.
    """
    terms = [folded(term) for term in text[: index.LONGEST_QUERY].split()]
    phrases = [phrase for phrase in map(phrase_of, terms) if phrase is not None]
    scope = _scope(actor)
    if not phrases or scope == []:
        return Hits((), more=False)
    found: list[Hit] = []
    for batch in _batches(phrases, scope, limit):
        holding = [one for one in batch if all(term in folded(one.text) for term in terms)]
        found += _hits(actor, holding, terms)
        if len(found) > limit:
            break
    return Hits(_in_order(found[:limit]), more=len(found) > limit)


def _in_order(hits: list[Hit]) -> tuple[Hit, ...]:
    """Sort what the index gave newest first: plans as they came, their tasks in their own order."""
    plans = {plan: rank for rank, plan in enumerate(dict.fromkeys(hit.plan for hit in hits))}
    return tuple(
        sorted(hits, key=lambda hit: (plans[hit.plan], hit.place, _FIELDS.index(hit.field)))
    )


def _scope(actor: Actor) -> list[str] | None:
    """Return the scope words of what an actor sees; None where they are too many to be worth asking.

    Somebody who sees very many places finds what is visible to them soon without a scope.
    """
    scopes = len(actor.places) + len(actor.organisations) + len(actor.leaders)
    if actor.machine or scopes > _MOST_SCOPES:
        return None
    return [
        *map(index.place_scope, sorted(actor.places)),
        *map(index.organisation_scope, sorted(actor.organisations)),
        *map(index.leader_scope, sorted(actor.leaders)),
    ]


def _batches(
    phrases: Sequence[Phrase], scope: list[str] | None, limit: int
) -> Iterator[list[index.Found]]:
    """Ask for more and more, as long as what was found is not what was looked for or not visible."""
    size, offset = limit + 1, 0
    while True:
        batch = index.ask(phrases, scope, limit=size, offset=offset)
        if batch:
            yield batch
        if len(batch) < size:
            return
        offset, size = offset + size, _GROWTH * size


def _hits(actor: Actor, found: Sequence[index.Found], terms: Sequence[str]) -> list[Hit]:
    tasks = {
        task.pk: task
        for task in tasks_visible_to(actor)
        .filter(pk__in={one.task for one in found})
        .select_related("plan")
        .only(
            "table",
            "position",
            "number",
            "task",
            "subproject",
            "annual_target",
            "indicator",
            "plan__title",
        )
    }
    return [
        Hit(
            task=one.task,
            number=tasks[one.task].number,
            wording=tasks[one.task].wording(),
            plan=tasks[one.task].plan_id,
            plan_title=tasks[one.task].plan.title,
            holder=one.holder,
            field=one.field,
            snippet=snippet,
            marks=marks,
            place=(tasks[one.task].table, tasks[one.task].position),
        )
        for one in found
        if one.task in tasks
        for snippet, marks in [_snippet(one.text, terms)]
    ]


def _snippet(text: str, terms: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut the surroundings of the first term out of a text and mark every term in them."""
    flat = " ".join(text.split())
    compared = folded(flat)
    if len(compared) != len(flat):  # folding changed the length (㎡, …): show the folded text
        flat = compared
    start = max(0, compared.find(terms[0]) - _AROUND)
    end = min(len(flat), start + len(terms[0]) + 3 * _AROUND)
    shown = flat[start:end]
    head, tail = "…" if start else "", "…" if end < len(flat) else ""
    marks = sorted(
        (at + len(head), at + len(head) + len(term))
        for term in dict.fromkeys(terms)
        for at in _places(compared[start:end], term)
    )
    return f"{head}{shown}{tail}", tuple(marks)


def _places(text: str, term: str) -> Iterator[int]:
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + len(term))
