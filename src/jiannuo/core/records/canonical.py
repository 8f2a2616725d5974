"""Frozen values of the canonical document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jiannuo.core.tables import Citation, Mark


class PeriodKind(StrEnum):
    """The length of a reporting period (期)."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """The index-th period of its kind in the document's year, counted from 1."""

    kind: PeriodKind
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organisation named in a row (责任单位).

    `lead` is True or False only where the document tells (（牵头）, a 牵头单位 column, bold type),
    else None: who leads is asked, never guessed. `role` is the document's own word: 牵头, 责任,
    配合, 提供数据 …
    """

    name: str
    lead: bool | None = None
    role: str = "责任"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The smallest piece of an enumerated cell: innermost marker and name, and its text.

    `field` names the row's field that the piece belongs to; `units` are organisations named in
    the piece itself.
    """

    field: str
    text: str
    marker: str | None = None
    name: str | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What the reading is not sure of: a question to a person.

    `confidence` in [0, 1] is how sure the reading is of the value that stands in `field`.
    """

    field: str
    why: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the ledger; a field is None (or empty) where the document says nothing.

    `quarter_targets` is keyed "1" to "4"; `month_plan` by month, or by a span where the cell says
    so ("7-8"). `citations` maps each filled field to its place; `marks` each field to the marked
    runs of its source cell; `raw_cells` is the row as it stands.
    """

    number: str | None = None
    category: str | None = None
    task: str | None = None
    subproject: str | None = None
    region: str | None = None
    indicator: str | None = None
    annual_target: str | None = None
    quarter_targets: Mapping[str, str] = field(default_factory=dict)
    month_plan: Mapping[str, str] = field(default_factory=dict)
    period_plan_text: str | None = None
    period_target: str | None = None
    measure_unit: str | None = None
    target_value: str | None = None
    actual_value: str | None = None
    ratio: str | None = None
    progress_period: str | None = None
    progress_to_date: str | None = None
    progress: str | None = None
    status: str | None = None
    problems: str | None = None
    causes: str | None = None
    next_steps: str | None = None
    leaders: tuple[str, ...] = ()
    principal: str | None = None
    deputy: str | None = None
    units: tuple[Unit, ...] = ()
    deadline: str | None = None
    remarks: str | None = None
    contact: str | None = None
    items: tuple[Item, ...] = ()
    warnings: tuple[str, ...] = ()
    raw_cells: tuple[str, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the source table and the field it was taken for.

    `header` joins the lines of a header of several rows with "/". `field` is None where no field
    fits (its texts are then unplaced), and "quarter_targets.1" for one key of a field; `also` are
    further fields found inside the same cells; `why` says in Chinese what the decision rests on.
    """

    header: str
    field: str | None
    also: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """Rows that hold no task: headers repeated on every page, rules of dashes, blank form lines."""

    why: str
    count: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of rows with its columns; `form_fields` are the lines around a form (填报单位 …)."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str | None = None
    skipped_rows: tuple[SkippedRow, ...] = ()
    form_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Text that no field took, with its place: shown to a person, never dropped."""

    text: str
    citation: Citation
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that the document orders (deadlines, kinds of bulletin), with the words that order it."""

    rule: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A supervision document once understood."""

    source: str
    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    year: int | None = None
    period: Period | None = None
    place_hint: str | None = None
    tables: tuple[Table, ...] = ()
    rules: tuple[Rule, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    warnings: tuple[str, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of all tables in reading order."""
        return (row for table in self.tables for row in table.rows)
