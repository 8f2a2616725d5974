"""Printed rules put in order: pieces of one line joined, lines that touch gathered into frames."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jiannuo.core.readers.paper.sheet import Box, Rule

REACH = 3.0
"""Points (1 mm): rules that come this close meet, and pieces this close are one rule."""

_SAME_PLACE = 1.6
_SHORTEST = 6.0


@dataclass(slots=True)
class Frame:
    """Rules that touch one another: the skeleton of a table."""

    upright: list[Rule] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The room that the rules enclose."""
        across = [rule.at for rule in self.upright] + [
            place for rule in self.level for place in (rule.start, rule.end)
        ]
        down = [rule.at for rule in self.level] + [
            place for rule in self.upright for place in (rule.start, rule.end)
        ]
        return Box(min(across), min(down), max(across), max(down))


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces of each rule: printers draw a table's line cell by cell, or twice."""
    whole: list[Rule] = []
    for upright in (False, True):
        rows: list[list[Rule]] = []
        for rule in sorted(
            (rule for rule in rules if rule.upright is upright), key=lambda rule: rule.at
        ):
            if rows and rule.at - rows[-1][0].at <= _SAME_PLACE:
                rows[-1].append(rule)
            else:
                rows.append([rule])
        for row in rows:
            whole.extend(_pieces(row, upright=upright))
    return whole


def _pieces(row: Sequence[Rule], *, upright: bool) -> Iterable[Rule]:
    """Join the rules of one place where they touch or overlap."""
    place = sum(rule.at for rule in row) / len(row)
    start, end = 0.0, -1.0
    for rule in sorted(row, key=lambda rule: rule.start):
        if end < start:
            start, end = rule.start, rule.end
        elif rule.start <= end + REACH:
            end = max(end, rule.end)
        else:
            if end - start >= _SHORTEST:
                yield Rule(upright, place, start, end)
            start, end = rule.start, rule.end
    if end - start >= _SHORTEST:
        yield Rule(upright, place, start, end)


def frames(rules: Sequence[Rule], reach: float = REACH) -> list[Frame]:
    """Gather rules that come within `reach` into frames, from top to bottom; one alone is none."""
    owner = list(range(len(rules)))

    def root(place: int) -> int:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    uprights = [(n, rule) for n, rule in enumerate(rules) if rule.upright]
    for n, level in enumerate(rules):
        if level.upright:
            continue
        for m, upright in uprights:
            if _touch(level, upright, reach):
                owner[root(n)] = root(m)
    groups: dict[int, Frame] = {}
    for n, rule in enumerate(rules):
        frame = groups.setdefault(root(n), Frame())
        (frame.upright if rule.upright else frame.level).append(rule)
    tables = [frame for frame in groups.values() if frame.upright and frame.level]
    return sorted(tables, key=lambda frame: (frame.box.top, frame.box.left))


def _touch(level: Rule, upright: Rule, reach: float) -> bool:
    return (
        level.start - reach <= upright.at <= level.end + reach
        and upright.start - reach <= level.at <= upright.end + reach
    )
