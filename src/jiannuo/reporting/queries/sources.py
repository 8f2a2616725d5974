"""Where a value of a task comes from: the source cell, with as much around it as the actor may see."""

from dataclasses import dataclass
from datetime import datetime

from jiannuo.core.records.serialisation import citation_from_json
from jiannuo.core.tables import Citation
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may, require
from jiannuo.documents.models import Parse, SourceRow
from jiannuo.documents.queries.source_tables import SourceTable, source_table
from jiannuo.ledger.models import Task
from jiannuo.ledger.queries.visible import tasks_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceExcerpt:
    """A value's source: the file, the citation, and the table around it.

    `table` is None where the source has no table there; then `cells`, the row as it stands, is all
    there is to show. `whole` says whether the actor may open the whole source.
    """

    parse: int
    file_name: str
    added_at: datetime
    citation: Citation
    table: SourceTable | None
    cells: tuple[str, ...]
    whole: bool


def source_of(
    actor: Actor, task_id: int, row_id: int, field: str, *, words: str = ""
) -> SourceExcerpt | None:
    """Return where a field of a task comes from; None where no source is known for it.

    `words` narrows the citation to these words of the value, if the cell has them.

    `row_id` is the source row (`detail.Value.row`). Those who may not see the whole place see the
    task's own row only: the rows beside it are other organisations' business. Raises
    Task.DoesNotExist for a task that the actor may not see or a row that isn't the task's.
    """
    task = tasks_visible_to(actor).select_related("plan").get(pk=task_id)
    if row_id not in rows_of(task):
        raise Task.DoesNotExist
    row = SourceRow.objects.select_related("parse__file").get(pk=row_id)
    cited = row.citations.get(field)
    if cited is None:
        return None
    citation = _narrowed(row.parse, citation_from_json(cited), words)
    whole = may(actor, Act.SEE_WHOLE_SOURCE, Subject(place=task.plan.place_id))
    return SourceExcerpt(
        parse=row.parse_id,
        file_name=row.parse.file.name,
        added_at=row.parse.file.added_at,
        citation=citation,
        table=source_table(row.parse, citation, around=2 if whole else 0),
        cells=tuple(row.raw_cells),
        whole=whole,
    )


def _narrowed(parse: Parse, citation: Citation, words: str) -> Citation:
    """Cite only these words of the cell; the whole value where they don't stand there literally."""
    table = source_table(parse, citation, around=0) if words else None
    cells = [cell for row in table.rows for cell in row if cell.cited] if table else []
    for cell in cells:
        start, end = citation.span or (0, len(cell.text))
        at = cell.text.find(words, start, end)
        if at >= 0:
            return citation.within(at, at + len(words))
    return citation


def whole_source(actor: Actor, parse_id: int) -> Parse:
    """Return a parse with its file for somebody who may see all of it.

    Raises Parse.DoesNotExist or NotAllowedError.
    """
    parse = Parse.objects.select_related("file").get(pk=parse_id)
    require(actor, Act.SEE_WHOLE_SOURCE, Subject(place=parse.file.place_id))
    return parse


def rows_of(task: Task) -> frozenset[int]:
    """Return the source rows (ids) that a task's values came from: its own, its targets', its reports'."""
    rows = {
        task.source_id,
        *task.targets.values_list("source", flat=True),
        *task.reports.values_list("source", flat=True),
    }
    return frozenset(row for row in rows if row is not None)
