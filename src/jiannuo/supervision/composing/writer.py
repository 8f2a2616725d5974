"""A paragraph in the making: words, and numbers that remember which rows they come from."""

from decimal import Decimal
from typing import Final, Self

from jiannuo.core.rendering.official import Level
from jiannuo.supervision.blocks import Block, Figure

_YI: Final = Decimal(100_000_000)
_WAN: Final = Decimal(10_000)


class Writer:
    """Builds one block from left to right."""

    def __init__(self, id: str, level: Level = Level.TEXT, *tasks: int) -> None:  # noqa: A002 - Block's own word
        self._id, self._level, self._tasks = id, level, tasks
        self._text = ""
        self._lead = 0
        self._figures: list[Figure] = []

    def say(self, text: str) -> Self:
        """Add words."""
        self._text += text
        return self

    def lead(self, text: str) -> Self:
        """Begin with a heading that runs on into its text."""
        self._text += text
        self._lead = len(self._text)
        return self

    def figure(self, key: str, value: str, *tasks: int) -> Self:
        """Add a value of the ledger, or one that is set beside the text (a deadline)."""
        start = len(self._text)
        self._text += value
        self._figures.append(Figure(key, start, len(self._text), value, tasks or self._tasks))
        return self

    def block(self) -> Block:
        """Return what was written."""
        return Block(
            id=self._id,
            level=self._level,
            text=self._text,
            lead=self._lead,
            figures=tuple(self._figures),
            tasks=self._tasks,
        )


def one_line(text: str) -> str:
    """Return a text of several lines as one, without its last stop: as it is quoted in a sentence."""
    return "".join(part.strip() for part in text.splitlines()).strip().rstrip("。；，、")


def short(text: str, longest: int = 24) -> str:
    """Return a task in a few words, as titles name it: whole clauses as far as they fit."""
    whole = one_line(text)
    if len(whole) <= longest:
        return whole
    cut = max(whole.rfind(stop, 6, longest + 1) for stop in "，；、。")
    return whole[:cut] if cut > 0 else f"{whole[: longest - 1]}…"


def amount(number: Decimal, unit: str) -> str:
    """Write an amount as people read it: 20亩, 3.5亿元; a difference of percentages in 个百分点."""
    if unit == "%":
        return f"{_plain(number)}个百分点"
    step, word = (_YI, "亿") if abs(number) >= _YI else (_WAN, "万")
    scaled = number / step
    if abs(number) < _WAN or scaled != scaled.quantize(Decimal("0.0001")):
        return f"{_plain(number)}{unit}"
    return f"{_plain(scaled)}{word}{unit}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
