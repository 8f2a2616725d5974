"""The time that a sentence gives for its figures: 1-4月份，…完成834.3亿元; 截至6月30日，…达442568人."""

from functools import cached_property
from typing import Final

from jiannuo.core.quantities.calendar_times import calendar_expressions
from jiannuo.core.quantities.time_expression import Relation, TimeExpression, TimeKind
from jiannuo.core.quantities.time_forms import Reference

_NO_YEAR: Final = Reference()
_STRETCHES: Final = frozenset(
    {
        TimeKind.DAY,
        TimeKind.TEN_DAYS,
        TimeKind.MONTH,
        TimeKind.MONTHS,
        TimeKind.QUARTER,
        TimeKind.HALF,
    }
)
_FARTHEST: Final = 120
_SENTENCE_ENDS: Final = frozenset("。；;！？!?\n")


class AsOf:
    """The times of one text, asked for from left to right; found when first asked for."""

    def __init__(self, original: str, text: str) -> None:
        self._original = original
        self._text = text
        self._next = 0

    @cached_property
    def _times(self) -> list[TimeExpression]:
        return [
            time
            for time in calendar_expressions(self._original, self._text, _NO_YEAR)
            if time.relation is Relation.UNTIL
            or (time.relation is Relation.IN and time.kind in _STRETCHES)
        ]

    def before(self, start: int) -> TimeExpression | None:
        """Find the last time in front of `start` in the same sentence, at most 120 characters off.

        Asked for ever later places, as a reader comes by them.
        """
        while self._next < len(self._times) and self._times[self._next].end <= start:
            self._next += 1
        if not self._next:
            return None
        time = self._times[self._next - 1]
        if start - time.end > _FARTHEST:
            return None
        between = self._text[time.end : start]
        return None if _SENTENCE_ENDS.intersection(between) else time
