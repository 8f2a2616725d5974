"""From a text to its quantities: find each number, keep out what is none, add unit and bounds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from jiannuo.core.quantities import special, words
from jiannuo.core.quantities.as_of import AsOf
from jiannuo.core.quantities.assembly import Measured, assemble
from jiannuo.core.quantities.characters import fold
from jiannuo.core.quantities.composites import continued
from jiannuo.core.quantities.figures import Figure, arabic_figure, chinese_figure
from jiannuo.core.quantities.kept_out import KeptOut, Shelter, identifier, kept_out, shelters
from jiannuo.core.quantities.quantity import Quantity
from jiannuo.core.quantities.units import STANDARD, Numeral, Units

_ARABIC: Final = frozenset("0123456789")
_RANGE: Final = re.compile(r" ?(-{1,2}|~{1,2}|至|到) ?")
_POINTS: Final = re.compile(r"(?:[、和及与]\d{1,9}(?:\.\d{1,9})?个?){1,4}百分点")
_SHARING: Final = re.compile(r"(?:[、和及与]\d{1,9}(?:\.\d{1,9})?){1,4} ?")
_FROM: Final = re.compile(r"[由从自][^，。；0-9]{0,8}$")
_CURRENCIES: Final = {"¥": "元", "$": "美元"}
_MARKER: Final = re.compile(r"\d{1,2}\.(?=\d)")
_AFTER_MARKER: Final = re.compile(r"\d+\.\d|\d{1,2} ?月|\d{4} ?年")
_LONGEST_ALONE: Final = 40  # a cell that holds nothing but a number
_ALONE: Final = re.compile(
    r"\s*[-+±约近负]?(?!1[3-9]\d{9}\s*\Z|(?:19|20)\d{2}(?:\d{4})?\s*\Z)"
    r"(?:\d{4,}|\d+\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)\s*\Z"
    r"|\s*-\d+\s*\Z"
    r"|\s*负[零一二两三四五六七八九十百千万亿点]+\s*\Z"
    r"|\s*[零一二两三四五六七八九十]*[百千万亿点][零一二三四五六七八九十百千万亿点]*\s*\Z"
)
"""A cell that holds nothing but a number; small whole ones are row numbers, four digits a year."""
_BARE_AFTER: Final = re.compile(
    r"(?:从|由|达到?|[降升增减缩提扩高低大小]到|[降升增减缩提扩高低大小]至|[降缩增提]为|指数为|得分为?|为|至|到)$"
)
_SCALED_END: Final = re.compile(r" ?(?:级|强|亩均)")
_COUNTED_WORD: Final = re.compile(
    r"(?:完成|新增|新建|建成|共|达|计|超|栽植|种植|安装|累计|约|余|有)[^，。；：]{0,8}$"
)
_UNKNOWN: Final = re.compile(r"([\u4e00-\u9fff]{1,2})(?=[，。；、！,;)）\n]|$)")
_NO_UNIT: Final = frozenset("强位前后多余左以分的和与及或等为是在中路线室环号级版式型代院城金银铜")


def quantities(text: str, units: Units = STANDARD) -> tuple[Quantity, ...]:
    """Read every quantity of a text, in order. Never raises; time is linear in the text.

    `units` is the table of measure units; `STANDARD.extended(table)` adds an office's own.
    """
    return tuple(found for found in readings(text, units) if isinstance(found, Quantity))


def iter_quantities(
    lines: Iterable[str],
    units: Units = STANDARD,
    progress: Callable[[int], None] | None = None,
) -> Iterator[tuple[str, tuple[Quantity, ...]]]:
    """Read line by line: yield each line with its quantities.

    `progress` is told, after each line, how many characters have been read so far.
    """
    read = 0
    for line in lines:
        yield line, quantities(line, units)
        read += len(line)
        if progress is not None:
            progress(read)


def readings(text: str, units: Units = STANDARD) -> Iterator[Quantity | KeptOut]:
    """Read a text's numbers in order: quantities, and what was recognised as something else."""
    return _Reader(text, units).readings()


