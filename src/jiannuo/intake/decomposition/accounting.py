"""How many sentences a report has, and where each of them is: nothing is lost. Pure."""

from collections import Counter
from dataclasses import dataclass

from jiannuo.core.mapping.decomposition import Part
from jiannuo.intake.decomposition.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Sentences of this year's part: all, those in tasks, those left aside by reason (most first).

    A sentence of another part that a person took counts as this year's; `elsewhere` counts those that
    nobody took, `halves` the sentences of which only a part is in tasks.
    """

    sentences: int
    taken: int
    left: int
    halves: int
    reasons: tuple[tuple[str, int], ...]
    elsewhere: int


def account_of(draft: Draft) -> Account:
    """Count. `sentences` is always `taken` and `left` together."""
    plan = [one for one in draft.sentences if one.part is Part.PLAN or one.id in draft.taken]
    left = [one for one in plan if one.id not in draft.taken]
    reasons = Counter(draft.why(one) for one in left)
    halves = sum(1 for one in draft.taken if draft.free(one))
    return Account(
        sentences=len(plan),
        taken=len(plan) - len(left),
        left=len(left),
        halves=halves,
        reasons=tuple(reasons.most_common()),
        elsewhere=len(draft.sentences) - len(plan),
    )
