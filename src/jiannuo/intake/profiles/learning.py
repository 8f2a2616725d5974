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
    for change in changes:
        match change:
            case SettleDoubt(table=table, row=row, doubt=doubt):
                one = document.tables[table].rows[row]
                yield from _answers(one, [doubt], None)
            case SetField(table=table, row=row, field=field, value=value, doubt=doubt):
                one = document.tables[table].rows[row]
                about = [doubt] if doubt is not None else _about(one, field)
                yield from _answers(one, about, value)
            case _:
                continue


def names_in(document: Document, changes: Iterable[Change]) -> Iterator[Json]:
    """Yield the names of organisations that were put in another's place, one for one."""
    for change in changes:
        if not (isinstance(change, SetField) and change.field == "units"):
            continue
        before = [unit.name for unit in document.tables[change.table].rows[change.row].units]
        after = [str(one.get("name", "")) for one in change.value or ()]
        differing = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        if len(before) == len(after) and len(differing) == 1 and differing[0][1]:
            yield {"written": differing[0][0], "meant": differing[0][1]}


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