@lru_cache(maxsize=16)
def _candidates(units: Units) -> re.Pattern[str]:
    """Where a quantity may begin: a digit, or a Chinese numeral before something measurable."""
    following = "".join(re.escape(char) for char in sorted(units.first_characters))
    numerals = "零〇一二两三四五六七八九十百千万亿廿卅"
    return re.compile(
        rf"\d|[{numerals}](?=[{numerals}拾佰仟余多来几成折倍分点半至到~ {following}-])"
        r"|[壹贰叁肆伍陆柒捌玖拾](?=[拾佰仟元]|[万亿]+[元零一二三四五六七八九壹贰叁肆伍陆柒捌玖])"
        rf"|(?<=负)[{numerals}]|[几数][十百千万亿]|半(?=[年天个小公成])|对(?=折)|翻(?=了?[一两三四]?番)"
    )


class _Reader:
    """One text on its way to quantities: where it is sheltered, and how far a refusal reaches."""

    def __init__(self, text: str, units: Units) -> None:
        self.text = text
        self.folded = fold(text)
        self.units = units
        self.passed = 0
        self._times = AsOf(text, self.folded)
        self._shelters = shelters(text)
        self._next_shelter = 0
        self._after_marker = 0
        self._alone = len(text) <= _LONGEST_ALONE and _ALONE.match(self.folded) is not None

    def readings(self) -> Iterator[Quantity | KeptOut]:
        """Go through the places where a number may begin, each once, from left to right."""
        search, place = _candidates(self.units).search, 0
        while candidate := search(self.folded, place):
            start = candidate.start()
            found = self.at(start)
            if found is not None:
                yield found
                place = max(found.end, start + 1)
            else:
                place = max(self.passed, start + 1)

    def at(self, start: int) -> Quantity | KeptOut | None:
        """Read the number at `start`; None (with `passed` set) if nothing stands there."""
        self.passed = start + 1
        text = self.folded
        shelter = self._shelter_of(start)
        if shelter is not None and not shelter.quoted:
            return KeptOut(start, shelter.end, "title")
        found = self._arabic(start) if text[start] in _ARABIC else self._chinese(start)
        if shelter is not None and isinstance(found, Quantity) and not words.says_amount(found):
            return KeptOut(start, min(found.end, shelter.end), "name")
        return found

    def _shelter_of(self, start: int) -> Shelter | None:
        found = self._shelters
        while self._next_shelter < len(found) and found[self._next_shelter].end <= start:
            self._next_shelter += 1
        if self._next_shelter < len(found) and found[self._next_shelter].start <= start:
            return found[self._next_shelter]
        return None

    def _arabic(self, start: int) -> Quantity | KeptOut | None:
        text = self.folded
        marker = words.begins_item(text, start) and _MARKER.match(text, start)
        if marker and _AFTER_MARKER.match(text, marker.end()):
            return self._marker(marker)
        first = start == self._after_marker
        sure = (
            special.ratio(self.text, text, start)
            or kept_out(text, start, first=first)
            or special.arabic_form(self.text, text, start)
            or identifier(text, start, first=first)
        )
        if sure is not None:
            return self._finished(sure)
        figure = arabic_figure(text, start)
        if figure is None:
            self.passed = words.end_of_digits(text, start)
            return None
        found = self._quantity(figure)
        if marker and isinstance(found, Quantity) and words.is_item_then_count(found, figure):
            return self._marker(marker)
        return found

    def _marker(self, marker: re.Match[str]) -> KeptOut:
        self._after_marker = marker.end()
        return KeptOut(marker.start(), marker.end(), "marker")

    def _chinese(self, start: int) -> Quantity | KeptOut | None:
        text = self.folded
        if refused := kept_out(text, start):
            return refused
        if found := special.chinese_form(self.text, text, start):
            return self._finished(found)
        figure = chinese_figure(text, start)
        if figure is None:
            self.passed = words.end_of_numerals(text, start)
            return None
        return self._quantity(figure)

    def _finished(self, found: Measured | Quantity | KeptOut) -> Quantity | KeptOut:
        if isinstance(found, Quantity):
            return replace(found, as_of=self._times.before(found.start))
        if isinstance(found, Measured):
            return assemble(self.text, self.folded, found, self.units, self._times)
        return found

    def _quantity(self, figure: Figure) -> Quantity | KeptOut | None:
        """Add a range's second figure and the unit, and refuse what then is no quantity."""
        text = self.folded
        self.passed = figure.end
        unit = self._unit_after(figure)
        if unit and unit[0] == "个" and figure.place < 1 and _POINTS.match(text, unit[1]):
            unit = "个百分点", unit[1]
        figure, upper, unit = self._range(figure, unit)
        if unit is None:
            unit = self._without_table(figure)
            if unit is None:
                return None
        measured = Measured(figure, upper, unit[0] or None, unit[1])
        measured = continued(text, measured, self.units)
        refused = words.refuse(text, measured)
        if refused is not None:
            return KeptOut(figure.start, measured.end, refused) if refused else None
        return assemble(self.text, text, measured, self.units, self._times)

    def _unit_after(self, figure: Figure) -> tuple[str, int] | None:
        """Find the unit behind a figure, a space between them aside: (spelling, end)."""
        text = self.folded
        numeral = Numeral.CHINESE
        if figure.arabic or figure.scaled:
            numeral = Numeral.ARABIC if figure.arabic else Numeral.SCALED
        start = figure.end + 1 if text[figure.end : figure.end + 1] == " " else figure.end
        found = self.units.at(text, start, numeral)
        if found is None and numeral is Numeral.CHINESE and words.is_enumerated(text, figure.start):
            found = self.units.at(text, start)
            return found if found and words.is_apposed(found[0]) else None
        return found

    def _range(
        self, first: Figure, unit: tuple[str, int] | None
    ) -> tuple[Figure, Figure | None, tuple[str, int] | None]:
        """Find the second figure of 3至5场次, 2-3个月, 5%-8%: (first, second if any, unit).

        Both ends must name one unit and rise; the second's scale holds for both in 3-5万元.
        """
        text, alone = self.folded, (first, None, unit)
        link = _RANGE.match(text, unit[1] if unit else first.end)
        if link is None or (unit and link[1] in "至到" and self._comes_from(first.start)):
            return alone
        start = link.end()
        read = arabic_figure if text[start : start + 1].isdecimal() else chinese_figure
        second = read(text, start)
        if second is None:
            return alone
        found = self._unit_after(second)
        if unit is not None and (found is None or found[0] != unit[0]):
            return alone
        if found is None and not second.scaled:
            return alone
        lifted = words.lifted(first, second)
        if lifted.high >= second.low:
            return alone
        return lifted, second, found or ("", second.end)

    def _comes_from(self, start: int) -> bool:
        """Say whether 由 or 从 leads up to a figure: 从5%到8% are two figures, not a range."""
        return _FROM.search(self.folded[max(0, start - 12) : start]) is not None

    def _without_table(self, figure: Figure) -> tuple[str, int] | None:
        """Accept a number without a known unit where it surely is a quantity: (unit, end)."""
        text, end = self.folded, figure.end
        if _SCALED_END.match(text, end) and not figure.arabic:
            return None
        if figure.start and (currency := _CURRENCIES.get(text[figure.start - 1])):
            return currency, end
        if self._alone or (figure.arabic and figure.scaled):
            return "", end
        before = text[max(0, figure.start - 12) : figure.start]
        if figure.arabic and (figure.place < 1 or "分别" in before):
            shared = _SHARING.match(text, end)
            unit = self.units.at(text, shared.end()) if shared else None
            if unit is not None:
                return unit[0], end
        if figure.arabic and figure.place < 1 and _BARE_AFTER.search(before):
            return "", end
        unknown = _UNKNOWN.match(text, end) if figure.arabic else None
        if unknown and unknown[1][0] not in _NO_UNIT and _COUNTED_WORD.search(before):
            return unknown[1], unknown.end()
        if figure.bare and figure.scaled and words.is_passed(text, figure.start):
            return "", end
        return None
