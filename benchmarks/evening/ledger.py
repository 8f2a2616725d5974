"""What the ledger holds afterwards, against what the clerks were told."""

from collections.abc import Sequence

from benchmarks.evening.clerks import Diary, written
from benchmarks.evening.place import Clerk
from jiannuo.history.queries import verify
from jiannuo.reporting.models import Line, LineVersion, Report, Submission, SubmissionState


def faults(clerks: Sequence[Clerk], diary: Diary) -> list[str]:
    """Return everything that isn't as it was told: lost, doubled, half, or another's."""
    found: list[str] = []
    for clerk in clerks:
        found += _of_sheet(clerk, answered=clerk.sheet in diary.submitted)
        found += [
            f"line {line}: saved {diary.saved[line]!r}, stands {text!r}"
            for line, text in Line.objects.filter(pk__in=clerk.lines).values_list("pk", "progress")
            if line in diary.saved and clerk.organisation not in text
        ]
    chain = verify()
    if chain.broken_at is not None:
        found.append(f"the trail is broken at {chain.broken_at}")
    return found


def _of_sheet(clerk: Clerk, *, answered: bool) -> list[str]:
    sheet = Submission.objects.get(pk=clerk.sheet)
    versions = LineVersion.objects.filter(line__submission=sheet, withdrawn_at=None)
    said = dict(versions.values_list("line", "content__progress"))
    there = sheet.state == SubmissionState.SUBMITTED
    name = clerk.organisation
    if answered and not there:
        return [f"{name}: answered 已报, but {sheet.state}"]
    if there != (len(said) == len(clerk.lines)) or (not there and said):
        return [f"{name}: half handed in, {len(said)} of {len(clerk.lines)} lines"]
    if versions.count() != len(said):
        return [f"{name}: {versions.count()} versions of {len(said)} lines"]
    wrong = [line for line, text in said.items() if text != written(clerk, line, "定稿")]
    reports = Report.objects.filter(task__lines__in=said, period_index=6, period_kind="month")
    if there and reports.count() != len(clerk.lines):
        wrong.append(-1)
    return [f"{name}: other words in {wrong}"] if wrong else []
