"""Numbers marked in a text, each with how it was read: what appears when the pointer rests on it."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from jiannuo.core.quantities import Quantity, quantities
from jiannuo.desk.ledger.amounts import amount

_COMPARED: Final = {">=": "不少于", ">": "超过", "<=": "不超过", "<": "低于", "~": "约", "=": ""}
_KINDS: Final = {"rate": "，比率", "growth": "，增幅", "threshold": "，界限"}


class Run(NamedTuple):
    """A run of a text; `reading` says how its number was read, `fault` marks what a finding quotes."""

    text: str
    reading: str = ""
    fault: str = ""


def with_readings(text: str, quoted: Iterable[tuple[str, str]] = ()) -> tuple[Run, ...]:
    """Cut a text into runs: its quantities with their readings, the words that findings quote.

    `quoted` holds words and the mark of the finding that quotes them ("contradiction",
    "question"). A number inside quoted words keeps its own reading.
    """
    faults = _faults(text, quoted)
    found = {quantity.start: quantity for quantity in quantities(text)}
    edges = {0, len(text)}
    for quantity in found.values():
        edges |= {quantity.start, quantity.end}
    for start, end, _ in faults:
        edges |= {start, end}
    order = sorted(edges)
    runs: list[Run] = []
    inside: Quantity | None = None
    for start, end in pairwise(order):
        inside = found.get(start) or (inside if inside and inside.end > start else None)
        fault = next((mark for a, b, mark in faults if a <= start and end <= b), "")
        runs.append(Run(text[start:end], reading_of(inside) if inside else "", fault))
    return tuple(runs)


def reading_of(quantity: Quantity) -> str:
    """Say in Chinese how a quantity was read: 不少于51个；1.19万户即11900户，在11850户与11950户之间."""
    unit = quantity.unit or ""
    value = quantity.value
    said = (
        f"{amount(value[0])}至{amount(value[1], unit)}"
        if isinstance(value, tuple)
        else amount(value, unit)
    )
    words = [f"读作：{_COMPARED.get(quantity.comparator, '')}{said}{_KINDS.get(quantity.kind, '')}"]
    if not isinstance(value, tuple) and quantity.low != quantity.high:
        words.append(f"可代表{_bound(quantity.low)}至{_bound(quantity.high)}{unit}之间的数")
    if quantity.estimated:
        words.append("预计数")
    return "，".join(words)


def _bound(number: Decimal) -> str:
    return amount(number)


def _faults(text: str, quoted: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Find quoted words; a contradiction's mark goes before a question's."""
    found = [
        (at, at + len(words), mark)
        for words, mark in quoted
        if words and (at := text.find(words)) >= 0
    ]
    return sorted(found, key=lambda fault: fault[2] != "contradiction")
