"""Asks the database in words of its own: for what every public page needs, however many read it.

Django takes longer to write such a query than either engine to answer it. Tables and columns are those
of `models.published` and `models.finding`.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection


def rows_of(sql: str, values: Sequence[int | str]) -> list[tuple[Any, ...]]:
    """Return the rows as the engine gives them: ask for texts and integers only."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def marks(values: Sequence[object]) -> str:
    """Return a place for each of some values: ``%s, %s, %s``."""
    return ", ".join(["%s"] * len(values))
