"""An administrator rewrites the trail and everything after it; a head kept elsewhere tells."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from jiannuo.history import guard
from jiannuo.history.actions.record import Act, Author, Subject, record, record_all
from jiannuo.history.chain import Link
from jiannuo.history.heads import (
    IllegibleHeadError,
    append_head,
    heads_in,
    line_of,
    present_head,
    read_heads,
)
from jiannuo.history.jobs import write_head_down
from jiannuo.history.models import Entry, Head
from jiannuo.history.queries import verify

WHO = Author("user:1", "王督查")
TASK = Subject("task", 7, "1 新增供热面积")
NOW = datetime(2023, 6, 8, 1, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trail(db: None) -> None:
    record_all(WHO, [Act("target.adjust", TASK, {"after": f"{n}个"}) for n in range(350, 360)])


@pytest.fixture
def unguarded() -> Iterator[None]:
    """Drop the triggers, as who owns the database can."""
    guard.remove(connection)
    yield
    guard.install(connection)


def kept() -> str:
    head = present_head(NOW)
    assert head is not None
    return line_of(head)


def rewrite(first: int, payload: str) -> None:
    """Change one entry and compute the whole chain after it anew, head included."""
    entries = list(Entry.objects.filter(sequence__gte=first).order_by("sequence"))
    previous = entries[0].previous_hash
    with connection.cursor() as cursor:
        for entry in entries:
            link = Link(
                sequence=entry.sequence,
                at=entry.at,
                actor=entry.actor,
                actor_name=entry.actor_name,
                action=entry.action,
                subject_type=entry.subject_type,
                subject_id=entry.subject_id,
                subject_label=entry.subject_label,
                payload=payload if entry.sequence == first else entry.payload,
                previous_hash=previous,
            )
            cursor.execute(
                "UPDATE history_entry SET payload = %s, previous_hash = %s, hash = %s "
                "WHERE sequence = %s",
                [link.payload, previous, link.digest(), entry.sequence],
            )
            previous = link.digest()
    Head.objects.update(hash=previous)


@pytest.mark.usefixtures("unguarded")
def test_a_rewritten_chain_verifies_by_itself_and_not_against_a_kept_head() -> None:
    line = kept()
    rewrite(4, '{"after":"366个"}')
    assert verify().broken_at is None, "the machine alone cannot tell"
    found = verify(read_heads(line))
    assert found.broken_at == 10
    assert "第 10 条的链值与2023年6月8日抄存的不同" in found.why


@pytest.mark.usefixtures("unguarded")
def test_several_heads_narrow_down_where_it_was_rewritten() -> None:
    lines = [kept()]
    record(WHO, "target.adjust", TASK, {"after": "350个"})
    lines.append(kept())
    record(WHO, "target.adjust", TASK, {"after": "340个"})
    lines.append(kept())
    rewrite(11, '{"after":"366个"}')
    found = verify(read_heads("\n".join(lines)))
    assert (found.broken_at, found.checked) == (11, 10)


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("how", ["cut", "emptied"])
def test_a_chain_that_was_cut_short_is_found_out(how: str) -> None:
    line = kept()
    bare = present_head(NOW)
    keep = 5 if how == "cut" else 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_entry WHERE sequence > %s", [keep])
    last = Entry.objects.order_by("-sequence").first()
    Head.objects.update(sequence=keep, hash=last.hash if last else "")
    assert verify().broken_at is None
    assert "抄存过第 10 条的链值" in verify(read_heads(line)).why
    assert bare is not None
    assert "不在链上" in verify(read_heads(bare.hash)).why


def test_an_untouched_chain_agrees_with_every_head_kept() -> None:
    lines = [kept()]
    record(WHO, "target.adjust", TASK, {"after": "350个"})
    lines.append(kept())
    assert verify(read_heads("\n".join(lines))).broken_at is None


def test_a_line_reads_back_also_from_paper() -> None:
    line = kept()
    [head] = read_heads(line.upper().replace("链值 ", "链值  "))
    assert (head.sequence, head.at) == (10, NOW)
    assert head.hash == Entry.objects.get(sequence=10).hash


def test_a_slip_of_the_pen_is_no_rewriting() -> None:
    line = kept()
    at = line.index("链值") + 4
    wrong = line[:at] + ("0" if line[at] != "0" else "1") + line[at + 1 :]
    for damaged in (wrong, line[:-3], "链值 abc"):
        with pytest.raises(IllegibleHeadError, match="抄写有误"):
            read_heads(damaged)


def test_heads_are_appended_to_a_file_a_month(tmp_path: Path) -> None:
    file = append_head(tmp_path, NOW)
    assert file is not None
    assert file.name == "jiannuo-2023-06.txt"
    assert append_head(tmp_path, NOW) is None, "nothing has happened since"
    record(WHO, "target.adjust", TASK, {"after": "350个"})
    append_head(tmp_path, NOW)
    append_head(tmp_path, datetime(2023, 7, 1, tzinfo=UTC))
    assert [head.sequence for head in heads_in(tmp_path)] == [10, 11, 11]
    assert verify(heads_in(tmp_path)).broken_at is None


def test_the_worker_writes_one_line_a_day(settings: Any, tmp_path: Path) -> None:
    settings.JIANNUO_HEADS_FOLDER = str(tmp_path)
    for n in range(3):
        write_head_down()
        record(WHO, "target.adjust", TASK, {"after": f"{n}"})
    [head] = heads_in(tmp_path)
    assert head.sequence == 10
    assert head.at is not None
    assert timezone.localdate(head.at) == timezone.localdate()


def test_a_folder_that_is_gone_is_reported(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.JIANNUO_HEADS_FOLDER = str(tmp_path / "gone")
    write_head_down()
    assert "没有抄存到" in caplog.text
