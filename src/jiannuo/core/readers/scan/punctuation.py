"""Marks in the width that they were printed in.

The recognition writes ( for （ and : for ：, as it likes. What the page has is measured where a mark
stands between two Chinese characters; where it cannot be, the document's habit decides, and a mark
beside a Chinese character is of full width by default. Between digits none is: 10:30.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from jiannuo.core.readers.scan.recognition import is_wide

FULL = dict(zip("():;,!?", "（）：；，！？", strict=True))
"""The marks that come in two widths, and their wide forms."""
_HALF = {full: half for half, full in FULL.items()}
_PARTNERS = dict(zip("〔【《〈「", "〕】》〉」", strict=True))
_CLOSING = frozenset("]〕】》〉」")
_STOPS = frozenset(",;:")
_WIDE_FROM = 0.72
"""Type sizes: a mark that takes more room is of full width."""


def base(character: str) -> str:
    """Give a mark's half-width form, and any other character as it is."""
    return _HALF.get(character, character)


def is_mark(character: str) -> bool:
    """Say whether a character is a mark that comes in two widths."""
    return base(character) in FULL


def habits(measured: Iterable[tuple[str, float]]) -> dict[str, bool]:
    """Sum up for each mark whether the document prints it wide, from the rooms that were measured."""
    tally: dict[str, Counter[bool]] = {}
    for mark, room in measured:
        tally.setdefault(base(mark), Counter())[room >= _WIDE_FROM] += 1
    return {mark: wide[True] >= wide[False] for mark, wide in tally.items()}


def printed(
    characters: Sequence[str], rooms: Sequence[float | None], habit: dict[str, bool]
) -> list[str]:
    """Give a line's characters with its marks as printed; `rooms` are measured, in type sizes."""
    told = _with_partners(characters, rooms)
    return _closed(
        [
            _mark(characters, place, told[place], habit)
            if is_mark(character)
            else _unlike(characters, place)
            for place, character in enumerate(characters)
        ]
    )


def _unlike(characters: Sequence[str], place: int) -> str:
    """Give the character that can stand here for one that only looks like it.

    A full stop behind a per cent sign or a Chinese character is no degree sign, and between two
    figures stands a dash, not the numeral one.
    """
    before = characters[place - 1] if place else ""
    after = characters[place + 1] if place + 1 < len(characters) else ""
    match characters[place]:
        case "°" if before and (before in "%％)）" or is_wide(before)) and after not in {"C", "F"}:
            return "。"
        case "一" if before.isdecimal() and after.isdecimal():
            return "—"
        case character:
            return character


def _closed(characters: Sequence[str]) -> list[str]:
    """Close each Chinese bracket with its own partner: 〔2023] is a misread 〔2023〕."""
    closed = list(characters)
    opened: str | None = None
    for place, character in enumerate(characters):
        if character in _PARTNERS:
            opened = character
        elif opened and character in _CLOSING:
            closed[place] = _PARTNERS[opened]
            opened = None
    return closed


def _with_partners(characters: Sequence[str], rooms: Sequence[float | None]) -> list[float | None]:
    """Give a bracket that could not be measured the room of its partner."""
    told = list(rooms)
    opened: list[int] = []
    for place, character in enumerate(characters):
        if base(character) == "(":
            opened.append(place)
        elif base(character) == ")" and opened:
            first = opened.pop()
            both = [room for room in (told[first], told[place]) if room is not None]
            if both:
                told[first] = told[place] = sum(both) / len(both)
    return told


def _mark(characters: Sequence[str], place: int, room: float | None, habit: dict[str, bool]) -> str:
    half = base(characters[place])
    if room is not None:
        return FULL[half] if room >= _WIDE_FROM else half
    before = characters[place - 1] if place else ""
    after = characters[place + 1] if place + 1 < len(characters) else ""
    if before.isdigit() and after.isdigit():
        return half
    chinese = (before and is_wide(before)) or (after and is_wide(after))
    # 69%，5月份: a stop is only narrow within a Latin text or a number; elsewhere it is as the page's.
    parts = half in _STOPS and not (_is_latin(before) and _is_latin(after))
    return FULL[half] if habit.get(half, bool(chinese)) and (chinese or parts) else half


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
