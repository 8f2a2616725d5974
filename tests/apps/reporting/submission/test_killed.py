"""Killed in the middle of handing in, again and again: what was answered is there, nothing is half."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from jiannuo.directory.actor import machine
from jiannuo.directory.models import Organisation
from jiannuo.history.queries import verify
from jiannuo.ledger.models import Assignment, Task
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.models import (
    AuditDue,
    LineVersion,
    Report,
    Submission,
    SubmissionState,
)
from tests.personae import County
from tests.rounds import a_round, line_of, moment, sheet_of

SHEETS = 40
KILLED_AFTER = (1, 4, 2, 7, 3, 5, 1, 6)
"""Answers after which the process is killed: it is inside the next submission by then."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheets(transactional_db: None, county: County) -> list[Submission]:
    """Return the written sheets of forty streets, each with a task of its own."""
    Task.objects.filter(plan=county.plan).update(state="closed")
    streets = [
        Organisation.objects.create(
            place=county.place, name=f"{number}号街道", kind="street", sort_key=f"{number:03}"
        )
        for number in range(SHEETS)
    ]
    for number, street in enumerate(streets):
        task = Task.objects.create(
            plan=county.plan, position=100 + number, number=str(number), task=f"建{number}处。"
        )
        Assignment.objects.create(task=task, organisation=street, role="responsible", written="x")
    june = a_round(county, 6, needs_signature=False)
    found = [sheet_of(june, street) for street in streets]
    for number, sheet in enumerate(found):
        draft = Draft(progress=own_words(number), claim="met")
        save_line(machine(), line_of(sheet, str(number)), draft, revision=0, now=moment(7, 5))
    return found


def own_words(number: int) -> str:
    """Return what a street reports, like no other."""
    return f"{number}号街道建成{number}处。"


def hand_in(sheets: list[Submission], home: Path, kill_after: int | None) -> set[int]:
    """Hand sheets in from a process of its own; kill it after some answers. Return what it answered."""
    process = subprocess.Popen(
        [
            sys.executable,
            str(Path(__file__).with_name("handing_in.py")),
            *(str(s.pk) for s in sheets),
        ],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(Path(__file__).resolve().parents[4]),
            "JIANNUO_HOME": str(home),
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        },
        stdout=subprocess.PIPE,
    )
    answered: set[int] = set()
    assert process.stdout is not None
    for line in process.stdout:
        answered.add(int(line))
        if len(answered) == kill_after:
            process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return answered


def test_whatever_was_answered_is_there_whole_and_once(
    sheets: list[Submission], home: Path
) -> None:
    connection.close()
    answered: set[int] = set()
    for kill_after in (*KILLED_AFTER, None):
        left = list(
            Submission.objects.filter(pk__in=[s.pk for s in sheets]).exclude(state="submitted")
        )
        answered |= hand_in(left, home, kill_after)
        handed_in = set(
            Submission.objects.filter(state=SubmissionState.SUBMITTED).values_list("pk", flat=True)
        )
        assert answered <= handed_in
        assert_whole(sheets, handed_in)
    assert answered <= handed_in == {sheet.pk for sheet in sheets}
    assert verify().broken_at is None


def assert_whole(sheets: list[Submission], handed_in: set[int]) -> None:
    """Check that each sheet is in with everything that belongs to it, or out without a trace."""
    versions = LineVersion.objects.values_list("line__submission", "number", "content")
    expected = {
        sheet.pk: own_words(number) for number, sheet in enumerate(sheets) if sheet.pk in handed_in
    }
    assert sorted((sheet, number) for sheet, number, _ in versions) == [
        (sheet, 1) for sheet in sorted(handed_in)
    ]
    assert {sheet: content["progress"] for sheet, _, content in versions} == expected
    reports = Report.objects.filter(period_index=6).values_list("progress", flat=True)
    assert sorted(reports) == sorted(expected.values())
    assert AuditDue.objects.count() == len(handed_in)
