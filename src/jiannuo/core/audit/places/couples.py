"""`stated-twice`, of figures that go together: 10个片区、134万平方米 in two tables.

Where one figure of a couple stands again beside the same words, the other must be the same too.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from jiannuo.core.audit import subjects
from jiannuo.core.audit.linking import same_measure
from jiannuo.core.audit.mentions import Mention
from jiannuo.core.audit.places.twice import same_figure
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, holds

_RELATED: Final = 0.5
_MOST: Final = 40

_Couple = tuple[Mention, Mention]


def couples(ledger: Ledger) -> Iterator[Statement]:
    """Check couples of figures in the same field of two rows."""
    seen: dict[tuple[str, str, str], list[_Couple]] = {}
    for row in ledger.rows:
        for first, second in _couples(row.mentions):
            field = first.passage.field.partition(".")[0]
            known = seen.setdefault((field, first.base, second.base), [])
            for other in known[-_MOST:]:
                if other[0].passage.row != first.passage.row and _related((first, second), other):
                    yield from _compared((first, second), other)
            known.append((first, second))


def _couples(mentions: tuple[Mention, ...]) -> Iterator[_Couple]:
    for first, second in pairwise(mentions):
        if (
            first.is_amount
            and second.is_amount
            and first.clause is second.clause
            and not same_measure(first, second)
            and first.passage.text[first.end : second.start].endswith("、")
        ):
            yield first, second


def _related(one: _Couple, other: _Couple) -> bool:
    if not one[0].tail or one[0].tail != other[0].tail:
        return False
    mine = one[0].sentence_terms | one[1].sentence_terms
    theirs = other[0].sentence_terms | other[1].sentence_terms
    return subjects.alike(mine, theirs) >= _RELATED


def _compared(here: _Couple, there: _Couple) -> Iterator[Statement]:
    same = [a.interval.meets(b.interval) for a, b in zip(here, there, strict=True)]
    if all(same):
        for a, b in zip(here, there, strict=True):
            yield holds("stated-twice", a.evidence(), b.evidence())
    elif any(same):
        differing = same.index(False)
        yield same_figure(here[differing], there[differing])
