"""Doubts as friendly questions: what is unclear, the words it is about, and answers to press.

A doubt says why in a sentence of the mapping's. Where the sentence itself names another reading
(可能是“…”), or asks who leads, or tells that two names were cut apart, the answer is one press; any
question can be answered “it's right”, by writing, or by saying that the row is no task.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jiannuo.core.records import Doubt, Row, Unit
from jiannuo.core.tables import Citation
from jiannuo.desk.intake.sheets import key_of
from jiannuo.intake.correcting import Edited, readable
from jiannuo.intake.edited_rows import EditedRow
from jiannuo.intake.fields import label_of
from jiannuo.intake.wording import row_name

_OTHER_READING: Final = re.compile("可能是“([^”]+)”")
_CUT_APART: Final = re.compile("“([^”]+)”之间没有分隔符")
_MOST_LEADS: Final = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """A button: what it says and what it sends (`desk.intake.forms`)."""

    label: str
    change: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One doubt for a page; `key` is the place of the source that it is about."""

    table: int
    position: int
    doubt: int
    name: str
    field: str
    label: str
    why: str
    reading: str
    key: str
    answers: tuple[Answer, ...]


def questions_of(edited: Edited) -> tuple[Question, ...]:
    """Return the open questions in the order of the document."""
    return tuple(_questions(edited))


def _questions(edited: Edited) -> Iterator[Question]:
    for one in edited.kept():
        for number, doubt in one.doubts:
            yield _question(one, number, doubt)


def _question(one: EditedRow, number: int, doubt: Doubt) -> Question:
    field = doubt.field
    return Question(
        table=one.table,
        position=one.position,
        doubt=number,
        name=row_name(one),
        field=field,
        label=label_of(field),
        why=doubt.why,
        reading=readable(one.row, field) if field != "items" else "",
        key=key_of(_place(one.row, doubt)),
        answers=tuple(_answers(one, doubt)),
    )


def _place(row: Row, doubt: Doubt) -> Citation | None:
    """Return the place that a doubt is about: of several organisations' cells, the one it speaks of."""
    if doubt.field == "units":
        joined = _CUT_APART.search(doubt.why)
        at = _joined(row.units, joined[1]) if joined else None
        named = [at[0]] if at else [n for n, unit in enumerate(row.units) if unit.name in doubt.why]
        for number in named:
            if f"units.{number}" in row.citations:
                return replace(row.citations[f"units.{number}"], span=None)
    name = doubt.field.partition(".")[0]
    return row.citations.get(doubt.field) or row.citations.get(name)


def _answers(one: EditedRow, doubt: Doubt) -> Iterator[Answer]:
    units = one.row.units
    if asks_who_leads(doubt):
        if len(units) <= _MOST_LEADS:
            for number, unit in enumerate(units):
                yield Answer(f"{unit.name}牵头", "lead", str(number))
        yield Answer("不分牵头", "lead", "none")
        return
    for reading in _OTHER_READING.findall(doubt.why):
        yield Answer(f"改为“{reading}”", "text", reading)
    joined = _CUT_APART.search(doubt.why)
    if joined and _joined(units, joined[1]) is not None:
        yield Answer("是一个单位", "join", joined[1])
    yield Answer("读得对", "settle")


def asks_who_leads(doubt: Doubt) -> bool:
    """Say whether a doubt is the question which of several organisations leads."""
    return doubt.field == "units" and "牵头" in doubt.why


def led_by(units: Sequence[Unit], leader: int | None) -> list[dict[str, object]]:
    """Return organisations (as a change holds them) with one of them leading, or none."""
    return [
        {"name": unit.name, "lead": number == leader, "role": unit.role}
        for number, unit in enumerate(units)
    ]


def joined_again(units: Sequence[Unit], name: str) -> list[dict[str, object]]:
    """Return organisations with those that together spell `name` put into one."""
    at = _joined(units, name)
    if at is None:
        return [{"name": unit.name, "lead": unit.lead, "role": unit.role} for unit in units]
    first, last = at
    kept = [*units[:first], Unit(name=name, lead=units[first].lead, role=units[first].role)]
    return [
        {"name": unit.name, "lead": unit.lead, "role": unit.role} for unit in (*kept, *units[last:])
    ]


def _joined(units: Sequence[Unit], name: str) -> tuple[int, int] | None:
    for first in range(len(units)):
        spelled = ""
        for last in range(first, len(units)):
            spelled += units[last].name
            if spelled == name and last > first:
                return first, last + 1
    return None
