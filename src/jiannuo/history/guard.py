"""Database triggers that keep the trail append-only, whoever writes SQL by hand.

They are a fence, not a proof: who owns the database can drop them; the chain of hashes then tells.
"""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_WORDS: Final = "历史记录只能追加，不能修改或删除"

_INSTALL: Final = {
    "sqlite": (
        f"""CREATE TRIGGER history_entry_no_update BEFORE UPDATE ON history_entry
        BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END""",
        f"""CREATE TRIGGER history_entry_no_delete BEFORE DELETE ON history_entry
        BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END""",
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION history_append_only() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END
        $$ LANGUAGE plpgsql""",
        """CREATE TRIGGER history_entry_no_change
        BEFORE UPDATE OR DELETE OR TRUNCATE ON history_entry
        FOR EACH STATEMENT EXECUTE FUNCTION history_append_only()""",
    ),
}
_REMOVE: Final = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS history_entry_no_update",
        "DROP TRIGGER IF EXISTS history_entry_no_delete",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS history_entry_no_change ON history_entry",
        "DROP FUNCTION IF EXISTS history_append_only()",
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers. Raises KeyError for an engine that this product does not run on."""
    _run(connection, _INSTALL[connection.vendor])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for undoing the migration, and for emptying a test's database."""
    _run(connection, _REMOVE[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
