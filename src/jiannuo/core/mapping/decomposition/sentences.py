"""Where a paragraph comes apart: after each sentence, and before each enumerated piece."""

import re
from itertools import pairwise
from typing import Final

_LISTED: Final = (
    r"\s*(?:[一二三四五六七八九十]{1,3}[是要]|[①-⑳❶-❿⑴-⒇]|[（(]\d{1,2}[）)]"
    r"|第[一二三四五六七八九十]{1,3}[，,])"
)
_TOKEN: Final = re.compile(
    r"(?P<kept>“[^“”]*”|‘[^‘’]*’|（[^（）]*）|\([^()]*\)|《[^《》]*》|「[^「」]*」)"
    r"|(?P<stop>[。！？!?]+[”’」』）)]*)"
    rf"|(?P<before>[；;：:](?={_LISTED}))"
    r"|(?P<circled>[①-⑳❶-❿⑴-⒇])"
)
_LIST_LEAD: Final = re.compile(r"(?:包括|分别是|分别为|内容是|如下|实事)[^：:。；;]{0,12}[：:]")
_SEMICOLON: Final = re.compile(r"“[^“”]*”|（[^（）]*）|(?P<end>[；;])")
_FEWEST_ITEMS: Final = 3


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a paragraph: half-open ranges that cover it without a gap.

    A stop inside quotation marks or brackets ends nothing, unless the quotation itself ends with
    one (“……。”). Linear in the text's length: each bracket is looked for no further than the next
    one of its kind.
    """
    cuts = []
    for found in _TOKEN.finditer(text):
        if found["stop"] or found["before"]:
            cuts.append(found.end())
        elif found["circled"]:
            cuts.append(found.start())
        elif found["kept"][0] in "“「" and found["kept"][-2] in "。！？":
            cuts.append(found.end())
    return _ranges(0, len(text), cuts)


def listed_pledges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence that lists pledges behind a colon: the words before it, then each pledge.

    年内办好12件民生实事，包括：新建……；改造……；…… Returns the sentence uncut if it is no such list.
    """
    lead = _LIST_LEAD.search(text, start, end)
    if lead is None:
        return [(start, end)]
    found = _SEMICOLON.finditer(text, lead.end(), end)
    cuts = [one.end() for one in found if one["end"]]
    if len(cuts) + 1 < _FEWEST_ITEMS:
        return [(start, end)]
    return _ranges(start, end, [lead.end(), *cuts])


def _ranges(start: int, end: int, cuts: list[int]) -> list[tuple[int, int]]:
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    return [(first, last) for first, last in pairwise(edges) if first < last]
