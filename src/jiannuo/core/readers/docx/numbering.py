"""The numbers that Word counts by itself: "1.", "（一）", "①" before a paragraph.

They stand nowhere in the text, and still people see them: a ledger's 序号 column is often nothing
else. Source: ECMA-376 part 1, §17.9 (numbering).
"""

from collections.abc import Callable

from lxml import etree

from jiannuo.core.readers.docx.names import VAL, w
from jiannuo.core.readers.numerals import LEGAL_DIGITS, LEGAL_RANKS, digit_by_digit, in_words

_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVELS = 9


class Numbering:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, numbering: etree._Element | None) -> None:
        """Take over the numbering part, if the document has one."""
        self._abstract: dict[str, etree._Element] = {}
        self._list: dict[str, etree._Element] = {}
        self._count: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        for child in () if numbering is None else numbering:
            if child.tag == w("abstractNum"):
                self._abstract[child.get(w("abstractNumId"), "")] = child
            elif child.tag == w("num"):
                self._list[child.get(w("numId"), "")] = child

    def label(self, properties: etree._Element | None) -> str:
        """Count a paragraph with the given w:numPr and return its label ("" for a bullet or none)."""
        if properties is None:
            return ""
        number, level = properties.find(w("numId")), properties.find(w("ilvl"))
        key = "" if number is None else number.get(VAL, "")
        depth = _integer(level, 0)
        entry = self._list.get(key)
        if entry is None or not 0 <= depth < _LEVELS:
            return ""
        family = entry.find(w("abstractNumId"))
        abstract = "" if family is None else family.get(VAL, "")
        levels = self._levels(entry, abstract)
        if depth not in levels:
            return ""
        counts = self._count.setdefault(abstract, [None] * _LEVELS)
        self._restart(entry, key, counts)
        current = counts[depth]
        counts[depth] = _start(levels[depth]) if current is None else current + 1
        for deeper in range(depth + 1, _LEVELS):
            counts[deeper] = None
        return _compose(levels, depth, counts)

    def _levels(self, entry: etree._Element, abstract: str) -> dict[int, etree._Element]:
        found: dict[int, etree._Element] = {}
        base = self._abstract.get(abstract)
        overrides = [o.find(w("lvl")) for o in entry.iterfind(w("lvlOverride"))]
        candidates = [*(() if base is None else base.iterfind(w("lvl"))), *overrides]
        for level in candidates:
            if level is not None:
                found[_depth(level)] = level
        return found

    def _restart(self, entry: etree._Element, key: str, counts: list[int | None]) -> None:
        """Let a list that says so begin anew when it is met for the first time."""
        for override in entry.iterfind(w("lvlOverride")):
            depth = _depth(override)
            start = override.find(w("startOverride"))
            if start is not None and 0 <= depth < _LEVELS and (key, depth) not in self._restarted:
                self._restarted.add((key, depth))
                counts[depth] = _integer(start, 1) - 1


def _compose(levels: dict[int, etree._Element], depth: int, counts: list[int | None]) -> str:
    pattern = levels[depth].find(w("lvlText"))
    label = "" if pattern is None else pattern.get(VAL, "")
    if _format_of(levels[depth]) in {"bullet", "none"}:
        return ""
    arabic_only = levels[depth].find(w("isLgl")) is not None
    for place in range(depth + 1):
        mark = f"%{place + 1}"
        if mark in label and place in levels:
            value = counts[place]
            shown = _start(levels[place]) if value is None else value
            form = "decimal" if arabic_only else _format_of(levels[place])
            label = label.replace(mark, _FORMATS.get(form, str)(shown))
    # "1" directly before "24年" would be 124年: a label that ends in a letter or digit keeps apart.
    return label + " " if label[-1:].isalnum() and label.isascii() else label


def _depth(level: etree._Element) -> int:
    shown = level.get(w("ilvl"), "0")
    return int(shown) if shown.isdigit() else -1


def _format_of(level: etree._Element) -> str:
    form = level.find(w("numFmt"))
    return "decimal" if form is None else form.get(VAL, "decimal")


def _start(level: etree._Element) -> int:
    return _integer(level.find(w("start")), 0)


def _integer(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(VAL, "")
    return int(value) if value.lstrip("-").isdigit() else default


def _circled(number: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


def _letters(number: int) -> str:
    """Write 1 as a, 27 as aa, 28 as bb: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    words = ""
    for value, letter in _ROMAN:
        words += letter * (number // value)
        number %= value
    return words


def _cycle(stems: str) -> Callable[[int], str]:
    return lambda number: stems[(number - 1) % len(stems)]


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: "".join(chr(ord(d) + 0xFEE0) for d in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(d) + 0xFEE0) for d in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "chineseCounting": in_words,
    "chineseCountingThousand": in_words,
    "japaneseCounting": in_words,
    "taiwaneseCounting": in_words,
    "taiwaneseCountingThousand": in_words,
    "ideographDigital": lambda number: digit_by_digit(str(number)),
    "japaneseDigitalTenThousand": lambda number: digit_by_digit(str(number)),
    "chineseLegalSimplified": lambda number: in_words(number, LEGAL_DIGITS, LEGAL_RANKS),
    "ideographLegalTraditional": lambda number: in_words(number, LEGAL_DIGITS, LEGAL_RANKS),
    "ideographTraditional": _cycle(_HEAVENLY),
    "ideographZodiac": _cycle(_EARTHLY),
    "ideographEnclosedCircle": lambda n: chr(0x3280 + n - 1) if 1 <= n <= 10 else in_words(n),  # noqa: PLR2004
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}
