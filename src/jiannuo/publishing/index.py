"""The word index over everything released, on both engines: written with a release, asked by a search.

Like the ledger's own (`ledger.index`), with the same words (`ledger.words`), but over plain public
values. Of each promise, bulletin and organisation there is a row of `PublicText` with all its texts.
SQLite keeps their words in the FTS5 table ``publishing_words`` (with its shadow tables
``publishing_words_*``), PostgreSQL in a tsvector column. Beside the words of its texts a row carries
what it can be filtered by (plan, result, category, organisation) as words of their own, so that a
filtered search is one question to the index.

A ledger of releases that stands alone in one SQLite file holds the tables of
`publishing.models.published` and `publishing.models.finding` and is made searchable by `create` and
`rebuild`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from jiannuo.ledger.words import Phrase, characters_of, words_of
from jiannuo.publishing.index_texts import surroundings_of, texts_of_bulletin, texts_of_task
from jiannuo.publishing.models.finding import PublicText
from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicOrganisation,
    PublicTask,
    Standing,
)

_ROW: Final = 10_000
"""Characters of a row at most: PostgreSQL knows the places of a text's first 16,383 words."""
_OVERLAP: Final = 64
_BATCH: Final = 500
_APART: Final = "x0x"
"""Stands between two texts; no search has this word (letters and digits are parted), so that no phrase
reaches from one text into the next."""
_CREATE: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE publishing_words USING fts5(scope, body, tokenize='unicode61')",
    ),
    "postgresql": (
        "ALTER TABLE publishing_publictext ADD COLUMN words tsvector",
        "CREATE INDEX publishing_words ON publishing_publictext USING gin (words)",
    ),
}
_DROP: Final = {
    "sqlite": ("DROP TABLE IF EXISTS publishing_words",),
    "postgresql": ("ALTER TABLE publishing_publictext DROP COLUMN words",),
}
_INSERT: Final = "INSERT INTO publishing_words (rowid, scope, body) VALUES (%s, %s, %s)"
_FORGET: Final = "DELETE FROM publishing_words WHERE rowid = %s"
_SET: Final = "UPDATE publishing_publictext SET words = %s::tsvector WHERE id = %s"


def create(on: BaseDatabaseWrapper) -> None:
    """Create the engine's index. Raises KeyError for an engine that this product does not run on."""
    _execute(on, _CREATE[on.vendor])


def drop(on: BaseDatabaseWrapper) -> None:
    """Drop the engine's index."""
    _execute(on, _DROP[on.vendor])


def write(
    *,
    tasks: Iterable[int] = (),
    bulletins: Iterable[int] = (),
    organisations: Iterable[int] = (),
    using: str = "default",
) -> None:
    """Index some released promises, bulletins and organisations anew, by their keys.

    Called within the transaction that released them. What is found newest first comes out in a
    plan's own order: of new rows the last promise is written first, known ones keep their place.
    """
    for some in _batched(sorted(tasks, reverse=True)):
        _replace("task_id", some, list(_rows_of_tasks(some, using)), using)
    for some in _batched(sorted(bulletins)):
        _replace("bulletin_id", some, list(_rows_of_bulletins(some, using)), using)
    for some in _batched(sorted(organisations)):
        _replace("organisation_id", some, list(_rows_of_organisations(some, using)), using)


def rebuild(*, using: str = "default") -> None:
    """Index everything that was released anew: for a file of releases that has no index yet.

    In one transaction: readers find what they found until all is done, and SQLite need not write every
    row through to the disk by itself, which took it most of the time.
    """
    with transaction.atomic(using=using):
        _rebuild(using)


def _rebuild(using: str) -> None:
    PublicText.objects.using(using).all().delete()
    if connections[using].vendor == "sqlite":
        _execute(connections[using], ("DELETE FROM publishing_words",))
    write(
        tasks=PublicTask.objects.using(using).order_by().values_list("pk", flat=True),
        bulletins=PublicBulletin.objects.using(using).order_by().values_list("pk", flat=True),
        organisations=PublicOrganisation.objects.using(using)
        .order_by()
        .values_list("pk", flat=True),
        using=using,
    )


def forget(
    *, bulletins: Iterable[int] = (), tasks: Iterable[int] = (), using: str = "default"
) -> None:
    """Take promises or bulletins out of the index, before they are deleted or when they are withdrawn."""
    _replace("bulletin_id", list(bulletins), [], using)
    _replace("task_id", list(tasks), [], using)


def category_scope(category: str) -> str:
    """Return the word by which a search is confined to a category."""
    return group_scope("category", category)


def group_scope(axis: str, value: str) -> str:
    """Return the word by which a search is confined to a category, a sector or a state."""
    return axis[0] + "x" + hashlib.sha256(f"{axis} {value}".encode()).hexdigest()[:12]


