"""Nothing that was not released is on any public page, in any answer, file or export.

The markers are told apart by when they were made: those of values that a release froze and did not
strike out or withhold are public; every other one anywhere outside is a leak.
"""

import sqlite3
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiannuo.bulletins.models import (
    Bulletin,
    BulletinState,
    BulletinVersion,
    Comment,
    Ground,
    Openness,
)
from jiannuo.directory.actor import machine
from jiannuo.ledger.models import Adjustment, Plan, Target, TargetVersion, Task
from jiannuo.publishing.actions.decide_rows import decide_rows
from jiannuo.publishing.actions.publish import withdraw_task
from jiannuo.publishing.actions.redact import strike_out
from jiannuo.publishing.exporting import write_sqlite
from jiannuo.publishing.models import PublicTask, Release, ReleasedRow, Standing
from jiannuo.publishing.static_site import write_site
from jiannuo.publishing.texts import texts
from jiannuo.reporting.models import (
    Assessment,
    Finding,
    Line,
    LinePart,
    LineVersion,
    Report,
    ReportingRound,
    Submission,
)
from tests.faces.boundary.marked import found_in, mark_everything, marker
from tests.faces.boundary.walking import everything
from tests.personae import County
from tests.releases import NOW, drafted, published

pytestmark = pytest.mark.django_db

NAMES = frozenset(
    {
        # Public by nature once a task of theirs is released; withheld with the task otherwise.
        "directory.Place.name", "directory.Place.full_name", "directory.Organisation.name",
        "directory.Organisation.telephone", "directory.Leader.name", "directory.Sector.name",
        "ledger.Plan.title", "ledger.Task.number",
    }
)  # fmt: skip


def test_only_what_was_released_is_outside(county: County, numbers: "count[int]") -> None:
    furnish(county)
    assert mark_everything(numbers, skip=NAMES) > 150
    release = drafted(county.plan, bulletin=Bulletin.objects.get())
    withheld, struck = _decide(release, numbers)
    published(release)
    allowed = _allowed(release, withheld, struck)
    assert len(allowed) > 20
    outside = _outside()
    assert outside & allowed, "the walk reads nothing at all"
    assert {one.decode() for one in outside - allowed} == set()

    # What changes inside afterwards stays inside; what is taken back leaves.
    mark_everything(numbers, skip=NAMES)
    shown = PublicTask.objects.filter(standing=Standing.OPEN).earliest("position")
    row = release.rows.get(content__number=shown.number)
    withdraw_task(machine(), row.task_id, county.place, "合并", now=NOW)
    gone = found_in(repr(row.content).encode()) - _said_elsewhere(release, row)
    after = _outside()
    assert {one.decode() for one in after - allowed} == set()
    assert {one.decode() for one in after & gone} == set()


@settings(
    max_examples=3,
    deadline=timedelta(seconds=30),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    inside=st.sets(st.integers(0, 3), max_size=3),
    terms=st.fixed_dictionaries({"withheld_shown": st.booleans(), "leaders_shown": st.booleans()}),
    strikes=st.lists(st.integers(0, 200), max_size=4),
    bulletins=st.integers(0, 1),
)
def test_whatever_is_decided_of_a_release(  # noqa: PLR0917  hypothesis hands them by name
    county: County,
    numbers: "count[int]",
    inside: set[int],
    terms: dict[str, Any],
    strikes: list[int],
    bulletins: int,
) -> None:
    with transaction.atomic():
        if not Bulletin.objects.exists():
            furnish(county)
        mark_everything(numbers, skip=NAMES)
        release = drafted(
            county.plan,
            bulletin=Bulletin.objects.get() if bulletins else None,
            **terms,
        )
        rows = list(release.rows.order_by("pk"))
        chosen = [rows[at].pk for at in inside]
        if chosen:
            decide_rows(
                machine(), release, chosen, Openness.WORK_SECRET,
                ground=Ground.SAFETY, reason=marker(numbers),
            )  # fmt: skip
        said = sorted({text for row in rows for _, text in texts(row.content) if "MARK" in text})
        struck = {said[at % len(said)] for at in strikes}
        for words in struck:
            strike_out(machine(), release, words, everywhere=True)
        published(release)
        withheld = {row.task_id for row in rows if row.pk in chosen}
        assert {
            one.decode() for one in _outside(static=False) - _allowed(release, withheld, struck)
        } == set()
        transaction.set_rollback(True)


@pytest.fixture
def numbers() -> "count[int]":
    return count(100)


