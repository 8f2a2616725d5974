"""Queries about one plan whose SQL Django writes once, not for every page.

Writing a query with several joins takes Django longer than the database takes to answer it for a
hundred rows. The SQL of a plan's whole ledger is the same for every plan, so it is kept.
"""

from functools import cached_property
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

_ANY: Final = -1
"""Stands for the plan in the SQL; no row's key and no period has this number."""


class OfPlan:
    """Rows of whichever plan, in the order and with the columns of a `values_list`.

    `path` leads from a row to its plan. Values come as the database gives them: ask for texts and
    integers only (SQLite knows no truth values, neither engine Django's JSON).
    """

    def __init__(self, rows: QuerySet[Any, Any], path: str, most: int | None = None) -> None:
        self._rows = rows.filter(**{path: _ANY})[:most]

    def __call__(self, plan: int) -> list[tuple[Any, ...]]:
        """Return the rows of a plan; whether somebody may see them is asked before (one query)."""
        sql, values = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, [plan if value == _ANY else value for value in values])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        sql, values = self._rows.query.sql_with_params()
        return sql, tuple(values)
