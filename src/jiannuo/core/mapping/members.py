"""Organisations and leaders of a row, with what the table as a whole knows about their names."""

from dataclasses import dataclass, replace
from typing import Final

from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.lead_conventions import Convention, apply
from jiannuo.core.mapping.organisation_words import is_complete
from jiannuo.core.mapping.organisations import (
    Member,
    Units,
    as_column_says,
    looks_like_units,
    read_units,
)
from jiannuo.core.mapping.people import Named, is_name, likely_reading, read_people
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE
from jiannuo.core.tables import Cell

_SEVERAL = 2
_LONG = 3
_ENDS_OF_BODIES = frozenset("镇乡局委办院厅")

LEAD_UNNAMED: Final = "有多个责任单位，文件没有标明由谁牵头。"
"""The question that is answered by naming a lead."""


@dataclass(frozen=True, slots=True)
class MemberContext:
    """Names that the table repeats, and how it tells who leads.

    `convention` is the way of telling who leads that the document declares (bold type, the first
    place …), None also where the marks that it rests on have not survived in the column.
    """

    known_units: frozenset[str] = frozenset()
    known_people: frozenset[str] = frozenset()
    has_lead_column: bool = False
    convention: Convention | None = None


def put_units(
    draft: Draft, cell: Cell, plan: ColumnPlan, context: MemberContext, *, inherited: bool = False
) -> None:
    """Read a cell of organisations into the row.

    What is remarkable in an `inherited` cell is said in the row that the cell begins in.
    """
    units = read_units(cell.text, plan.role or RESPONSIBLE, context.known_units)
    units = _without_people(units, draft, cell, plan)
    units = _with_leads(units, cell, plan, context)
    places = {unit: place for place, unit in enumerate(draft.units)}
    for member in units.members:
        place = places.setdefault(member.unit, len(places))
        if place == len(draft.units):
            draft.units.append(member.unit)
        draft.cite_further(f"units.{place}", cell, member.span)
    draft.cite_further("units", cell)
    for span in units.stray:
        draft.leave(cell, "责任单位一格中多出的字，不成单位名称", span)
    _ask_about_units(draft, units, plan, context)
    if not inherited:
        draft.warnings.extend(_remarks(units, plan))


def _without_people(units: Units, draft: Draft, cell: Cell, plan: ColumnPlan) -> Units:
    """Take persons out of a column that names organisations and persons: 责任单位及责任人."""
    field = next((name for name in plan.also if name in {"principal", "leaders", "contact"}), None)
    if field is None:
        return units
    units = replace(
        units, members=tuple(part for one in units.members for part in _unit_and_person(one))
    )
    people = [member for member in units.members if _is_person(member.unit.name)]
    for member in people:
        if field == "leaders":
            draft.leaders.append(member.unit.name)
            draft.cite(f"leaders.{len(draft.leaders) - 1}", cell, member.span)
        else:
            draft.put(field, cell, member.span)
    kept = tuple(member for member in units.members if member not in people)
    named = {member.unit.name for member in kept}
    return replace(
        units, members=kept, unsure=tuple(name for name in units.unsure if name in named)
    )


def _is_person(name: str) -> bool:
    """Say whether a name is a person's and not a town's or bureau's that begins like a surname: 龙泉镇."""
    return is_name(name) and not (len(name) >= _LONG and name[-1] in _ENDS_OF_BODIES)


def _unit_and_person(member: Member) -> tuple[Member, ...]:
    """Cut a person's name off the organisation that it follows without a break: 区财政局张健."""
    name = member.unit.name
    start, end = member.span
    for length in (3, 2):
        body, person = name[:-length], name[-length:]
        whole = end - start == len(name) and is_complete(body) and is_name(person)
        if whole and not is_complete(name):
            return (
                replace(member, unit=replace(member.unit, name=body), span=(start, end - length)),
                replace(member, unit=replace(member.unit, name=person), span=(end - length, end)),
            )
    return (member,)


