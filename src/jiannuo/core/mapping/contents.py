"""What kind of text a column holds: numbers, organisations, people, dates, prose."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from jiannuo.core.mapping.organisations import looks_like_units
from jiannuo.core.mapping.people import looks_like_people
from jiannuo.core.mapping.statuses import looks_like_status

_NUMBER = re.compile(
    r"\s*[（(]?(?:\d{1,4}(?:[.\-－]\d{1,3}){0,2}|[一二三四五六七八九十]{1,4})[）)]?[.、]?\s*$"
)
_FIGURE = re.compile(r"\s*-?\d[\d,，]*(?:\.\d+)?\s*[%％]?\s*[一-鿿㎡]{0,3}\s*$")
_BARE = re.compile(r"\s*-?\d[\d,，]*(?:\.\d+)?\s*[%％]?\s*$")
_DATE = re.compile(r"(?:20\d\d年?)?\s*\d{1,2}\s*月|20\d\d[-./年]|年底|季度|长期|全年|持续|\d+日前")
_SHORT = 24
_SAMPLE = 60


class Kind(StrEnum):
    """Kinds of cells."""

    BLANK = "blank"
    NUMBER = "number"
    FIGURE = "figure"
    DATE = "date"
    STATUS = "status"
    PEOPLE = "people"
    UNITS = "units"
    SHORT = "short"
    PROSE = "prose"


def kind_of(text: str) -> Kind:
    """Say what kind of text a cell holds, by its form alone."""
    stripped = text.strip()
    if not stripped:
        return Kind.BLANK
    if len(stripped) > _SHORT and ("。" in stripped or "，" in stripped):
        return Kind.PROSE
    for kind, fits in _TESTS:
        if fits(stripped):
            return kind
    return Kind.SHORT if len(stripped) <= _SHORT else Kind.PROSE


def is_bare_number(text: str) -> bool:
    """Say whether a text is a number without a unit, a percentage at most."""
    return bool(_BARE.match(text))


def _is_date(text: str) -> bool:
    return len(text) <= _SHORT and bool(_DATE.search(text)) and "，" not in text


_TESTS = (
    (Kind.NUMBER, lambda text: bool(_NUMBER.match(text))),
    (Kind.FIGURE, lambda text: bool(_FIGURE.match(text)) and text[:1] in "-0123456789"),
    (Kind.STATUS, looks_like_status),
    (Kind.UNITS, looks_like_units),
    (Kind.PEOPLE, looks_like_people),
    (Kind.DATE, _is_date),
)


class Contents:
    """How often each kind occurs among the filled cells of a column."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the column's texts; the first sixty filled ones decide.

        `bare_numbers` is the share of cells that are numbers without a unit, `percents` of those
        that are percentages.
        """
        filled = [text for text in texts if text.strip()][:_SAMPLE]
        self.kinds = Counter(kind_of(text) for text in filled)
        self.filled = len(filled)
        numbers = sum(bool(_BARE.match(text)) for text in filled)
        percents = sum(bool(_BARE.match(text)) and text.strip()[-1] in "%％" for text in filled)
        self.percents = percents / self.filled if filled else 0.0
        self.bare_numbers = numbers / self.filled if filled else 0.0

    def share(self, *kinds: Kind) -> float:
        """Tell the share of filled cells that are of one of the kinds; 0 for an empty column."""
        return sum(self.kinds[kind] for kind in kinds) / self.filled if self.filled else 0.0
