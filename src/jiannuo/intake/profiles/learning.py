"""What the corrections of a reading say about the next one: answers to doubts, names that are meant. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from jiannuo.core.mapping.remembering import task_of, text_of
from jiannuo.core.records import Document, Row
from jiannuo.intake.changes import Change, SetField, SettleDoubt

LONGEST: Final = 200
"""Characters: a longer text is another one next month."""

Json = dict[str, Any]


def answers_in(document: Document, changes: Iterable[Change]) -> Iterator[Json]:
    """Yield how doubts were answered, as a mapping profile writes it."""
    for one, change in _of_rows(document, changes):
        if isinstance(change, SettleDoubt):
            yield from _answers(one, [change.doubt], None)
        else:
            about = [change.doubt] if change.doubt is not None else _about(one, change.field)
            yield from _answers(one, about, change.value)


def names_in(document: Document, changes: Iterable[Change]) -> Iterator[Json]:
    """Yield the names of organisations that were put in another's place, one for one."""
    for one, change in _of_rows(document, changes):
        if not (isinstance(change, SetField) and change.field == "units"):
            continue
        before = [unit.name for unit in one.units]
        after = [str(unit.get("name", "")) for unit in change.value or ()]
        differing = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        if len(before) == len(after) and len(differing) == 1 and differing[0][1]:
            yield {"written": differing[0][0], "meant": differing[0][1]}


def _of_rows(
    document: Document, changes: Iterable[Change]
) -> Iterator[tuple[Row, SettleDoubt | SetField]]:
    """Yield what was said of rows that the reading has; rows added by hand are nobody's reading."""
    for change in changes:
        if isinstance(change, SettleDoubt | SetField):
            rows = document.tables[change.table].rows
            if change.row < len(rows):
                yield rows[change.row], change


def _about(row: Row, field: str) -> list[int]:
    name = field.partition(".")[0]
    return [n for n, doubt in enumerate(row.doubts) if doubt.field in {field, name}]


def _answers(row: Row, doubts: Iterable[int], value: Any) -> Iterator[Json]:
    for number in doubts:
        if number >= len(row.doubts):
            continue
        doubt = row.doubts[number]
        reading = text_of(row, doubt.field)
        if reading and len(reading) <= LONGEST:
            yield {
                "field": doubt.field,
                "why": doubt.why,
                "reading": reading,
                "of": task_of(row),
                "value": value,
            }