def _rows_of_tasks(keys: Sequence[int], using: str) -> Iterator[tuple[PublicText, list[str]]]:
    tasks = (
        PublicTask.objects.using(using)
        .filter(pk__in=keys, standing=Standing.OPEN)
        .select_related("plan")
        .order_by("-pk")
    )
    around = surroundings_of(keys, using)
    for task in tasks:
        beside = around[task.pk]
        scope = [
            "kt",
            f"p{task.plan.place_id}",
            f"n{task.plan_id}",
            f"r{task.result or 'open'}",
            *(group_scope(axis, getattr(task, axis)) for axis in ("category", "sector", "state")),
            *(f"o{key}" for key, _ in beside.organisations),
        ]
        for parts in _cut(texts_of_task(task, beside)):
            yield PublicText(task_id=task.pk, position=task.position, parts=parts), scope


def _rows_of_bulletins(keys: Sequence[int], using: str) -> Iterator[tuple[PublicText, list[str]]]:
    for bulletin in PublicBulletin.objects.using(using).filter(pk__in=keys):
        for parts in _cut(texts_of_bulletin(bulletin)):
            yield (
                PublicText(bulletin_id=bulletin.pk, parts=parts),
                ["kb", f"p{bulletin.place_id}"],
            )


def _rows_of_organisations(
    keys: Sequence[int], using: str
) -> Iterator[tuple[PublicText, list[str]]]:
    for one in PublicOrganisation.objects.using(using).filter(pk__in=keys):
        parts = [["单位", one.name]]
        yield PublicText(organisation_id=one.pk, parts=parts), ["ko", f"p{one.place_id}"]


def _cut(texts: Iterable[tuple[str, str]]) -> Iterator[list[list[str]]]:
    """Share texts out over rows that are short enough; a cut text's rows overlap a little."""
    row: list[list[str]] = []
    size = 0
    for label, text in texts:
        for start in range(0, max(len(text), 1), _ROW):
            part = text[start : start + _ROW + _OVERLAP]
            if row and size + len(part) > _ROW:
                yield row
                row, size = [], 0
            row.append([label, part])
            size += len(part)
    if row:
        yield row


def _replace(
    column: str, keys: Sequence[int], rows: list[tuple[PublicText, list[str]]], using: str
) -> None:
    """Put rows in the place of those that some subjects have; a subject's first row keeps its key."""
    before = PublicText.objects.using(using).filter(**{f"{column}__in": keys})
    known: dict[int, list[int]] = {}
    for key, subject in before.order_by("pk").values_list("pk", column):
        known.setdefault(subject, []).append(key)
    connection = connections[using]
    if connection.vendor == "sqlite":
        _execute_many(connection, _FORGET, [(key,) for some in known.values() for key in some])
    before.delete()
    for row, _ in rows:
        if kept := known.get(getattr(row, column)):
            row.pk = kept.pop()
    manager = PublicText.objects.using(using)
    manager.bulk_create([row for row, _ in rows if row.pk is not None], batch_size=_BATCH)
    manager.bulk_create([row for row, _ in rows if row.pk is None], batch_size=_BATCH)
    if connection.vendor == "sqlite":
        _execute_many(
            connection, _INSERT, [(row.pk, " ".join(scope), _body(row)) for row, scope in rows]
        )
    else:
        _execute_many(connection, _SET, [(_tsvector(row, scope), row.pk) for row, scope in rows])


def _words(row: PublicText) -> Iterator[str]:
    for _, text in row.parts:
        yield from words_of(text)
        yield _APART


def _body(row: PublicText) -> str:
    return " ".join(_words(row))


def _tsvector(row: PublicText, scope: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    for position, word in enumerate(_words(row), start=1):
        places.setdefault(word, []).append(str(position))
    lexemes = [f"'{word}':{','.join(at[:255])}" for word, at in places.items()]
    characters = {one for _, text in row.parts for one in characters_of(text)}
    lexemes += [f"'_{character}'" for character in characters]
    lexemes += [f"'@{one}'" for one in scope]
    return " ".join(lexemes)


def fts5(phrases: Sequence[Phrase], scope: Sequence[str]) -> str:
    """Return the question to SQLite's index: every phrase, within every scope."""
    parts = [f'body:"{" ".join(one.words)}"{" *" if one.open_end else ""}' for one in phrases]
    return " AND ".join([*parts, *(f"scope:{one}" for one in scope)])


def tsquery(phrases: Sequence[Phrase], scope: Sequence[str]) -> str:
    """Return the question to PostgreSQL's index."""
    return " & ".join([*map(_tsphrase, phrases), *(f"'@{one}'" for one in scope)])


def _tsphrase(phrase: Phrase) -> str:
    if phrase.open_end and len(phrase.words) == 1 and characters_of(phrase.words[0]):
        return f"'_{phrase.words[0]}'"
    words = " <-> ".join(f"'{word}'" for word in phrase.words)
    return f"({words}{':*' if phrase.open_end else ''})"


def _batched(keys: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(keys)
    while some := list(islice(rest, _BATCH)):
        yield some


def _execute(on: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with on.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _execute_many(
    on: BaseDatabaseWrapper, sql: str, values: Sequence[tuple[int | str, ...]]
) -> None:
    if values:
        with on.cursor() as cursor:
            cursor.executemany(sql, values)
