"""What a filled plan form (附件3) says: who filled it, as of when, and its rows. Reads no rows."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from jiannuo.core.records import Document, Row, Table
from jiannuo.intake.forms.reading import blanks_of, filler_of, organisation_of, telephone_of
from jiannuo.reporting.queries.plan_forms import AS_OF

_PERIODS: Final = ("quarter_targets", "month_plan")
_PART: Final = re.compile(r"(\d+)\s*[.。、\-－—]\s*\d+")
"""A 分解序号 of a part: 2.1, also as people write it, 2-1 or 2、1."""
_STAMP: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日\s*(\d{1,2}):(\d{2}):(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One row of a plan form; "" where it has nothing. Quarters and months by index ("1").

    `of` is the whole task's number for a part (分解序号 2.1: "2"), else "". `unread` are months that
    were not written one by one ("7-8月，…").
    """

    number: str = ""
    of: str = ""
    content: str = ""
    quarters: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, str] = field(default_factory=dict)
    principal: str = ""
    deputy: str = ""
    remarks: str = ""
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanForm:
    """A filled plan form; `year` is None and `as_of` "" where the form names none."""

    organisation: str = ""
    filled_by: str = ""
    telephone: str = ""
    year: int | None = None
    as_of: str = ""
    rows: tuple[PlanRow, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the form as it is stored."""
        return asdict(self)

    @property
    def downloaded(self) -> datetime | None:
        """Return the moment (without a zone: the place's own time) whose state the form shows."""
        found = _STAMP.search(unicodedata.normalize("NFKC", self.as_of))
        try:
            return datetime(*(int(one) for one in found.groups())) if found else None  # type: ignore[arg-type]  # noqa: DTZ001 - the place's own
        except ValueError:
            return None


def plan_form_from_json(value: Mapping[str, Any]) -> PlanForm:
    """Read a form as it was stored."""
    return PlanForm(**{**value, "rows": tuple(PlanRow(**row) for row in value["rows"])})


def plan_form_of(document: Document) -> PlanForm | None:
    """Return what a document says as a plan form; None if no table of it has targets of quarters."""
    rows = tuple(
        _row(row)
        for table in document.tables
        if _is_plan(table)
        for row in table.rows
        if _says_something(row)
    )
    if not rows:
        return None
    blanks = blanks_of(document)
    return PlanForm(
        organisation=organisation_of(blanks),
        filled_by=filler_of(blanks),
        telephone=telephone_of(blanks),
        year=document.year,
        as_of=blanks.get(AS_OF, ""),
        rows=rows,
    )


def _is_plan(table: Table) -> bool:
    named = [column.field or "" for column in table.columns]
    return any(name.partition(".")[0] in _PERIODS for name in named) and "progress" not in named


def _says_something(row: Row) -> bool:
    return bool(_content(row) or row.quarter_targets or row.month_plan or row.period_plan_text)


def _content(row: Row) -> str:
    return row.task or row.subproject or row.annual_target or ""


def _row(row: Row) -> PlanRow:
    number = unicodedata.normalize("NFKC", row.number or "").strip()
    part = _PART.fullmatch(number)
    months = {key: text for key, text in row.month_plan.items() if key.isdigit()}
    unread = [f"{key}月，{text}" for key, text in row.month_plan.items() if not key.isdigit()]
    return PlanRow(
        number=number,
        of=part[1] if part else "",
        content=_content(row),
        quarters=dict(row.quarter_targets),
        months=months,
        principal=row.principal or "",
        deputy=row.deputy or "",
        remarks=row.remarks or "",
        unread="；".join([*unread, *([row.period_plan_text] if row.period_plan_text else [])]),
    )
