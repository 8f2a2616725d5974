"""Measure units: what may stand after a number, what it measures, and how it converts.

The table is data (`units.csv`); an office adds its own units with a file of the same columns:

    名称,别名,量纲,基准,折合,整数,后不接,汉字数后不接,数字

别名 are further spellings, parted by |. 量纲 is the dimension's name. Units with the same 基准
convert into one another, 折合 being the worth in that base unit as an exact fraction (亩 is
2000/3 平方米); left empty, the unit is its own base (美元 and 元 are both money without a rate).
整数 marks units that are counted, never measured, so that a written whole number is exact.
后不接 lists characters before which the word is not this unit (方 in 方面), 汉字数后不接 those for
which that holds only after a Chinese numeral (三台 in 三台县). 数字 is 阿拉伯 for
words that follow Arabic digits only, because after a Chinese numeral they are ordinary words.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from importlib.resources import files
from typing import Final

COLUMNS: Final = ("名称", "别名", "量纲", "基准", "折合", "整数", "后不接", "汉字数后不接", "数字")
_PER: Final = re.compile(r" ?/ ?")
_PARTS: Final = 3
_MOST_REMEMBERED: Final = 10_000
_TIMES: Final = {"季度": "个季度", "季": "个季度", "月": "个月", "时": "小时"}
_SCALES: Final = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


class Numeral(Enum):
    """What stands in front of a unit: Arabic digits, a Chinese numeral with 万 or 亿, or without."""

    ARABIC = 1
    SCALED = 2
    CHINESE = 3


class UnitTableError(ValueError):
    """A unit table that cannot be used; the message is a Chinese sentence naming the line."""


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """A measure unit (计量单位) under one of its spellings.

    `factor` is its worth in the unit `base`; `whole` says that it is counted, never measured.
    """

    name: str
    dimension: str
    base: str
    factor: Fraction
    whole: bool = False
    not_before: str = ""
    not_before_after_chinese: str = ""
    arabic_only: bool = False


@dataclass(frozen=True, eq=False)
class Units:
    """The units known to a reading, by spelling. Frozen: `extended` makes a new value."""

    by_name: Mapping[str, MeasureUnit]

    @classmethod
    def from_csv(cls, table: str) -> "Units":
        """Read a unit table. Raises UnitTableError for a line that cannot be understood."""
        by_name: dict[str, MeasureUnit] = {}
        for unit, names in _rows(table):
            for name in names:
                by_name[name] = unit
        return cls(by_name)

    def extended(self, table: str) -> "Units":
        """Add an office's own table (the same columns); its entries win over the built-in ones."""
        return Units({**self.by_name, **Units.from_csv(table).by_name})

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for name in self.by_name:
            lengths.setdefault(name[0], set()).add(len(name))
        return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    @property
    def first_characters(self) -> Iterable[str]:
        """The characters that a unit may begin with."""
        return self._lengths.keys()

    def word_at(
        self, text: str, start: int, after: Numeral = Numeral.ARABIC
    ) -> tuple[str, int] | None:
        """Find the longest single unit at `start` of a folded text: (spelling, end)."""
        for length in self._lengths.get(text[start : start + 1], ()):
            end = start + length
            word = text[start:end]
            unit = self.by_name.get(word) if len(word) == length else None
            if unit is None or (unit.arabic_only and after is Numeral.CHINESE):
                continue
            following = text[end : end + 1]
            if following and _is_another_word(unit, word, following, after):
                continue
            return word, end
        return None

    def _divisor_at(self, text: str, start: int) -> tuple[str, int] | None:
        """Find a unit under the stroke; time stands there without 个: 元/月, 元/季度."""
        for word in _TIMES:
            if text.startswith(word, start):
                return word, start + len(word)
        return self.word_at(text, start)

    def at(self, text: str, start: int, after: Numeral = Numeral.ARABIC) -> tuple[str, int] | None:
        """Find the unit at `start`, compound ones included: 元/月, 万吨/年, 元/年/人, 份(册)."""
        found = self.word_at(text, start, after)
        if found is None:
            return None
        written, end = found
        for _ in range(_PARTS):
            per = _PER.match(text, end)
            if per is None:
                break
            scale = ""
            below = self._divisor_at(text, per.end())
            if below is None and text[per.end() : per.end() + 1] in _SCALES:
                scale = text[per.end()]
                below = self._divisor_at(text, per.end() + 1)
            if below is None:
                break
            written, end = f"{written}/{scale}{below[0]}", below[1]
        if text[end : end + 1] == "(":
            other = self.word_at(text, end + 1)
            if other and text[other[1] : other[1] + 1] == ")":
                written, end = text[start : other[1] + 1], other[1] + 1
        return written, end

    def describe(self, written: str) -> MeasureUnit | None:
        """Say what a unit as written measures; None if it is not in the table.

        A compound unit's dimension joins its parts' (money_per_time), its factor is their quotient.
        """
        unit = self.by_name.get(written)
        if unit is not None:
            return unit
        if written in self._compound:
            return self._compound[written]
        described = self._described(written)
        if len(self._compound) < _MOST_REMEMBERED:
            self._compound[written] = described
        return described

    @cached_property
    def _compound(self) -> dict[str, MeasureUnit | None]:
        return {}

    def _described(self, written: str) -> MeasureUnit | None:
        head, *below = written.replace("（", "(").partition("(")[0].split("/")
        first = self.by_name.get(head)
        if first is None:
            return None
        dimension, base, factor = first.dimension, first.base, first.factor
        for part in below:
            scale = _SCALES.get(part[0], 1) if part not in self.by_name else 1
            name = part if scale == 1 else part[1:]
            unit = self.by_name.get(_TIMES.get(name, name))
            if unit is None:
                return None
            kind = "time" if unit.dimension.startswith("duration") else unit.dimension
            dimension, base = f"{dimension}_per_{kind}", f"{base}/{unit.base}"
            factor /= unit.factor * scale
        return MeasureUnit(written, dimension, base, factor, whole=first.whole and not below)


