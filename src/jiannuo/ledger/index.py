"""The word index on both engines: written with every text, asked by `ledger.search`.

SQLite holds the words in an FTS5 table beside `IndexedText`; PostgreSQL in a tsvector column of it,
whose literal is built here, so that no parser, dictionary or locale of a server has a say. A single
character is found by an index of beginnings on SQLite, by a word of its own (``_热``) on PostgreSQL.
Beside its words every text carries its scope (its place, its task's organisations and leaders) as
words of their own: the index then meets a user's few texts first, however many others there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from jiannuo.ledger.models import Assignment, IndexedText, Task, TaskLeader
from jiannuo.ledger.words import Phrase, characters_of, words_of

LONGEST_QUERY: Final = 64
"""Characters of a search that are looked up; long texts are cut into pieces that overlap by as many."""

_PIECE: Final = 4000
_CREATE: Final = {
    "sqlite": ("CREATE VIRTUAL TABLE ledger_words USING fts5(scope, body, tokenize='unicode61')",),
    "postgresql": (
        "ALTER TABLE ledger_indexedtext ADD COLUMN words tsvector",
        "CREATE INDEX ledger_words ON ledger_indexedtext USING gin (words) WITH (fastupdate = off)",
    ),
}
_DROP: Final = {
    "sqlite": ("DROP TABLE IF EXISTS ledger_words",),
    "postgresql": ("ALTER TABLE ledger_indexedtext DROP COLUMN words",),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to be found: the task it belongs to, the row it stands in, its field."""

    task: int
    holder: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A text that the index names."""

    id: int
    task: int
    holder: str
    field: str
    text: str


def create(on: BaseDatabaseWrapper) -> None:
    """Create the engine's index. Raises KeyError for an engine that this product does not run on."""
    with on.cursor() as cursor:
        for statement in _CREATE[on.vendor]:
            cursor.execute(statement)


def drop(on: BaseDatabaseWrapper) -> None:
    """Drop the engine's index."""
    with on.cursor() as cursor:
        for statement in _DROP[on.vendor]:
            cursor.execute(statement)


def add(pieces: Sequence[Piece]) -> None:
    """Index texts, within the transaction that wrote them.

    The last piece is written first: the index answers newest first, so that the tasks of a plan
    come out in their own order.
    """
    scopes = _scopes({piece.task for piece in pieces})
    rows = [
        IndexedText(task_id=piece.task, holder=piece.holder, field=piece.field, text=part)
        for piece in reversed(pieces)
        for part in _parts(piece.text)
    ]
    if connection.vendor == "sqlite":
        stored = IndexedText.objects.bulk_create(rows, batch_size=500)
        _insert_words(stored, scopes)
    else:
        _insert_with_words(rows, scopes)


def replace(task: int, holder: str, field: str, text: str) -> None:
    """Index another text in the place of a field's present one; an empty text only takes it out."""
    rows = IndexedText.objects.filter(task=task, holder=holder, field=field)
    _forget_words(list(rows.values_list("pk", flat=True)))
    rows.delete()
    if text:
        add([Piece(task, holder, field, text)])


def rescope(tasks: Iterable[int]) -> None:
    """Write the scope of some tasks' texts anew, after their organisations or leaders changed."""
    wanted = set(tasks)
    rows, scopes = list(IndexedText.objects.filter(task__in=wanted)), _scopes(wanted)
    if connection.vendor == "sqlite":
        _forget_words([row.pk for row in rows])
        _insert_words(rows, scopes)
    else:
        sql = "UPDATE ledger_indexedtext SET words = %s::tsvector WHERE id = %s"
        _execute_many(sql, [(_tsvector(row.text, scopes[row.task_id]), row.pk) for row in rows])


def ask(
    phrases: Sequence[Phrase], scope: Sequence[str] | None, *, limit: int, offset: int = 0
) -> list[Found]:
    """Return the texts that hold all phrases within the scope (None: everywhere), newest first."""
    if connection.vendor == "sqlite":
        return _answer(_SQLITE_ASK, [_fts5(phrases, scope), limit, offset])
    query = _tsquery(phrases, scope)
    newest = _NEWEST if scope is None else _NEWEST_IN_SCOPE
    found = _answer(_POSTGRESQL_ASK_NEWEST, [newest, query, limit, offset])
    return found if len(found) == limit else _answer(_POSTGRESQL_ASK, [query, limit, offset])


def _answer(sql: str, values: Sequence[str | int]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Found(*row) for row in cursor.fetchall()]


