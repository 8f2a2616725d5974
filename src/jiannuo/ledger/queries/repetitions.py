"""Tasks of two lists that seem to promise the same thing, for a person to say whether they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from jiannuo.directory.models import Place
from jiannuo.ledger.models import PlanKind, SamePromise, Task
from jiannuo.ledger.words import folded

_SHARED: Final = 0.5
"""Share of the shorter wording that the other repeats, in runs of some length, to be suggested."""
_RUN: Final = 4
"""Characters in a row that must agree; shorter agreements are the language's, not the promise's."""
_LONG_RUN: Final = 10
"""So many characters in a row (10个片区、134万平方米) are enough, however long the rest is."""
_PAIRS: Final = 0.25
"""Share of neighbouring characters below which two texts aren't worth comparing."""
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two tasks with what their wordings share: half-open character ranges in each."""

    main: Task
    task: Task
    share: float
    in_main: tuple[tuple[int, int], ...]
    in_task: tuple[tuple[int, int], ...]

    @property
    def likely(self) -> bool:
        """Say whether a person should be asked about the pair."""
        longest = max((end - start for start, end in self.in_main), default=0)
        return self.share >= _SHARED or longest >= _LONG_RUN


def suggestions(place: Place, year: int) -> tuple[Suggestion, ...]:
    """Return pairs of a report's task and a pledge that nobody has judged yet, the most alike first."""
    tasks = Task.objects.filter(plan__place=place, plan__year=year, parent=None)
    ordered = tasks.select_related("plan").order_by("plan", "table", "position")
    mains = [task for task in ordered if task.plan.kind == PlanKind.REPORT]
    pledges = [task for task in ordered if task.plan.kind == PlanKind.PLEDGES]
    judged = _judged(task.pk for task in ordered)
    found = [
        suggestion
        for main in mains
        for pledge in pledges
        if (main.pk, pledge.pk) not in judged and (suggestion := compared(main, pledge)).likely
    ]
    return tuple(sorted(found, key=lambda one: -one.share))


def compared(main: Task, task: Task) -> Suggestion:
    """Compare two tasks' wordings; `share` is how much of the shorter one the other repeats."""
    one, other = (folded(_text(each)) for each in (main, task))
    if not _may_share(one, other):
        return Suggestion(main, task, 0.0, (), ())
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _RUN]
    shorter = min(len(one), len(other)) or 1
    return Suggestion(
        main,
        task,
        sum(block.size for block in blocks) / shorter,
        tuple((block.a, block.a + block.size) for block in blocks),
        tuple((block.b, block.b + block.size) for block in blocks),
    )


def wording_compared(task: Task) -> str:
    """Return the text of a task that is compared, as the list says it."""
    return (task.annual_target or task.task or task.wording())[:_LONGEST]


def _text(task: Task) -> str:
    """Return the text to compare, character for character: none that folding would make longer."""
    return "".join(one if len(folded(one)) == 1 else "?" for one in wording_compared(task))


def _may_share(one: str, other: str) -> bool:
    """Say quickly whether the texts share enough pairs of characters to be worth comparing."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    smaller = min(map(len, pairs))
    return smaller > 0 and len(pairs[0] & pairs[1]) >= _PAIRS * smaller


def _judged(tasks: Iterable[int]) -> set[tuple[int, int]]:
    pairs = SamePromise.objects.filter(task__in=list(tasks)).values_list("main", "task")
    return {pair for main, task in pairs for pair in ((main, task), (task, main))}
