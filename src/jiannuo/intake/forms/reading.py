"""What a filled form says: who filled it for which period, and its rows. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from jiannuo.core.records import Document, Row
from jiannuo.ledger.periods import span_of

FIELDS: Final = ("progress", "causes", "problems", "next_steps")
"""The fields of a row that go into a line as they stand; `status` becomes its claim."""
_ORGANISATION: Final = re.compile(r"(?:填报|填表|报送|责任|牵头|汇报)?(?:单位|部门)")
_FILLER: Final = re.compile(r"(?:填报|填表|制表|联系)人")
_TELEPHONE: Final = re.compile(r"联系(?:电话|方式)|电话|手机")
_SIGNER: Final = re.compile(r"(?:单位)?(?:主要|分管)?(?:负责人|领导)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One row of a form; "" where the form has nothing."""

    number: str = ""
    task: str = ""
    progress: str = ""
    causes: str = ""
    problems: str = ""
    next_steps: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filled form; `period` as addresses write it ("month-5"), "" where the form names none."""

    organisation: str = ""
    filled_by: str = ""
    telephone: str = ""
    signed_by: str = ""
    period: str = ""
    rows: tuple[FormRow, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the form as it is stored."""
        return asdict(self)


def form_from_json(value: Mapping[str, Any]) -> Form:
    """Read a form as it was stored."""
    rows = tuple(FormRow(**row) for row in value["rows"])
    return Form(**{**value, "rows": rows})


def form_of(document: Document) -> Form | None:
    """Return what a document says as a form; None if no table of it has tasks with their progress."""
    rows = tuple(
        _row(row)
        for table in document.tables
        if any(column.field == "progress" for column in table.columns)
        for row in table.rows
        if row.task or row.number
    )
    if not rows:
        return None
    blanks = blanks_of(document)
    return Form(
        organisation=organisation_of(blanks),
        filled_by=filler_of(blanks),
        telephone=telephone_of(blanks),
        signed_by=_named(blanks, _SIGNER),
        period=span_of(document.period).key,
        rows=rows,
    )


def _row(row: Row) -> FormRow:
    texts = {name: getattr(row, name) or "" for name in (*FIELDS, "number", "task", "status")}
    texts["task"] = texts["task"] or row.subproject or row.annual_target or ""
    return FormRow(**texts)


def blanks_of(document: Document) -> dict[str, str]:
    """Return the filled lines around a document's tables: label and value."""
    return dict(_blanks(document))


def organisation_of(blanks: Mapping[str, str]) -> str:
    """Return which organisation a form names (填报单位), "" for none."""
    return _named(blanks, _ORGANISATION)


def filler_of(blanks: Mapping[str, str]) -> str:
    """Return who filled a form in (填报人), "" where it doesn't say."""
    return _named(blanks, _FILLER)


def telephone_of(blanks: Mapping[str, str]) -> str:
    """Return the form's telephone number, "" where it has none."""
    return _named(blanks, _TELEPHONE)


def _blanks(document: Document) -> Iterator[tuple[str, str]]:
    for table in document.tables:
        for blank in table.form_fields:
            label, _, value = blank.replace(":", "：").partition("：")
            if value.strip():
                yield label.strip(), value.strip()


def _named(blanks: Mapping[str, str], label: re.Pattern[str]) -> str:
    return next((value for name, value in blanks.items() if label.match(name)), "")