def furnish(county: County) -> None:
    """Fill every kind of row that an office has beside its reports."""
    plan, place = county.plan, county.place
    task = county.tasks[0]
    county.housing.internal_telephone = "8888001"
    county.housing.save()
    for report in Report.objects.filter(task__plan=plan):
        Assessment.objects.create(
            report=report, result="met", text="评定", by_name="督查员", at=NOW
        )
        report.problems = report.causes = report.next_steps = "文字"
        report.save()
    june = Report.objects.create(task=task, period_kind="month", period_index=6, progress="草稿")
    Target.objects.create(
        task=task, kind="period_target", period_kind="month", period_index=6, text="六月"
    )
    for number in (1, 2):
        TargetVersion.objects.create(
            task=task, field="annual_target", number=number, text="旧", reason="理由",
            document="文号", approved_by="张三", at=NOW if number > 1 else None,
        )  # fmt: skip
    Adjustment.objects.create(
        task=task, kind="target", after="新", reason="想改", asked_by="李四", asked_at=NOW
    )
    Finding.objects.create(
        plan=plan, period_kind="month", period_index=5, rule="share", severity="question",
        message="疑问", content={"message": "MARK1Q"}, fingerprint="f",
    )  # fmt: skip
    one = ReportingRound.objects.create(
        place=place, year=2023, period_kind="month", period_index=6, opens_on=NOW.date(),
        due_at=NOW, due_basis="fixed",
    )  # fmt: skip
    sheet = Submission.objects.create(round=one, organisation=county.housing, filled_by="王五")
    line = Line.objects.create(
        submission=sheet, task=june.task, part=LinePart.WHOLE, progress="草稿"
    )
    LineVersion.objects.create(
        line=line, number=1, content={"progress": "MARK2Q"}, by_name="王五", at=NOW
    )
    _bulletin(plan, county.tasks)


def _bulletin(plan: Plan, tasks: tuple[Task, ...]) -> None:
    bulletin = Bulletin.objects.create(
        place=plan.place, plan=plan, kind="whole", year=2023, number=1, issued_on=NOW.date(),
        state=BulletinState.ISSUED, openness=Openness.PUBLIC, drafted_at=NOW,
        content={
            "title": "5月通报",
            "addressee": "MARK3Q",
            "blocks": [
                {"id": f"b{at}", "text": f"第{at}项MARK{10 + at}Q。", "tasks": [task.pk]}
                for at, task in enumerate(tasks)
            ],
            "computed": {"b1": "MARK4Q"},
        },
    )  # fmt: skip
    BulletinVersion.objects.create(
        bulletin=bulletin, number=1, step="draft", content={"title": "MARK5Q"}, by_name="张", at=NOW
    )
    Comment.objects.create(bulletin=bulletin, text="意见", by_name="张", at=NOW)


def _decide(release: Release, numbers: "count[int]") -> tuple[set[int], set[str]]:
    """Withhold one row, strike words out of another; return the task and the words."""
    rows = list(release.rows.order_by("pk"))
    decide_rows(
        machine(), release, [rows[2].pk], Openness.INTERNAL,
        ground=Ground.INTERNAL, reason=marker(numbers),
    )  # fmt: skip
    words = rows[1].content["progress"]["problems"].splitlines()[0]
    strike_out(machine(), release, words, everywhere=True)
    return {rows[2].task_id}, {words}


def _allowed(release: Release, withheld: set[int], struck: set[str]) -> set[bytes]:
    """Return the markers that a release makes public: frozen, neither withheld nor struck out."""
    release.refresh_from_db()
    value: list[Any] = [
        row.content for row in ReleasedRow.objects.filter(release=release)
        if row.task_id not in withheld
    ]  # fmt: skip
    content = release.bulletin_content
    value += [one for one in content.get("blocks", ()) if not set(one["tasks"]) & withheld]
    bulletin = release.bulletin
    if bulletin is not None:
        value += [content["title"], bulletin.issuer, bulletin.document_number]
    inside = [row.content for row in ReleasedRow.objects.filter(release=release, task__in=withheld)]
    gone = {words for one in inside for _, words in texts(one)}
    said = found_in(repr(value).encode())
    return said - {one for words in (struck | gone) for one in found_in(words.encode())}


def _said_elsewhere(release: Release, row: ReleasedRow) -> set[bytes]:
    others = [one.content for one in release.rows.exclude(pk=row.pk)]
    return found_in(repr([others, release.bulletin_content]).encode())


def _outside(*, static: bool = True) -> set[bytes]:
    """Return every marker that anybody outside can read anywhere."""
    seen: set[bytes] = set()
    for _, body in everything():
        seen |= found_in(body)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "release.sqlite"
        write_sqlite(file, now=NOW)
        seen |= found_in(file.read_bytes())
        with sqlite3.connect(file) as connection:
            for line in connection.iterdump():
                seen |= found_in(line.encode())
        if static:
            write_site(Path(folder) / "site")
            for path in (Path(folder) / "site").rglob("*"):
                if path.is_file():
                    seen |= found_in(path.read_bytes())
    return seen
