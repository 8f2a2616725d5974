"""Rows of the reading as a page shows them: each value with its label and the place it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jiannuo.core.records import ROW_FIELDS, Row, Table
from jiannuo.core.tables import Citation
from jiannuo.desk.intake.sheets import key_of
from jiannuo.intake.correcting import readable, units_text
from jiannuo.intake.edited_rows import EditedRow
from jiannuo.intake.fields import KEYED, label_of
from jiannuo.intake.wording import row_name

_NAMING: Final = ("subproject", "task", "indicator", "annual_target")


@dataclass(frozen=True, slots=True)
class Member:
    """One name of a list with its own place in the source."""

    text: str
    key: str
    span: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A filled field: its text, its source's key and characters, and what else is to be said.

    `members` are the names of a list whose places in the source are known one by one.
    """

    field: str
    label: str
    text: str
    members: tuple[Member, ...]
    key: str
    span: str
    pieces: str
    changed: bool
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row: by what people know it, its values, and the fields that its table has but it doesn't."""

    id: str
    table: int
    position: int
    name: str
    number: str
    wording: str
    who: str
    values: tuple[Value, ...]
    empty: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    asked: int
    changed: bool
    dropped: bool

    @property
    def open(self) -> bool:
        """Say whether the row's values are shown without asking."""
        return bool(self.asked or self.changed)


def shown_row(one: EditedRow, table: Table) -> ShownRow:
    """Return a row for the page."""
    row = one.row
    values = tuple(_values(one))
    filled = {value.field for value in values}
    return ShownRow(
        id=f"r{one.table}-{one.position}",
        table=one.table,
        position=one.position,
        name=row_name(one),
        number=row.number or str(one.position + 1),
        wording=next(
            (text for name in _NAMING if (text := getattr(row, name))), "（没有任务文字）"
        ),
        who=_who(row),
        values=values,
        empty=tuple((field, label_of(field)) for field in _fields_of(table) if field not in filled),
        warnings=row.warnings,
        asked=len(one.doubts),
        changed=bool(one.changed),
        dropped=one.dropped,
    )


def filled_fields(row: Row) -> Iterator[str]:
    """Yield the filled fields of a row, one for each key of a field that has several."""
    for name in ROW_FIELDS:
        if name == "items":
            continue
        content = getattr(row, name)
        if name in KEYED:
            yield from (f"{name}.{key}" for key in content)
        elif content:
            yield name


def citation_of(row: Row, field: str) -> Citation | None:
    """Return where a field's value stands; a key without its own place stands where its field does."""
    return row.citations.get(field) or row.citations.get(field.partition(".")[0])


def span_of_words(citation: Citation | None) -> str:
    """Return the cited characters of a cell as the page's script reads them; "" for all of it."""
    return "" if citation is None or citation.span is None else "-".join(map(str, citation.span))


def _values(one: EditedRow) -> Iterator[Value]:
    asked = {doubt.field for _, doubt in one.doubts}
    for field in filled_fields(one.row):
        citation = citation_of(one.row, field)
        yield Value(
            field=field,
            label=label_of(field),
            text=readable(one.row, field),
            members=_members(one.row, field),
            key=key_of(citation),
            span=span_of_words(citation),
            pieces=_pieces(one.row, field),
            changed=field in one.changed,
            asked=field in asked or field.partition(".")[0] in asked,
        )


def _members(row: Row, field: str) -> tuple[Member, ...]:
    match field:
        case "units":
            texts = [units_text([unit]) for unit in row.units]
        case "leaders":
            texts = list(row.leaders)
        case _:
            return ()
    citations = [row.citations.get(f"{field}.{number}") for number in range(len(texts))]
    if None in citations:
        return ()
    return tuple(
        Member(text, key_of(citation), span_of_words(citation))
        for text, citation in zip(texts, citations, strict=True)
    )


def _pieces(row: Row, field: str) -> str:
    """Say into how many pieces the field was split, and what they are called."""
    own = [item for item in row.items if item.field == field.partition(".")[0]]
    if len(own) < 2 or "." in field:  # noqa: PLR2004 - one piece is no split
        return ""
    named = "、".join(item.name for item in own if item.name)
    return f"分成 {len(own)} 项{f'：{named}' if named else ''}"


def _who(row: Row) -> str:
    units = row.units
    if not units:
        return "、".join(row.leaders)
    lead = next((unit.name for unit in units if unit.lead), units[0].name)
    return lead if len(units) == 1 else f"{lead} 等 {len(units)} 家"


def _fields_of(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.field and column.field not in {"items", "month_plan", "quarter_targets"}:
            yield column.field
