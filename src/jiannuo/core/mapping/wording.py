"""Texts as people mean them: without the white space that layout, page breaks and OCR put in."""

import re
from itertools import pairwise

_SPACE = r"[ \t\u3000\xa0]"
_ENDS_WITH_STOP = re.compile(r"[。；;：:！!？?…]$")
_BEGINS_PIECE = re.compile(
    r"[①-⑳⑴-⒇❶-❿]|[（(]?[0-9一二三四五六七八九十]{1,3}[）)．.、]|[一二三四五六七八九十]是|[●•◆■▪○\-—]"
    r"|(?:全年|年度|第?[一二三四1-4]季度?)(?:工作)?(?:目标任务|目标|任务)[：:]"
)
_GAP = re.compile(_SPACE + "+")
_BLANK_LINES = re.compile(r"[ \t\u3000\xa0]*\n\s*")


def tidy(text: str) -> str:
    """Take layout white space out of a text and keep its paragraphs.

    A space survives only between two Latin letters or digits; a line break only where a paragraph
    ends (by a full stop or the like) or where an enumerated piece or a labelled target begins.
    """
    lines = [_close_gaps(line) for line in _BLANK_LINES.split(text.strip())]
    return _join_wrapped([line for line in lines if line])


def words(listed: str) -> tuple[str, ...]:
    """Read a word list written as one text, words parted by spaces."""
    return tuple(listed.split())


def tight(text: str) -> str:
    """Take all white space out of a text: headers, names, labels."""
    return "".join(text.split())


def folded(text: str) -> str:
    """Make headers comparable: no white space, brackets and colons in one width."""
    return tight(text).translate(_FOLD)


_FOLD = str.maketrans("（）：／，％［］【】－—", "():/,%[][]--") | {
    ord("０") + digit: ord("0") + digit for digit in range(10)
}


def _close_gaps(line: str) -> str:
    line = line.strip()
    if not _GAP.search(line):
        return line
    parts = _GAP.split(line)
    closed = [parts[0]]
    for part in parts[1:]:
        if closed[-1][-1:].isascii() and part[:1].isascii() and closed[-1] and part:
            closed.append(" ")
        closed.append(part)
    return "".join(closed)


def _join_wrapped(lines: list[str]) -> str:
    if not lines:
        return ""
    out = [lines[0]]
    for before, line in pairwise(lines):
        if _ENDS_WITH_STOP.search(before) or _BEGINS_PIECE.match(line):
            out.append("\n")
        elif before[-1].isascii() and line[0].isascii():
            out.append(" ")
        out.append(line)
    return "".join(out)
