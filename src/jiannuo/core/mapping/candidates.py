"""What is known of a column before its field is decided: its name, its period, what it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.contents import Contents, Kind
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.labels import target_blocks
from jiannuo.core.mapping.organisations import looks_like_units
from jiannuo.core.mapping.people import is_name
from jiannuo.core.mapping.periods import Span, span_of
from jiannuo.core.mapping.senses import Meaning, meaning_of
from jiannuo.core.mapping.statuses import looks_like_status
from jiannuo.core.mapping.wording import folded, tight

_MOST = 0.6
_HEADING = re.compile(r"\s*[（(]?[一二三四五六七八九十]{1,3}[）)、.．]")
_TICKS = frozenset("√✓✔☑●○■vV1是")
_MEASURE = re.compile(
    r"\(((?:十|百|千|万|亿)*(?:美?元|公里|千米|米|平方米|㎡|亩|公顷|立方米|方|吨|个|户|套|人次|人|名|家|所|处|座|条|台|件|"
    r"千瓦时|千瓦|兆瓦|项|辆|株|张|场|公斤|千克|升|天|小时|分)(?:/[年月日天])?)\)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column with what speaks for one field or another.

    `group` is what stands above the column's own name in a header of several lines, `labelled`
    says that its cells open with 全年目标：, `measure` is the unit of measurement in the header,
    `ticked` says that the name is a verdict and the cells hold ticks, and `units_and_people` that
    the cells name an organisation and then somebody of it. `numbered_in_words` says that they count
    as headings do: 一、教育, 二、健康.
    """

    index: int
    header: str
    group: tuple[str, ...]
    meaning: Meaning | None
    span: Span
    profile: Contents
    labelled: bool
    measure: str | None
    ticked: bool
    units_and_people: bool = False
    numbered_in_words: bool = False

    @property
    def leaf(self) -> str:
        """The column's own name, without its group."""
        return self.header.rpartition("/")[2]

    @property
    def family(self) -> str:
        """The family of columns that the name belongs to, "" for none."""
        return self.meaning.sense.family if self.meaning else ""

    @property
    def word(self) -> str:
        """The word that the meaning rests on."""
        return self.meaning.word if self.meaning else ""

    @property
    def bare_numbers(self) -> bool:
        """Say whether the cells are numbers without a unit: then the unit stands elsewhere."""
        return self.profile.bare_numbers > _MOST

    @property
    def figures(self) -> bool:
        """Say whether the cells are mostly bare figures."""
        return self.profile.share(Kind.FIGURE, Kind.NUMBER) > _MOST


def candidate_of(header: Header, column: int, body: Sequence[GridLine]) -> Candidate:
    """Collect what is known of a column."""
    path = header.names[column]
    own = [line.text(column) for line in body if line.begins(column)]
    measure = _MEASURE.search(folded(header.path(column)))
    return Candidate(
        index=column,
        header=header.path(column),
        group=path[:-1],
        meaning=_meaning(path),
        span=_span(path),
        profile=Contents(own),
        labelled=_has_target_labels(own),
        measure=measure[1] if measure else None,
        ticked=bool(path) and looks_like_status(path[-1]) and _are_ticks(own),
        units_and_people=_name_units_and_people(own),
        numbered_in_words=_are_headings(own),
    )


def is_tick(text: str) -> bool:
    """Say whether a cell holds a tick and nothing else."""
    return text.strip() in _TICKS


def _are_ticks(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(is_tick(text) for text in filled)


def _are_headings(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(_HEADING.match(text) for text in filled)


def _name_units_and_people(texts: Sequence[str]) -> bool:
    """Say whether most cells hold an organisation and behind it a person: 县住建局 / 马超."""
    filled = [text for text in texts if text.strip()]
    both = 0
    for text in filled:
        first, _, rest = text.strip().replace("\u3000", " ").replace("\n", " ").partition(" ")
        both += bool(rest.strip()) and looks_like_units(first) and is_name(tight(rest))
    return bool(filled) and both * 2 > len(filled)


def _meaning(path: Sequence[str]) -> Meaning | None:
    """Take the lowest line that says something; a line of mere periods leaves it to the group."""
    for name in reversed(path):
        if meaning := meaning_of(name):
            return meaning
    return None


def _span(path: Sequence[str]) -> Span:
    for name in reversed(path):
        span = span_of(name)
        if span != Span():
            return span
    return Span()


def _has_target_labels(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    labelled = sum(bool(target_blocks(text)) for text in filled)
    return bool(labelled) and labelled * 2 >= len(filled)
