"""A promise as a row of a list, with the words it was found by."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.public.sentences import mark_of
from jiannuo.publishing.models.published import PublicTask, Standing
from jiannuo.publishing.queries import search
from jiannuo.publishing.queries.search import Excerpt


@dataclass(frozen=True, slots=True)
class Row:
    """A promise in a list; `units` are those that answer for it, who leads first."""

    task: PublicTask
    mark: str
    units: str
    excerpt: Excerpt | None

    @property
    def is_open(self) -> bool:
        """Say whether the promise itself is shown."""
        return self.task.standing == Standing.OPEN


def rows_of(tasks: Sequence[PublicTask], terms: Sequence[str] = ()) -> list[Row]:
    """Return promises as rows of a list; `terms` are what they were found by."""
    found = search.excerpts(search.TASKS, [one.pk for one in tasks], terms) if terms else {}
    return [Row(task, mark_of(task.result), _units(task), found.get(task.pk)) for task in tasks]


def _units(task: PublicTask) -> str:
    return "、".join(dict.fromkeys(one.organisation.name for one in task.answerable.all()))
