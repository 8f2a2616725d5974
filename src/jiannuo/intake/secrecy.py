"""State secrets never enter: the classification marks (密级标志) that a text carries.

GB/T 9704-2012 §7.2.2 puts the mark into the head of a document as level, star and term:
机密★1年. Offices write it with spaces between (机 密 ★), with a hollow star, in a table's cell, in
several lines, or as 密级：机密. What is found here is refused before anything is stored; a mark in
a quotation is refused as well, because a person has to look at it and this system is not the place.

A star is also a bullet (严守国家秘密 ★推进…), so one that stands apart from the level counts only
where the level begins the line, or where a term or the line's end follows.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from jiannuo.core.readers.package import BROKEN_ZIP

LEVELS: Final = ("绝密", "机密", "秘密")
"""From the highest down."""

_STARS: Final = "★☆⭐✩✪✭✮✯✰⍟"
_LEVEL: Final = r"([绝絕机機秘祕])[ \t]*密"
_LEVEL_IN_LINES: Final = r"([绝絕机機秘祕])\s*密"
_TERM: Final = r"(?:\d+\s*[年月天日]|[一二三四五六七八九十]+年|长期|長期|启用前|解密前)"
_MARKS: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"{_LEVEL}[{_STARS}]",
        rf"^[ \t【\[(<《]*{_LEVEL}[ \t]*[{_STARS}]",
        rf"{_LEVEL}[ \t]*[{_STARS}][ \t]*(?:{_TERM}|$)",
        rf"^[ \t]*{_LEVEL_IN_LINES}\s*[{_STARS}*][ \t]*{_TERM}?[ \t]*$",
        rf"密[ \t]*级[ \t]*:?\s*{_LEVEL}(?=[ \t]*(?:[{_STARS}*]|{_TERM}|$))",
    )
)
_LEVEL_OF: Final = {"绝": 0, "絕": 0, "机": 1, "機": 1, "秘": 2, "祕": 2}

_ENCODINGS: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_BYTES: Final = tuple(
    (level, (level + star).encode(encoding))
    for level in LEVELS
    for star in "★☆"
    for encoding in _ENCODINGS
)

_MOST_XML: Final = 256 * 1024**2
_END_OF_TEXT: Final = re.compile(rb"</(?:w:p|a:p|si|c|row|comment|w:tc)>|<(?:w:br|br)\b")
_TAG: Final = re.compile(rb"<[^>]*>")


def level_in(texts: Iterable[str]) -> str | None:
    """Return the highest level that the texts are marked with; None if there is no mark."""
    found = [level for text in texts for level in _levels(text)]
    return LEVELS[min(found)] if found else None


def level_in_bytes(content: bytes) -> str | None:
    """Return the highest level whose plain mark stands in a file that no reader takes.

    Finds marks in old Word and Excel files and in damaged texts, where characters lie uncompressed,
    and in every XML part of an Office package, also those that readers pass over (text boxes,
    comments, hidden sheets). Pictures and PDF files hide theirs.
    """
    level = plain_level_in(content)
    if level is None and content.startswith(b"PK"):
        level = level_in(_package_texts(content))
    return level


def plain_level_in(content: bytes) -> str | None:
    """Return the highest level whose mark lies open in the bytes, in any encoding; takes no time."""
    return next((level for level, mark in _BYTES if mark in content), None)


def _levels(text: str) -> Iterator[int]:
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    for mark in _MARKS:
        for found in mark.finditer(plain):
            yield _LEVEL_OF[found[1]]


def _package_texts(content: bytes) -> Iterator[str]:
    """Yield the bare text of each XML part of a zip, as far as it can be unpacked within bounds."""
    left = _MOST_XML
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.infolist():
                if not member.filename.endswith(".xml") or member.file_size > left:
                    continue
                left -= member.file_size
                lines = _END_OF_TEXT.sub(rb"\n", package.read(member))
                yield _TAG.sub(b"", lines).decode("utf-8", errors="ignore")
    except BROKEN_ZIP:
        return