def _is_another_word(unit: MeasureUnit, word: str, following: str, after: Numeral) -> bool:
    """Say whether the next character makes another word of a unit: 方 in 方面, m in mm."""
    if following in unit.not_before or (
        word == "%" and following.isascii() and following.isalnum()
    ):
        return True
    if after is not Numeral.ARABIC and following in unit.not_before_after_chinese:
        return True
    return word[-1].isascii() and word[-1].isalpha() and following.isascii() and following.isalnum()


def _rows(table: str) -> Iterable[tuple[MeasureUnit, list[str]]]:
    reader = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    for row in reader:
        name, dimension = (row.get("名称") or "").strip(), (row.get("量纲") or "").strip()
        where = f"计量单位表第{reader.line_num}行"
        if not name or not dimension:
            raise UnitTableError(f"{where}缺少“名称”或“量纲”，请补全。")
        try:
            factor = Fraction((row.get("折合") or "1").strip())
        except (ValueError, ZeroDivisionError) as error:
            raise UnitTableError(
                f"{where}“{name}”的“折合”应为数字或分数（如 2000/3），现为“{row.get('折合')}”。"
            ) from error
        unit = MeasureUnit(
            name=name,
            dimension=dimension,
            base=(row.get("基准") or "").strip() or name,
            factor=factor,
            whole=(row.get("整数") or "").strip() == "是",
            not_before=(row.get("后不接") or "").strip(),
            not_before_after_chinese=(row.get("汉字数后不接") or "").strip(),
            arabic_only=(row.get("数字") or "").strip() == "阿拉伯",
        )
        further = (row.get("别名") or "").split("|")
        yield unit, [name, *(other.strip() for other in further if other.strip())]


STANDARD: Final = Units.from_csv(
    files("jiannuo.core.quantities").joinpath("units.csv").read_text(encoding="utf-8")
)
"""The built-in table."""
