"""What a single header says: looked up as a whole, by its ending, by what it contains."""

import re
from dataclasses import dataclass
from functools import lru_cache

from jiannuo.core.mapping.periods import without_periods
from jiannuo.core.mapping.vocabulary import ENDINGS, SENSES, Sense
from jiannuo.core.mapping.wording import folded

_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ORNAMENT = re.compile(
    r"^(?:主要|重点|具体|有关|相关|当前|目前|截至目前|最新|拟|预计|计划)(?=..)|(?:情况|一览|栏)$"
)
_ROLE = re.compile(r"\((牵头|主办|配合|协办|参与)(?:单位|部门)?\)")
_JOINED = re.compile(r"[及和与、/,]")
_WHETHER = re.compile(
    r"(?:是否|能否|可否)[^,;]{0,10}?(?:完成|达|开工|竣工|完工|建成|投产|投用|办结|落实|序时|整改|销号|启动|实现)"
)
"""A header that asks whether something is done asks for a verdict, whatever noun it ends with."""
_LONGEST_HEADER = 40


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means, how sure that is (0 to 1), on which word it rests, what else it names."""

    sense: Sense
    certainty: float
    word: str
    also: tuple[Sense, ...] = ()


@lru_cache(maxsize=4096)
def meaning_of(header: str) -> Meaning | None:
    """Tell what a header (one cell of it) means; None if it is no header word."""
    whole = folded(header)
    if not whole or len(whole) > _LONGEST_HEADER:
        return None
    for word, certainty in _spellings(whole):
        if word in SENSES:
            return Meaning(_with_role(SENSES[word], whole), certainty, word)
    if joined := _joined(whole):
        return joined
    if _WHETHER.search(whole):
        return Meaning(SENSES["是否完成"], 0.9, "是否")
    for word, certainty in _spellings(whole):
        if ending := _longest_ending(word):
            return Meaning(ENDINGS[ending], certainty - 0.15, ending)
    return _by_content(whole)


def _with_role(sense: Sense, whole: str) -> Sense:
    """Let a bracket say the part that organisations play: 责任单位（牵头）, 责任单位（配合）."""
    bracket = _ROLE.search(whole) if sense.family == "units" else None
    return SENSES[f"{bracket[1]}单位"] if bracket else sense


def _joined(whole: str) -> Meaning | None:
    """Read a header that joins two: 存在问题及原因, 责任单位、责任人. The first is the column's field."""
    parts = [part for part in _JOINED.split(without_periods(_BRACKET.sub("", whole))) if part]
    senses = [SENSES.get(part) for part in parts]
    if len(parts) < 2 or senses[0] is None:  # noqa: PLR2004 - nothing is joined
        return None
    also = tuple(dict.fromkeys(s for s in senses[1:] if s and s.family != senses[0].family))
    return Meaning(senses[0], 0.95, parts[0], also) if also else None


def _spellings(whole: str) -> list[tuple[str, float]]:
    """Spell a header as it stands, without brackets, without periods, without ornament."""
    bare = _BRACKET.sub("", whole).strip(":")
    timeless = without_periods(bare)
    plain = _ORNAMENT.sub("", timeless)
    spellings = [(whole, 1.0), (bare, 0.98), (timeless, 0.95), (plain, 0.9)]
    return [(word.strip("的:、"), certainty) for word, certainty in spellings if word]


def _longest_ending(word: str) -> str | None:
    for start in range(len(word) - 1):
        if word[start:] in ENDINGS:
            return word[start:]
    return None


def _by_content(whole: str) -> Meaning | None:
    bare = _BRACKET.sub("", whole)
    for length in range(min(len(bare), 12), 2, -1):
        for start in range(len(bare) - length + 1):
            word = bare[start : start + length]
            if word in ENDINGS:
                return Meaning(ENDINGS[word], 0.6, word)
    return None
