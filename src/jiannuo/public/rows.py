"""A promise as a row of a list, with the words it was found by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from jiannuo.public.sentences import mark_of
from jiannuo.publishing.models.published import Standing
from jiannuo.publishing.queries import search
from jiannuo.publishing.queries.listing import Line
from jiannuo.publishing.queries.search import Excerpt

_LONGEST: Final = 120
_GAP: Final = "gap"


@dataclass(frozen=True, slots=True)
class Row:
    """A promise in a list: `note` says of which period its result is and whose word.

    Everything is text already: a list has many rows, and a template is slow at working things out.
    """

    href: str
    number: str
    wording: str
    units: str
    mark: str
    shape: str
    word: str
    note: str
    excerpt: Excerpt | None


def rows_of(lines: Sequence[Line], terms: Sequence[str] = ()) -> list[Row]:
    """Return promises as rows of a list.

    `terms` are what they were found by: an excerpt shows them where the promise itself does not.
    """
    hidden = [one.pk for one in lines if not search.shows(one.wording, terms)]
    found = search.excerpts(search.TASKS, hidden, terms) if terms and hidden else {}
    before, _, after = address_of(_GAP).partition(_GAP)
    return [
        Row(
            f"{before}{one.permanent}{after}",
            one.number or str(one.position),
            one.wording if len(one.wording) <= _LONGEST else f"{one.wording[: _LONGEST - 1]}…",
            one.units or "—",
            *_result(one),
            found.get(one.pk),
        )
        for one in lines
    ]


def address_of(permanent: str) -> str:
    """Return the address of a promise."""
    return reverse("public:task", args=[permanent])


def _result(one: Line) -> tuple[str, str, str, str]:
    """Return a promise's mark (with the weight of whose word it is), its shape, the word, and the note below."""
    if one.standing != Standing.OPEN:
        return "", "", Standing(one.standing).label, ""
    if not one.result:
        return "", "", "未公布结果", ""
    mark = mark_of(one.result)
    if one.voice == "claimed":
        return f"{mark} plain", mark, one.result_name, f"{one.of}目标　单位自报"
    return mark, mark, one.result_name, f"{one.of}目标"
