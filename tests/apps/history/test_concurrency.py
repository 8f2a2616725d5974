"""Many writers at once never fork the chain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from jiannuo.history.actions.record import Author, Subject, record
from jiannuo.history.models import Entry
from jiannuo.history.queries import verify

WRITERS, EACH = 4, 10


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_append_one_after_another() -> None:
    def write(writer: int) -> None:
        try:
            for n in range(EACH):
                with transaction.atomic():
                    record(
                        Author(f"user:{writer}", f"{writer}"),
                        "task.correct",
                        Subject("task", n, ""),
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert Entry.objects.count() == WRITERS * EACH
    found = verify()
    assert (found.broken_at, found.checked) == (None, WRITERS * EACH)
