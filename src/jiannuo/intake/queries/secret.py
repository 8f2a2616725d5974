"""What came out of files that turned out to be a state secret, gathered before it is erased."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.db.models import Model, Q, QuerySet

from jiannuo.documents.models import SourceFile
from jiannuo.intake.models import FormArrival, FormState
from jiannuo.ledger.models import Plan, Target, TargetVersion, Task
from jiannuo.ledger.secret import Secret, clauses_of
from jiannuo.reporting.models import FilingLine, Line, LineVersion, Report

_NAMES: Final = ("task", "subproject", "annual_target", "indicator")
_PROMISED: Final = (*_NAMES, "remarks")
_REPORTED: Final = (
    "progress", "progress_period", "progress_to_date", "problems", "causes", "next_steps",
)  # fmt: skip
_WRITTEN: Final = ("progress", "problems", "causes", "next_steps")


def secret_of(files: Iterable[SourceFile]) -> Secret:
    """Return the plans and tasks whose words came from files, with the clauses of those words.

    A task counts whether its promise came from a file, its progress, or a sheet's line about it. Not
    so what a file was attached to (佐证): those words are people's own.
    """
    files = list(files)
    own = Q(source__parse__file__in=files)
    tasks = Task.objects.filter(
        own | Q(parent__source__parse__file__in=files) | Q(targets__source__parse__file__in=files)
    ).distinct()
    promised = set(tasks.values_list("pk", flat=True))
    lines = Line.objects.filter(Q(submission__in=_sheets(files)) | Q(task__in=promised))
    reports = Report.objects.filter(own | Q(task__in=promised) | Q(task__in=lines.values("task")))
    reported = set(Report.objects.filter(own).values_list("task", flat=True))
    filed = FilingLine.objects.filter(filing__in=_filings(files))
    planned = set(filed.values_list("task", flat=True))
    concerned = promised | reported | planned | set(lines.values_list("task", flat=True))
    targets = Q(task__in=promised)
    return Secret(
        files=tuple(files),
        plans=frozenset(Plan.objects.filter(parse__file__in=files).values_list("pk", flat=True)),
        tasks=frozenset(concerned),
        clauses=clauses_of(
            [
                *_texts(tasks, _PROMISED),
                *_texts(Target.objects.filter(targets), ("text",)),
                *_texts(TargetVersion.objects.filter(targets), ("text",)),
                *_texts(reports, _REPORTED),
                *_texts(lines, _WRITTEN),
                *_versions(lines),
                *_planned(filed),
            ],
            _texts(tasks, _NAMES),
        ),
    )


def _sheets(files: list[SourceFile]) -> QuerySet[FormArrival, int | None]:
    """Return the sheets that were filled from forms among the files (ids)."""
    taken = FormArrival.objects.filter(
        file__in=files, state=FormState.TAKEN, submission__isnull=False
    )
    return taken.values_list("submission", flat=True)


def _filings(files: list[SourceFile]) -> QuerySet[FormArrival, int | None]:
    """Return the plans that were filled from forms among the files (ids)."""
    taken = FormArrival.objects.filter(file__in=files, state=FormState.TAKEN, filing__isnull=False)
    return taken.values_list("filing", flat=True)


def _planned(lines: "QuerySet[FilingLine]") -> Iterator[str]:
    for content, quarters, months in lines.values_list("content", "quarters", "months"):
        yield from (text for text in (content, *quarters.values(), *months.values()) if text)


def _texts(rows: "QuerySet[Model]", fields: tuple[str, ...]) -> Iterator[str]:
    for row in rows.values_list(*fields):
        yield from (text for text in row if text)


def _versions(lines: "QuerySet[Line]") -> Iterator[str]:
    found = LineVersion.objects.filter(line__in=lines.values("pk"))
    for content in found.values_list("content", flat=True):
        yield from (str(content[name]) for name in _WRITTEN if content.get(name))
