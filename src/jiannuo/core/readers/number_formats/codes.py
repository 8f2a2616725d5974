"""Excel's number format codes taken apart: sections, and each section's tokens.

Source: ECMA-376 part 1, §18.8.30 and §18.8.31 (numFmts); the built-in codes of the Chinese locale
from §18.8.30's tables (27–36, 50–58 are dates there).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0;-", 42: "¥#,##0;¥-#,##0;-", 43: "#,##0.00;-#,##0.00;-",
    44: "¥#,##0.00;¥-#,##0.00;-", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?          # literal text
    | [\\!](?P<escaped>.)           # one literal character
    | _.                            # the width of a character: a space nobody needs
    | \*.                           # filling
    | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>General|G/通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<digit>[0#?])
    | (?P<date>y+|m+|d+|h+|s+|e+|b+|a{3,4})
    | (?P<sign>[.,%@/])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section: `kind` is literal, general, half, exponent, digit, date, elapsed or sign."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of a code's alternatives (positive; negative; zero; text), with its own condition if any.

    `chinese` is the number of a [DBNum] switch (1 一二三, 2 壹贰叁, 3 １２３), 0 without one.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    chinese: int

    @property
    def is_date(self) -> bool:
        """Whether the section shows a date or a time."""
        return any(token.kind in {"date", "elapsed", "half"} for token in self.tokens)


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """Take a format code apart."""
    return tuple(_section(part) for part in _split(code))


def choose(parts: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """Pick the section for a number; also say whether a minus sign is still to be written."""
    numeric = parts[:3]
    for section in numeric:
        if section.condition and _COMPARE[section.condition[0]](value, section.condition[1]):
            return section, value < 0
    if any(section.condition for section in numeric):
        plain = [section for section in numeric if not section.condition]
        return (plain[-1] if plain else numeric[-1]), value < 0
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:  # noqa: PLR2004 - positive; negative; zero
        return numeric[2], False
    return numeric[0], value < 0


def _split(code: str) -> list[str]:
    parts, current = [], ""
    for match in re.finditer(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]?|;|.', code, re.DOTALL):
        if match[0] == ";":
            parts.append(current)
            current = ""
        else:
            current += match[0]
    return [*parts, current]


def _section(part: str) -> Section:
    tokens: list[Token] = []
    condition, chinese = None, 0
    for match in _TOKEN.finditer(part):
        kind, text = match.lastgroup, match[0]
        if kind == "bracket":
            inside = match["bracket"]
            if found := _CONDITION.fullmatch(inside.strip()):
                condition = (found[1], Decimal(found[2]))
            elif inside.lower().startswith("dbnum"):
                chinese = int(inside[5:6]) if inside[5:6].isdigit() else 0
            elif re.fullmatch(r"h+|m+|s+", inside, re.IGNORECASE):
                tokens.append(Token("elapsed", inside.lower()))
            elif inside.startswith("$"):
                tokens.append(Token("literal", inside[1:].partition("-")[0]))
        elif kind in {"quoted", "escaped"}:
            tokens.append(Token("literal", match[kind]))
        elif kind == "other":
            tokens.append(Token("literal", text))
        elif kind is not None:
            tokens.append(Token(kind, text))
    return Section(tuple(tokens), condition, chinese)
