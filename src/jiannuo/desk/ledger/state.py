"""What the grid shows, as its address says it: the address can be sent to a colleague."""

from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self
from urllib.parse import urlencode

from django.http import QueryDict

_LONGEST: Final = 200
_MOST_PAGES: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GridState:
    """Filters, order, page and the opened row; the defaults are what a bare address shows.

    `sort` is a canonical field, with a minus for descending order. `period` is ``month-5``, empty
    for the newest. Words that cannot be read count as not given: a mistyped address still shows
    the ledger.
    """

    text: str = ""
    category: str = ""
    leader: int = 0
    organisation: int = 0
    role: str = ""
    status: str = ""
    doubtful: bool = False
    leadless: bool = False
    period: str = ""
    sort: str = ""
    page: int = 1
    open: int = 0

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read the state from an address."""
        given: dict[str, Any] = {}
        for field in fields(cls):
            word = query.get(field.name, "").strip()[:_LONGEST]
            if not word:
                continue
            if field.type is int:
                given[field.name] = _number(word) or field.default
            elif field.type is bool:
                given[field.name] = word == "1"
            else:
                given[field.name] = word
        return cls(**given)

    def address(self, **changes: Any) -> str:
        """Return the query part of the address with changes; a filter changed starts at page 1."""
        if changes and "page" not in changes:
            changes = {"page": 1, "open": 0, **changes}
        state = replace(self, **changes)
        said = {
            field.name: int(value) if isinstance(value, bool) else value
            for field in fields(state)
            if (value := getattr(state, field.name)) != field.default
        }
        return f"?{urlencode(said)}" if said else "?"

    @property
    def filtered(self) -> bool:
        """Say whether any filter is set."""
        narrow = replace(self, period="", sort="", page=1, open=0)
        return narrow != GridState()


def _number(word: str) -> int:
    return min(int(word), 2**31 - 1) if word.isascii() and word.isdigit() else 0