def _with_leads(units: Units, cell: Cell, plan: ColumnPlan, context: MemberContext) -> Units:
    marked = any(member.unit.lead is not None for member in units.members)
    if context.convention and not marked and plan.role in {LEAD, RESPONSIBLE}:
        told = apply(context.convention, units.members, cell)
        if told:
            return replace(units, members=told)
    if context.has_lead_column:
        return as_column_says(units, lead=plan.role == LEAD)
    if plan.role == LEAD and context.convention is None:
        return as_column_says(units, lead=True)
    return units


def _remarks(units: Units, plan: ColumnPlan) -> list[str]:
    header = plan.header
    remarks = []
    if units.open_tail:
        remarks.append(f"“{header}”以“{units.open_tail}”结尾，单位没有列全。")
    remarks += [f"“{header}”中“{name}”没有分隔，按几个单位拆开。" for name in units.cut]
    remarks += [f"“{header}”中“{name}”的名称被换行或空格断开，已合并。" for name in units.wrapped]
    remarks += [
        f"“{header}”中“{name}”共用一个后缀，可能是一个单位，也可能是几个。" for name in units.shared
    ]
    if units.stray:
        remarks.append(f"“{header}”中有多出的字，不成单位名称。")
    return remarks


def _ask_about_units(draft: Draft, units: Units, plan: ColumnPlan, context: MemberContext) -> None:
    if units.open_tail:
        draft.doubt("units", f"单位以“{units.open_tail}”结尾，还有哪些单位需要确认。", 0.7)
    for name in units.cut:
        draft.doubt("units", f"“{name}”之间没有分隔符，是按名称拆开的，请核对。", 0.8)
    for name in units.shared:
        draft.doubt("units", f"“{name}”是一个单位还是几个单位，需要确认。", 0.5)
    for first, second in units.seamed:
        draft.doubt(
            "units", f"“{first}{second}”是一个单位，还是“{first}”“{second}”两个，请核对。", 0.7
        )
    for name in units.unsure:
        draft.doubt("units", f"“{name}”不像完整的单位名称，请核对。", 0.6)
    told = any(member.unit.lead is not None for member in units.members)
    asked = plan.role == RESPONSIBLE and not context.has_lead_column
    if len(units.members) >= _SEVERAL and not told and asked:
        draft.doubt("units", LEAD_UNNAMED, 0.5)


def _is_organisation(draft: Draft, cell: Cell, one: Named) -> bool:
    """Take an organisation that stands among leaders (责任领导及单位) for what it is."""
    if is_name(one.name) or not looks_like_units(one.name):
        return False
    start, end = one.span
    for member in read_units(cell.text[start:end]).members:
        draft.cite(
            f"units.{len(draft.units)}", cell, (start + member.span[0], start + member.span[1])
        )
        draft.units.append(member.unit)
    draft.cite_further("units", cell, one.span)
    return True


def put_people(
    draft: Draft, cell: Cell, plan: ColumnPlan, context: MemberContext, *, inherited: bool = False
) -> None:
    """Read a cell of leaders into the row; a garbled name stays as it stands and becomes a question."""
    found = [
        one
        for one in read_people(cell.text, context.known_people)
        if not _is_organisation(draft, cell, one)
    ]
    places = {name: place for place, name in enumerate(draft.leaders)}
    for one in found:
        place = places.setdefault(one.name, len(places))
        if place == len(draft.leaders):
            draft.leaders.append(one.name)
        draft.cite_further(f"leaders.{place}", cell, one.span)
    draft.cite_further("leaders", cell)
    names = tuple(one.name for one in found)
    if reading := likely_reading(names, context.known_people):
        shown = "、".join(reading)
        written = " ".join(names)
        if not inherited:
            draft.warnings.append(f"“{plan.header}”中“{written}”不成姓名，可能是“{shown}”。")
        draft.doubt("leaders", f"“{written}”像是识别错误，可能是“{shown}”，请核对。", 0.2)
        return
    for name in names:
        if not is_name(name) and name not in context.known_people:
            draft.doubt("leaders", f"“{name}”不是姓名，是职务或识别有误，请核对。", 0.6)
