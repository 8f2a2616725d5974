"""A mapping profile at work: columns as they were assigned, names as they are meant, doubts answered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jiannuo.core.mapping.column_plan import ColumnPlan
from jiannuo.core.mapping.profiles import (
    NOTHING,
    REMEMBERED,
    Answer,
    Layout,
    MappingProfile,
    column_keys,
)
from jiannuo.core.mapping.wording import tight
from jiannuo.core.records import Document, Doubt, Row, Table, Unit

_SUREST = 2.0
"""What a person said outweighs whatever words and contents say."""


def as_said(plans: list[ColumnPlan], layout: Layout | None) -> list[ColumnPlan]:
    """Let columns be what a person said they are."""
    if layout is None:
        return plans
    keys = column_keys(plan.header for plan in plans)
    return [
        _assigned(plan, layout.columns[key], layout.said) if key in layout.columns else plan
        for plan, key in zip(plans, keys, strict=True)
    ]


def _assigned(plan: ColumnPlan, said: str, how: str) -> ColumnPlan:
    name, _, key = said.partition(".")
    why = f"{how}，本列不对应任何栏目" if said == NOTHING else how
    return replace(
        plan,
        field=name or None,
        key=(key or None) if name != "units" else None,
        also=tuple(one for one in plan.also if one != name),
        role=key if name == "units" else "",
        verdict=None,
        group=(),
        why=why,
        certainty=_SUREST,
    )


def remark_on_use(plans: Sequence[ColumnPlan], layout: Layout | None) -> list[str]:
    """Say which columns of a table were read as a person said of an earlier one."""
    if layout is None or not layout.columns or layout.said != REMEMBERED:
        return []
    keys = column_keys(plan.header for plan in plans)
    named = [
        f"“{plan.header or '无表头'}”"
        for plan, key in zip(plans, keys, strict=True)
        if key in layout.columns
    ]
    return [f"{''.join(named)}列{layout.said}读取。"] if named else []


def apply_profile(document: Document, profile: MappingProfile) -> Document:
    """Give organisations the names that are meant, and answer doubts as they were answered before.

    Each use is said: in the row, and once for the whole document.
    """
    if not profile.names and not profile.answers:
        return document
    answers = {(one.field, one.why, one.reading, one.of): one for one in profile.answers}
    uses: Counter[str] = Counter()
    tables = tuple(
        replace(table, rows=tuple(_row(row, profile.names, answers, uses) for row in table.rows))
        for table in document.tables
    )
    remarks = [
        *(f"“{name}”按本单位上次的更正记作“{profile.names[name]}”，共 {uses[name]} 处。"
          for name in uses if name),
        *([f"{uses['']} 处疑问按本单位上次的答复处理。"] if uses[""] else []),
    ]  # fmt: skip
    return replace(document, tables=tables, warnings=(*document.warnings, *remarks))


def _row(
    row: Row,
    names: Mapping[str, str],
    answers: Mapping[tuple[str, str, str, str], Answer],
    uses: Counter[str],
) -> Row:
    open_doubts: list[Doubt] = []
    answered: list[str] = []
    for doubt in row.doubts:
        about = (doubt.field, doubt.why, text_of(row, doubt.field), task_of(row))
        answer = answers.get(about)
        if answer is None:
            open_doubts.append(doubt)
            continue
        row = _with_answer(row, answer)
        answered.append(doubt.field)
        uses[""] += 1
    units = []
    for unit in row.units:
        meant = names.get(unit.name)
        if meant:
            uses[unit.name] += 1
        units.append(replace(unit, name=meant) if meant else unit)
    notes = ("有疑问按本单位上次的答复处理，可在核对时撤销。",) if answered else ()
    return replace(
        row, units=tuple(units), doubts=tuple(open_doubts), warnings=(*row.warnings, *notes)
    )


def task_of(row: Row) -> str:
    """Return what a row is about, by which answers are remembered."""
    named = (row.task, row.subproject, row.indicator, row.region)
    return "".join(tight(text or "") for text in named) or tight(row.annual_target or "")


def text_of(row: Row, name: str) -> str:
    """Return what was read in a field, as doubts are remembered by it: names parted by 、."""
    if name == "raw_cells":
        return "|".join(row.raw_cells)
    if name == "units":
        return "、".join(unit.name for unit in row.units)
    if name == "leaders":
        return "、".join(row.leaders)
    content = getattr(row, name.partition(".")[0], None)
    if isinstance(content, Mapping):
        return str(content.get(name.partition(".")[2], ""))
    return content if isinstance(content, str) else ""


def _with_answer(row: Row, answer: Answer) -> Row:
    value: Any = answer.value
    if value is None:
        return row
    if answer.field == "units" and isinstance(value, list):
        units = tuple(
            Unit(name=str(one["name"]), lead=one.get("lead"), role=str(one.get("role") or "责任"))
            for one in value
            if isinstance(one, dict) and one.get("name")
        )
        return replace(row, units=units) if units else row
    if answer.field == "leaders" and isinstance(value, list):
        return replace(row, leaders=tuple(map(str, value)))
    if isinstance(value, str) and isinstance(getattr(row, answer.field, None), str):
        return _with_text(row, answer.field, value)
    return row


def _with_text(row: Row, name: str, text: str) -> Row:
    content: dict[str, Any] = {name: text}
    return replace(row, **content)


def keys_of(table: Table) -> tuple[str, ...]:
    """Return the keys of a table's columns."""
    return column_keys(column.header for column in table.columns)
