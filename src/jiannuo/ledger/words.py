"""Chinese text as words for an index that finds any two neighbouring characters, exactly.

Every run of Han characters becomes its overlapping pairs and, at its end, its last character alone
(供热管 → 供热 热管 管); so each character begins exactly one word, and a search for several
characters is a phrase of pairs, one for a single character a prefix. Latin letters and digits
become folded words, parted where letters meet digits (G518 → g 518). Everything else parts runs:
nothing is found across a comma. The same words go into both database engines, whose own language
parsers stay out of it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LONGEST: Final = 64
_RUN: Final = re.compile(rf"([{_HAN}]+)|(\d{{1,{_LONGEST}}})|([^\W\d_{_HAN}]{{1,{_LONGEST}}})")
"""Longer runs of letters or digits are several words: PostgreSQL takes 2,046 bytes a word."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand next to each other; `open_end` lets the last be a beginning only."""

    words: tuple[str, ...]
    open_end: bool


def folded(text: str) -> str:
    """Return text as it is compared: full-width forms, letter case and compatibility forms unified."""
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, for the index."""
    found: list[str] = []
    for run in _RUN.finditer(folded(text)):
        han = run[1]
        if han is None:
            found.append(run[0])
        else:
            found.extend(han[at : at + 2] for at in range(len(han)))
    return found


def characters_of(text: str) -> set[str]:
    """Return the Han characters of a text: what a search for a single one asks for."""
    return {character for run in _RUN.finditer(folded(text)) for character in run[1] or ""}


def phrase_of(text: str) -> Phrase | None:
    """Return the phrase that finds every text containing this one; None if nothing can be looked up.

    It may find a little more (across punctuation, white space): what it finds is compared with
    `folded` texts before it is shown.
    """
    runs = list(_RUN.finditer(folded(text)))
    if not runs:
        return None
    found: list[str] = []
    for run in runs[:-1]:
        found.extend(words_of(run[0]))
    last = runs[-1]
    if last[1] is None or len(last[1]) == 1:
        return Phrase((*found, last[0]), open_end=True)
    found.extend(last[1][at : at + 2] for at in range(len(last[1]) - 1))
    return Phrase(tuple(found), open_end=False)
