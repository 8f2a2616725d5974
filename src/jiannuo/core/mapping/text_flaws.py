"""Flaws that a text shows by its form alone: marks of poor recognition or a careless hand."""

import re
from collections.abc import Iterator

_DOUBLED = re.compile(r"[，。；：、！][；，、：！]|[，；：、][。]|。。|，，|；；|、、")
_ENGLISH = re.compile(
    r"(?<=[一-鿿）)])\s*\b(and|or|the|of|in|to|for|with|by|from|on|is)\b\s*(?=[一-鿿（(])"
)
_PAIRS = {"（": "）", "《": "》", "“": "”", "【": "】", "〔": "〕", "(": ")", "[": "]"}
_FOREIGN = str.maketrans("()[]", "（）【】")
_ENDED = re.compile(
    r"[。！!？?；;…：:）)”》\]】\d%％]$|(?:等|号|日|月|年|个|元|亩|米|户|家|人|项|里)$"
)
_LONG = 80


def flaws_of(text: str) -> Iterator[str]:
    """Yield what is wrong with a text, each as the end of a Chinese sentence."""
    doubled = _DOUBLED.search(text)
    if doubled:
        yield f"有重复的标点“{doubled[0]}”"
    english = _ENGLISH.search(text)
    if english:
        yield f"中文里夹有英文“{english[1]}”"
    if unpaired := _unpaired(text):
        yield f"“{unpaired}”没有成对"


def breaks_off(text: str) -> bool:
    """Say whether a long text ends in the middle of a sentence."""
    return len(text) >= _LONG and "。" in text and not _ENDED.search(text.rstrip())


def _unpaired(text: str) -> str | None:
    """Find a bracket or quotation mark without its partner; widths are not told apart."""
    waiting: list[str] = []
    closing = set(_PAIRS.values())
    for character in text.translate(_FOREIGN):
        if character in _PAIRS:
            waiting.append(character)
        elif character in closing:
            if not waiting or _PAIRS[waiting[-1]] != character:
                return character
            waiting.pop()
    return waiting[-1] if waiting else None
