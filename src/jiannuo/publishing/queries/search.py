"""Search over everything released: exact, also for two characters; which mark or case does not matter.

Words of a search are parted by white space, and all must be there. What is found comes newest plan
first, a plan's promises in their order. Nothing is counted beyond `MOST`: no reader looks through
more, and no page waits for a sum.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple

from django.db import connection

from jiannuo.ledger.words import Phrase, folded, phrase_of
from jiannuo.publishing import index
from jiannuo.publishing.models.finding import PublicText

LONGEST: Final = 64
"""Characters of a search that are looked up."""
MOST: Final = 500
_NEWEST: Final = 4000
_BEFORE: Final = 20
_SHOWN: Final = 90
_PUNCTUATION: Final = frozenset("，。、；：“”‘’（）《》〔〕！？—…·,.;:'\"()[]!?-")
_WITHOUT: Final = {ord(one): None for one in _PUNCTUATION}


class Piece(NamedTuple):
    """A run of text, one of the words looked for or not."""

    text: str
    marked: bool


class Excerpt(NamedTuple):
    """Where a text holds what was looked for: the text's name (5月完成情况) and its surroundings."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of what was found, in order; `more` says that there are further ones beyond `MOST`."""

    keys: tuple[int, ...] = ()
    more: bool = False


class Kind(NamedTuple):
    """What is looked for: its word in the index and its column in `PublicText`."""

    word: str
    column: str
    sqlite_by: str = ""
    """Where SQLite is to look its rows up: of many promises not in the table, whose rows are long."""


TASKS: Final = Kind("kt", "task_id", "INDEXED BY publishing_found_idx")
BULLETINS: Final = Kind("kb", "bulletin_id")
ORGANISATIONS: Final = Kind("ko", "organisation_id")


def terms_of(text: str) -> tuple[str, ...]:
    """Return the words of a search that can be looked up, each once."""
    words = dict.fromkeys(folded(text[:LONGEST]).split())
    return tuple(word for word in words if phrase_of(word) is not None)


def look_up(
    kind: Kind, terms: Sequence[str], scope: Sequence[str] = (), *, one_plan: bool = False
) -> Found:
    """Return what holds all terms within a scope (words of `index`: ``p3``, ``n12``, ``rmet`` …).

    With `one_plan` the scope names a plan, and the promises come strictly in its order unless there
    are too many.
    """
    phrases = [phrase for phrase in map(phrase_of, terms) if phrase is not None]
    if not phrases:
        return Found()
    ask = _sqlite if connection.vendor == "sqlite" else _postgresql
    rows = ask(kind, phrases, scope if one_plan else [kind.word, *scope])
    more = len(rows) > MOST
    if one_plan and not more:
        rows.sort(key=itemgetter(1))
    return Found(tuple(dict.fromkeys(key for key, _ in rows))[:MOST], more)


def _sqlite(kind: Kind, phrases: Sequence[Phrase], scope: Sequence[str]) -> list[tuple[int, int]]:
    sql = f"""
        SELECT text.{kind.column}, text.position
        FROM publishing_words
        JOIN publishing_publictext text {kind.sqlite_by} ON text.id = publishing_words.rowid
        WHERE publishing_words MATCH %s ORDER BY publishing_words.rowid DESC LIMIT {MOST + 1}
    """  # noqa: S608 - a constant column of ours
    with connection.cursor() as cursor:
        cursor.execute(sql, [index.fts5(phrases, scope)])
        return list(cursor.fetchall())


def _postgresql(
    kind: Kind, phrases: Sequence[Phrase], scope: Sequence[str]
) -> list[tuple[int, int]]:
    """Look through the newest rows first, where a common word is found before all are even named."""
    columns = f"{kind.column}, position"
    newest = f"""
        SELECT {columns} FROM (
            SELECT * FROM publishing_publictext ORDER BY id DESC LIMIT {_NEWEST}
        ) AS newest WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT {MOST + 1}
    """  # noqa: S608 - constant columns of ours
    every = f"""
        SELECT {columns} FROM publishing_publictext
        WHERE words @@ %s::tsquery ORDER BY id + 0 DESC LIMIT {MOST + 1}
    """  # noqa: S608 - the sum keeps PostgreSQL from walking the whole table by its key
    query = index.tsquery(phrases, scope)
    rows: list[tuple[int, int]] = []
    with connection.cursor() as cursor:
        for sql in (newest, every):
            cursor.execute(sql, [query])
            rows = list(cursor.fetchall())
            if len(rows) > MOST:
                break
    return rows


def excerpts(kind: Kind, keys: Sequence[int], terms: Sequence[str]) -> dict[int, Excerpt]:
    """Return for each of some found subjects the first of its texts that holds a term."""
    rows = PublicText.objects.filter(**{f"{kind.column}__in": keys}).order_by("-pk")
    found: dict[int, Excerpt] = {}
    for key, parts in rows.values_list(kind.column, "parts"):
        for label, text in _likely(parts, terms):
            places = _places(text, terms)
            if places:
                found[key] = Excerpt(label, _cut(text, places))
                break
    return found


def _likely(parts: list[list[str]], terms: Sequence[str]) -> list[list[str]]:
    """Return the first text that holds a term as it stands, which is soon seen; else all of them."""
    for part in parts:
        if any(term in part[1] for term in terms):
            return [part]
    return parts


def shows(text: str, terms: Sequence[str]) -> bool:
    """Say whether a text itself holds every term, so that nobody asks why it was found."""
    plain = folded(text)
    return all(term in plain for term in terms)


def _places(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Return the ranges of a text that are one of the terms, punctuation and white space aside."""
    plain = folded(text)
    if not any(term in plain or _bare(term) in _bare(plain) for term in terms):
        return []
    if len(plain) == len(text) and all(term in plain for term in terms):
        return sorted(place for term in terms for place in _direct(plain, term))
    bare: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        for one in folded(character):
            if one not in _PUNCTUATION and not one.isspace():
                bare.append(one)
                origin.append(at)
    flat = "".join(bare)
    places: list[tuple[int, int]] = []
    for term in terms:
        wanted = _bare(term)
        at = flat.find(wanted) if wanted else -1
        while at >= 0:
            places.append((origin[at], origin[at + len(wanted) - 1] + 1))
            at = flat.find(wanted, at + len(wanted))
    return sorted(places)


def _direct(text: str, term: str) -> Iterator[tuple[int, int]]:
    at = text.find(term)
    while at >= 0:
        yield at, at + len(term)
        at = text.find(term, at + len(term))


def _bare(text: str) -> str:
    return "".join(text.translate(_WITHOUT).split())


def _cut(text: str, places: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    start = max(0, places[0][0] - _BEFORE)
    end = min(len(text), start + _SHOWN)
    pieces: list[Piece] = [Piece("…", marked=False)] if start else []
    at = start
    for begin, stop in places:
        if begin < at or stop > end:
            continue
        pieces += [Piece(text[at:begin], marked=False), Piece(text[begin:stop], marked=True)]
        at = stop
    pieces.append(Piece(text[at:end] + ("…" if end < len(text) else ""), marked=False))
    return tuple(piece for piece in pieces if piece.text)
