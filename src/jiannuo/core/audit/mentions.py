"""Quantities where they stand: each with its clause, its words and what it claims to be.

A row is read once into passages (the pieces of its fields) and mentions (the quantities in them);
every rule works on these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Final

from jiannuo.core.audit import subjects, wording
from jiannuo.core.audit.clauses import Clause, clauses
from jiannuo.core.audit.findings import Evidence, RowReference
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.wording import Hold, Scope
from jiannuo.core.quantities import STANDARD, Quantity, quantities
from jiannuo.core.tables import Citation


class Side(StrEnum):
    """Who speaks in a field."""

    TARGET = "target"
    REPORT = "report"
    AHEAD = "ahead"
    OTHER = "other"


_SIDES: Final = {
    "task": Side.TARGET,
    "subproject": Side.TARGET,
    "indicator": Side.TARGET,
    "annual_target": Side.TARGET,
    "quarter_targets": Side.TARGET,
    "month_plan": Side.TARGET,
    "period_plan_text": Side.TARGET,
    "period_target": Side.TARGET,
    "target_value": Side.TARGET,
    "actual_value": Side.REPORT,
    "progress": Side.REPORT,
    "progress_period": Side.REPORT,
    "progress_to_date": Side.REPORT,
    "next_steps": Side.AHEAD,
}
_COMPARING: Final = re.compile(
    r"(?:大约|约|近|超过?|突破|达到?|为|至|到|共计?|总计|合计|有|是|仅)++$"
)
_BREAKS: Final = "、：:（）()"
_TWO_DIGITS: Final = 10
_ALIASES: Final = {"套": "户", "场次": "场", "人次": "人次"}


def side_of(field: str) -> Side:
    """Say who speaks in a field; "quarter_targets.2" counts as quarter_targets."""
    return _SIDES.get(field.partition(".")[0], Side.OTHER)


@dataclass(frozen=True, eq=False)
class Passage:
    """A piece of a field: an item with its marker and name, or the whole field.

    `start` is where its text begins in the field's text.
    """

    field: str
    text: str
    start: int
    row: RowReference
    marker: str | None = None
    name: str | None = None
    citation: Citation | None = None

    @property
    def side(self) -> Side:
        """Who speaks here."""
        return side_of(self.field)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The passage's clauses, by place."""
        return clauses(self.text)

    @cached_property
    def mentions(self) -> tuple["Mention", ...]:
        """The passage's quantities, by place."""
        return tuple(_mentions(self))

    @cached_property
    def masked(self) -> str:
        """The text with its quantities blanked out, for what the words alone say."""
        masked = list(self.text)
        for mention in self.mentions:
            masked[mention.start : mention.end] = "0" * (mention.end - mention.start)
        return "".join(masked)

    def words_of(self, clause: Clause) -> str:
        """Give a clause's own words without its quantities."""
        return "".join(self.masked[a:b] for a, b in clause.pieces)

    def masked_before(self, mention: "Mention") -> str:
        """Give the words before a quantity in its clause, with earlier quantities blanked out."""
        pieces = ((a, min(b, mention.start)) for a, b in mention.clause.pieces if a < mention.start)
        return "".join(self.masked[a:b] for a, b in pieces)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What the passage is about."""
        return subjects.grams(f"{self.name or ''}。{self.text}")

    def evidence(self, start: int, end: int) -> Evidence:
        """Quote [start, end) of the passage's text."""
        first, last = self.start + start, self.start + end
        return Evidence(
            text=self.text[start:end].strip(),
            field=self.field,
            span=(first, last),
            citation=_within(self.citation, first, last),
            row=self.row,
        )

    def sentence(self, number: int) -> tuple[int, int]:
        """Where a sentence stands in the passage's text."""
        places = [(c.start, c.end) for c in self.clauses if c.sentence == number]
        return min(a for a, _ in places), max(b for _, b in places)


