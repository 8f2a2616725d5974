"""Of what an organisation reported, the sentences that tell what is missing and why: quoted, never rewritten."""

import re
from collections.abc import Iterator
from typing import Final

HINDERED: Final = re.compile(
    "不足|不够|未|没有|缺口|缺少|短缺|等待|待[^遇]|无法|不能|影响|困难|停工|暂停|调整|取消|变化|因|由于|受|下降|减少|重新"
)
"""Words of what is missing or in the way."""
_SENTENCE: Final = re.compile(r"[^。；;！!\n]+[。；;！!]?")
_MARKER: Final = re.compile(
    r"^\s*(?:[（(]?\d{1,2}(?:[.．](?!\d)|[、）)])|[①-⑳]|[一二三四五六七八九十]+、)\s*"
)
_OMITTED: Final = "……"


def sentences(text: str) -> Iterator[str]:
    """Yield a text's sentences without the markers in front of them; clauses after a semicolon are sentences."""
    for found in _SENTENCE.findall(text):
        said = _MARKER.sub("", found).strip()
        if said:
            yield said


def why_of(text: str, *, stated: bool) -> str:
    """Return what a report's text says about the shortfall.

    A text that the report itself calls problems or causes (`stated`) stands whole. Of what it tells at
    all only the sentences with such words are quoted, what is left out between them marked; a text
    without any stands whole.
    """
    if stated:
        return text
    pieces: list[str] = []
    omitted = False
    for said in sentences(text):
        if HINDERED.search(said):
            pieces.append(f"{_OMITTED}{said}" if omitted and pieces else said)
            omitted = False
        else:
            omitted = True
    return "".join(pieces) or text
