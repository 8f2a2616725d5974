"""The report as prose: one line a paragraph, whatever the source broke it into.

Text copied from a page or a PDF is often cut at the right margin, and long headings are broken in
two. A line here is a paragraph as it was spoken; it remembers from which paragraphs of the source
it was put together, so that any stretch of it can be cited.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from jiannuo.core.mapping.decomposition.headings import marker_of
from jiannuo.core.mapping.decomposition.values import Passage
from jiannuo.core.tables import MarkKind, Paragraph, RawDocument

_COMPLETE = re.compile(r"[。！？；：…!?;:][”’」』）)]*$")
_SHORT_REST = 15
_LONG_LINE = 20
_LINES_THAT_TELL = 10
_NEAR_MARGIN = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it was spoken; `pieces` are its source paragraphs and where each begins."""

    text: str
    pieces: tuple[tuple[int, Paragraph], ...]

    def passages(self, start: int, end: int) -> tuple[Passage, ...]:
        """Cite the characters [start, end), without white space around each piece."""
        found = []
        at = bisect_right(self.pieces, start, key=itemgetter(0)) - 1
        for begin, paragraph in islice(self.pieces, at, None):
            if begin >= end:
                break
            first, last = max(start - begin, 0), min(end - begin, len(paragraph.text))
            text = paragraph.text[first:last] if first < last else ""
            if not text.strip():
                continue
            first += len(text) - len(text.lstrip())
            last = first + len(text.strip())
            found.append(
                Passage(
                    text=paragraph.text[first:last], citation=paragraph.citation.within(first, last)
                )
            )
        return tuple(found)

    @property
    def bold_until(self) -> int:
        """Where the bold type ends that the line begins with; 0 if it begins without, or is all bold."""
        runs = sorted(
            (mark.start, mark.end) for mark in self.pieces[0][1].marks if mark.kind is MarkKind.BOLD
        )
        end = 0
        for first, last in runs:
            if first > end:
                break
            end = max(end, last)
        return 0 if end >= len(self.text) else end


def lines_of(raw: RawDocument) -> list[Line]:
    """Put a document's paragraphs together to lines of prose, in reading order."""
    paragraphs = [paragraph for paragraph in raw.paragraphs() if paragraph.text.strip()]
    margin = _margin(paragraphs)
    lines: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if lines and _goes_on(lines[-1], paragraph, margin):
            lines[-1].append(paragraph)
        else:
            lines.append([paragraph])
    return [_joined(members) for members in lines]


def _margin(paragraphs: Sequence[Paragraph]) -> float | None:
    """Find the length of a full line, if the text is cut at a margin; None if it is not.

    It is cut if most of its longer lines end in the middle of a sentence.
    """
    long = [p.text.strip() for p in paragraphs if len(p.text.strip()) >= _LONG_LINE]
    cut = sorted(len(text) for text in long if not _COMPLETE.search(text))
    if len(long) < _LINES_THAT_TELL or len(cut) * 2 < len(long):
        return None
    return cut[len(cut) * 9 // 10] * _NEAR_MARGIN


def _goes_on(before: Sequence[Paragraph], paragraph: Paragraph, margin: float | None) -> bool:
    last, text = before[-1].text.strip(), paragraph.text.strip()
    if _COMPLETE.search(last) or marker_of(text):
        return False
    if margin is not None and len(last) >= margin:
        return True
    return (
        len(before) == 1
        and _broken_heading(last)
        and len(text) <= _SHORT_REST
        and not _COMPLETE.search(text)
        and not _STANDS_ALONE.search(text)
    )


_STANDS_ALONE = re.compile(r"代表|[年月日]|要求|目标|附件|工作|任务|[、，]")
_OPEN_END = re.compile(r"(?:政府|全面|加快|推进|提升|加强|持续|大力|努力|和|与|的|、|，|在|实现)$")


def _broken_heading(text: str) -> bool:
    """Say whether a numbered heading ends in a word that cannot end one: 三、持续提升政府."""
    found = marker_of(text)
    return found is not None and bool(_OPEN_END.search(text))


def _joined(members: Sequence[Paragraph]) -> Line:
    pieces, length = [], 0
    for paragraph in members:
        pieces.append((length, paragraph))
        length += len(paragraph.text)
    return Line("".join(paragraph.text for paragraph in members), tuple(pieces))
