"""A file's name as somebody gave it, made harmless: shown to people, never used as a path."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

NAMELESS: Final = "未命名"
LONGEST: Final = 120
_LONGEST_SUFFIX: Final = 12


def clean_name(given: str) -> str:
    """Return the last part of a path without control and direction characters, not too long.

    Direction characters would let “xslx.exe” look like a table; a name too long keeps its suffix.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(one if _is_visible(one) else " " for one in last)
    name = " ".join(visible.split()).strip(". ")
    if len(name) <= LONGEST:
        return name or NAMELESS
    suffix = PurePosixPath(name).suffix
    if len(suffix) > _LONGEST_SUFFIX:
        suffix = ""
    return name[: LONGEST - len(suffix) - 1].rstrip() + "…" + suffix


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
