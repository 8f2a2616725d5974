"""The trail is append-only, hash-chained, and tells when it was tampered with."""

import json
from functools import partial
from typing import Any

import pytest
from django.db import Error, connection, transaction

from jiannuo.history import guard
from jiannuo.history.actions.record import Act, Author, Subject, record, record_all
from jiannuo.history.models import Entry, Head, HistoryIsAppendOnlyError
from jiannuo.history.queries import about, verify

WHO = Author("user:1", "王督查")
TASK = Subject("task", 7, "1 新增供热面积")

pytestmark = pytest.mark.django_db


def three() -> list[Entry]:
    return record_all(WHO, [Act("task.correct", TASK, {"after": n}) for n in "甲乙丙"])


def test_entries_are_chained_in_order() -> None:
    first, second, third = three()
    assert [one.sequence for one in (first, second, third)] == [1, 2, 3]
    assert first.previous_hash == ""
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert len({first.hash, second.hash, third.hash}) == 3


def test_an_intact_chain_verifies_with_its_head() -> None:
    last = three()[-1]
    found = verify()
    assert (found.broken_at, found.checked, found.head) == (None, 3, last.hash)


def test_an_empty_chain_verifies() -> None:
    assert verify().broken_at is None


def test_an_entry_reads_back_what_was_recorded() -> None:
    record(WHO, "task.correct", TASK, {"before": "五万㎡\n“引号”", "n": 3, "list": [None, True]})
    [happening] = about("task", 7)
    assert happening.actor_name == "王督查"
    assert happening.payload == {"before": "五万㎡\n“引号”", "n": 3, "list": [None, True]}


def test_a_payload_that_json_cannot_say_exactly_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        record(WHO, "task.correct", TASK, {"share": float("nan")})


def test_python_offers_no_way_to_change_an_entry() -> None:
    entry = three()[1]
    changes = [
        entry.save,
        entry.delete,
        partial(Entry.objects.update, actor_name="别人"),
        Entry.objects.all().delete,
        partial(Entry.objects.bulk_update, [entry], ["actor_name"]),
    ]
    for change in changes:
        with pytest.raises(HistoryIsAppendOnlyError):
            change()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_entry SET actor_name = '别人' WHERE sequence = 2",
        "DELETE FROM history_entry WHERE sequence = 2",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(statement: str) -> None:
    three()
    with pytest.raises(Error, match="历史记录只能追加"), transaction.atomic():
        execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE history_entry SET payload = '{}' WHERE sequence = 2", 2),
        ("UPDATE history_entry SET actor_name = '别人' WHERE sequence = 1", 1),
        ("UPDATE history_entry SET at = '2020-01-01 00:00:00+00' WHERE sequence = 3", 3),
        ("DELETE FROM history_entry WHERE sequence = 2", 3),
        ("DELETE FROM history_entry WHERE sequence = 3", 3),
        ("UPDATE history_entry SET hash = 'x' WHERE sequence = 3", 3),
    ],
)
def test_who_owns_the_database_cannot_rewrite_the_trail_unseen(
    statement: str, broken_at: int
) -> None:
    three()
    guard.remove(connection)
    execute(statement)
    found = verify()
    assert found.broken_at == broken_at
    assert found.why


def test_a_rewritten_chain_disagrees_with_a_head_kept_elsewhere() -> None:
    three()
    kept = verify().head
    guard.remove(connection)
    execute("DELETE FROM history_entry")
    Head.objects.update(sequence=0, hash="")
    record(WHO, "task.correct", TASK)
    assert verify().broken_at is None
    assert verify().head != kept


def test_an_act_that_fails_leaves_no_entry() -> None:
    @transaction.atomic
    def act() -> None:
        record(WHO, "task.correct", TASK)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Entry.objects.exists()
    assert verify().broken_at is None


def test_payloads_are_kept_character_for_character() -> None:
    entry = record(WHO, "task.correct", TASK, {"b": 1, "a": "汉"})
    stored = Entry.objects.get(pk=entry.pk).payload
    assert stored == '{"a":"汉","b":1}'
    assert json.loads(stored) == {"b": 1, "a": "汉"}


def execute(statement: str) -> Any:
    with connection.cursor() as cursor:
        return cursor.execute(statement)