_SQLITE_ASK: Final = """
SELECT text.id, text.task_id, text.holder, text.field, text.text
FROM ledger_words JOIN ledger_indexedtext text ON text.id = ledger_words.rowid
WHERE ledger_words MATCH %s ORDER BY ledger_words.rowid DESC LIMIT %s OFFSET %s
"""
_POSTGRESQL_ASK_NEWEST: Final = """
SELECT id, task_id, holder, field, text
FROM (SELECT * FROM ledger_indexedtext ORDER BY id DESC LIMIT %s) AS newest
WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT %s OFFSET %s
"""
"""Looks through the newest texts: common words are found there before their places are even counted."""
_POSTGRESQL_ASK: Final = """
SELECT id, task_id, holder, field, text FROM ledger_indexedtext
WHERE words @@ %s::tsquery ORDER BY id + 0 DESC LIMIT %s OFFSET %s
"""
"""Reads all texts that the word index names. The sum keeps PostgreSQL from walking through the whole
table by its key instead, which it would for a rare word that it takes for a common one."""

_NEWEST: Final = 4000
_NEWEST_IN_SCOPE: Final = 1000
"""How many texts are looked through first. Few within a scope, where most of them are others'."""


def place_scope(place: int) -> str:
    """Return the scope word of a place."""
    return f"p{place}"


def organisation_scope(organisation: int) -> str:
    """Return the scope word of an organisation."""
    return f"o{organisation}"


def leader_scope(leader: int) -> str:
    """Return the scope word of a leader."""
    return f"l{leader}"


def _scopes(tasks: set[int]) -> dict[int, list[str]]:
    places = Task.objects.filter(pk__in=tasks).order_by().values_list("pk", "plan__place")
    scopes = {task: [place_scope(place)] for task, place in places}
    assigned = Assignment.objects.filter(task__in=tasks).order_by()
    for task, organisation in assigned.values_list("task", "organisation"):
        scopes[task].append(organisation_scope(organisation))
    led = TaskLeader.objects.filter(task__in=tasks).order_by()
    for task, leader in led.values_list("task", "leader"):
        scopes[task].append(leader_scope(leader))
    return scopes


def _parts(text: str) -> Iterator[str]:
    for start in range(0, max(len(text), 1), _PIECE):
        yield text[start : start + _PIECE + LONGEST_QUERY]


def _insert_words(rows: Sequence[IndexedText], scopes: Mapping[int, Sequence[str]]) -> None:
    _execute_many(
        "INSERT INTO ledger_words (rowid, scope, body) VALUES (%s, %s, %s)",
        [(row.pk, " ".join(scopes[row.task_id]), " ".join(words_of(row.text))) for row in rows],
    )


def _insert_with_words(rows: Sequence[IndexedText], scopes: Mapping[int, Sequence[str]]) -> None:
    _execute_many(
        "INSERT INTO ledger_indexedtext (task_id, holder, field, text, words)"
        " VALUES (%s, %s, %s, %s, %s::tsvector)",
        [
            (row.task_id, row.holder, row.field, row.text, _tsvector(row.text, scopes[row.task_id]))
            for row in rows
        ],
    )


def _forget_words(ids: Sequence[int]) -> None:
    if connection.vendor == "sqlite":  # on PostgreSQL the words stand in the text's own row
        _execute_many("DELETE FROM ledger_words WHERE rowid = %s", [(one,) for one in ids])


def _execute_many(sql: str, values: Sequence[tuple[int | str, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _tsvector(text: str, scope: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    for position, word in enumerate(words_of(text), start=1):
        places.setdefault(word, []).append(str(position))
    lexemes = [f"'{word}':{','.join(at)}" for word, at in places.items()]
    lexemes += [f"'_{character}'" for character in characters_of(text)]
    lexemes += [f"'@{one}'" for one in scope]
    return " ".join(lexemes)


def _fts5(phrases: Sequence[Phrase], scope: Sequence[str] | None) -> str:
    parts = [f'body:"{" ".join(one.words)}"{" *" if one.open_end else ""}' for one in phrases]
    if scope is not None:
        parts.append(f"scope:({' OR '.join(scope)})")
    return " AND ".join(parts)


def _tsquery(phrases: Sequence[Phrase], scope: Sequence[str] | None) -> str:
    parts = [_tsphrase(one) for one in phrases]
    if scope is not None:
        parts.append("(" + " | ".join(f"'@{one}'" for one in scope) + ")")
    return " & ".join(parts)


def _tsphrase(phrase: Phrase) -> str:
    if phrase.open_end and len(phrase.words) == 1 and characters_of(phrase.words[0]):
        return f"'_{phrase.words[0]}'"
    words = " <-> ".join(f"'{word}'" for word in phrase.words)
    return f"({words}{':*' if phrase.open_end else ''})"