@dataclass(frozen=True, eq=False)
class Mention:
    """A quantity in its passage; `position` is its number there, counted from 0."""

    quantity: Quantity
    passage: Passage
    clause: Clause
    clause_number: int
    position: int
    head: str
    tail: str
    owner: int | None

    @property
    def side(self) -> Side:
        """Who speaks here."""
        return self.passage.side

    @property
    def start(self) -> int:
        """Where the quantity begins in its passage."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where the quantity ends in its passage."""
        return self.quantity.end

    @property
    def sentence(self) -> int:
        """The number of the sentence in the passage."""
        return self.clause.sentence

    @property
    def is_percent(self) -> bool:
        """Say whether this is a share or a change in percent."""
        return self.quantity.dimension == "percent"

    @property
    def is_rate(self) -> bool:
        """Say whether this is a share of something (not a change, not a bound of a class)."""
        return self.is_percent and self.quantity.kind == "rate"

    @property
    def is_amount(self) -> bool:
        """Say whether this counts or measures something."""
        return self.quantity.kind == "amount" and not self.is_percent and not self.is_class

    @property
    def is_class(self) -> bool:
        """Say whether this bounds a class of things: 80周岁以上, 过亿元项目."""
        return _bounds_a_class(self.quantity)

    @cached_property
    def base(self) -> str:
        """The unit that the value is compared in: 元 for 万元, the unit itself if it is unknown."""
        unit = self.quantity.unit or ""
        known = STANDARD.describe(unit)
        base = known.base if known else unit
        return _ALIASES.get(base, base)

    @cached_property
    def factor(self) -> Fraction:
        """What one of the written unit is worth in `base`."""
        known = STANDARD.describe(self.quantity.unit or "")
        return known.factor if known else Fraction(1)

    @cached_property
    def is_each(self) -> bool:
        """Say whether the figure is one of many or a mean: 每千人6.5批次, 人均3万元."""
        return wording.each_one(self.head)

    @property
    def is_counted(self) -> bool:
        """Say whether the unit is counted, never measured (户, 个)."""
        known = STANDARD.describe(self.quantity.unit or "")
        return known is not None and known.whole

    @cached_property
    def interval(self) -> Interval:
        """What the figure may stand for, in base units."""
        quantity = self.quantity
        low, high = Fraction(quantity.low), Fraction(quantity.high)
        value = quantity.value
        first = Fraction(value[0] if isinstance(value, tuple) else value)
        if quantity.comparator == "~" and _counted_out(quantity):
            place = Fraction(quantity.place)
            low, high = first - place, first + place
        return Interval(low, high, first).times(self.factor)

    @property
    def in_written_unit(self) -> Interval:
        """The interval in the written unit (亩, not 平方米), 万 and 亿 multiplied out."""
        return self.interval.times(1 / self.factor)

    @cached_property
    def stated(self) -> Interval:
        """As `interval`, with room for figures that were cut off instead of rounded."""
        quantity, interval = self.quantity, self.interval
        if isinstance(quantity.value, tuple) or quantity.low == quantity.high:
            return interval
        beyond = (Fraction(quantity.value) + Fraction(quantity.place)) * self.factor
        return interval.widened(interval.low, beyond)

    @property
    def value(self) -> Fraction:
        """The figure as written, in base units; of a range its lower end."""
        return self.interval.best

    @cached_property
    def class_bound(self) -> tuple[object, str] | None:
        """The class that is counted, as bound and comparator: 50万元以上 of 50万元以上村达120个."""
        for mention in reversed(self.passage.mentions[: self.position]):
            if mention.clause is not self.clause:
                return None
            if mention.is_class:
                return mention.quantity.value, mention.quantity.comparator
        return None

    @cached_property
    def before(self) -> str:
        """The clause's words before the quantity."""
        return self.clause.before(self.start)

    @cached_property
    def behind(self) -> str:
        """The clause's words behind the quantity."""
        return self.clause.after(self.end)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What is counted here, by its own words alone."""
        return subjects.grams(f"{self.head}。{self.tail}")

    @cached_property
    def clause_terms(self) -> frozenset[str]:
        """What the clause is about."""
        return subjects.grams(self.passage.words_of(self.clause))

    @cached_property
    def sentence_terms(self) -> frozenset[str]:
        """What the text from the last full stop up to here is about."""
        start = min(c.start for c in self.passage.clauses if c.stop == self.clause.stop)
        return subjects.grams(self.passage.masked[start : self.start] + "。" + self.tail)

    @cached_property
    def scope(self) -> Scope:
        """The stretch of time that the figure covers; the nearest word before it decides."""
        own = wording.scope_of(self.before)
        if own is not Scope.UNSAID:
            return own
        for clause in reversed(self.passage.clauses[: self.clause_number]):
            if clause.stop != self.clause.stop:
                break
            if clause.depth != self.clause.depth:
                continue
            if clause.sentence != self.sentence and not wording.opens_a_period(clause.text):
                continue
            found = wording.scope_around(clause.text)
            if found is not Scope.UNSAID:
                return found
        return Scope.UNSAID

    @cached_property
    def hold(self) -> Hold:
        """What the figure claims to be."""
        return wording.hold_of(self.before, self.behind)

    def evidence(self) -> Evidence:
        """Quote the clause, with what stands in its brackets."""
        return self.passage.evidence(self.clause.start, self.clause.end)

    def quote(self) -> str:
        """Give the figure with its own words, short enough for a sentence."""
        head = self.head[-14:].lstrip("的")
        return f"{head}{self.quantity.span}{self.tail[:10]}".strip()


def _mentions(passage: Passage) -> Iterator[Mention]:
    found = quantities(passage.text)
    numbers = _clause_numbers(passage.clauses, [q.start for q in found])
    owners: dict[int, int] = {}
    for position, (quantity, number) in enumerate(zip(found, numbers, strict=True)):
        clause = passage.clauses[number]
        previous = max((q.end for q in found[:position][-2:] if not _bounds_a_class(q)), default=0)
        following = found[position + 1].start if position + 1 < len(found) else clause.end
        head = _COMPARING.sub("", _last_part(clause.between(previous, quantity.start)))
        tail = _first_part(passage.text[quantity.end : min(following, clause.end)])
        if clause.around is not None and clause.start not in owners:
            owners[clause.start] = _owner(passage, clause, found[:position])
        owner = owners.get(clause.start)
        yield Mention(
            quantity, passage, clause, number, position, head, tail, owner if owner != -1 else None
        )


def _bounds_a_class(quantity: Quantity) -> bool:
    aged = (quantity.unit or "").endswith("岁")
    return aged or quantity.kind == "threshold" or quantity.span[0] in "万亿"


def _clause_numbers(parts: tuple[Clause, ...], places: list[int]) -> list[int]:
    """Give the innermost clause of each place; both are in order, so one walk is enough."""
    numbers: list[int] = []
    inside = 0
    for place in places:
        while inside + 1 < len(parts) and parts[inside + 1].start <= place:
            inside += 1
        number = inside
        while parts[number].end <= place or not any(
            a <= place < b for a, b in parts[number].pieces
        ):
            around = parts[number].around
            if around is None:
                break
            number = around
        numbers.append(number)
    return numbers


def _owner(passage: Passage, clause: Clause, earlier: tuple[Quantity, ...]) -> int:
    """Give the quantity that a bracket explains: the last one before it in the clause around it."""
    outer = passage.clauses[clause.around or 0]
    for position in range(len(earlier) - 1, -1, -1):
        start = earlier[position].start
        if start < outer.start:
            break
        if any(a <= start < b for a, b in outer.pieces):
            return position
    return -1


def _last_part(words: str) -> str:
    cut = max(words.rfind(c) for c in _BREAKS)
    return words[cut + 1 :].strip()


def _first_part(words: str) -> str:
    cut = min((place for c in _BREAKS if (place := words.find(c)) >= 0), default=len(words))
    return words[:cut].strip()


def _counted_out(quantity: Quantity) -> bool:
    """Say whether 约 only admits to rounding: 约92.8万方 is known to three digits, 约3000人 to one."""
    if isinstance(quantity.value, tuple):
        return False
    digits = int(quantity.value / quantity.place)
    return digits >= _TWO_DIGITS and digits % 10 != 0


def _within(citation: Citation | None, start: int, end: int) -> Citation | None:
    if citation is None:
        return None
    offset = citation.span[0] if citation.span else 0
    return citation.within(offset + start, offset + end)
