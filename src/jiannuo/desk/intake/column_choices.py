"""What a column can be said to be, and how a table's columns were taken."""

from collections.abc import Iterator
from typing import Any, Final

from jiannuo.core.records import TEXT_FIELDS, Table
from jiannuo.intake.correcting import Edited
from jiannuo.intake.fields import label_of
from jiannuo.intake.models import Upload
from jiannuo.intake.profiles.queries import standing_remappings

_NAMING: Final = ("number", "category", "task", "subproject", "region", "indicator")
_TARGETS: Final = (
    "annual_target", "quarter_targets.1", "quarter_targets.2", "quarter_targets.3",
    "quarter_targets.4", "month_plan", "period_plan_text", "period_target", "target_value",
    "measure_unit",
)  # fmt: skip
_REPORTED: Final = (
    "progress", "progress_period", "progress_to_date", "actual_value", "ratio", "status",
    "problems", "causes", "next_steps",
)  # fmt: skip
_ROLES: Final = {
    "units.牵头": "牵头单位",
    "units.责任": "责任单位",
    "units.配合": "配合单位",
}


def column_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a column can be said to be, in groups: value and label."""
    people = [
        *_ROLES.items(),
        *((name, label_of(name)) for name in ("leaders", "principal", "deputy")),
    ]
    grouped = [
        ("任务", [(name, label_of(name)) for name in _NAMING]),
        ("目标和计划", [(name, label_of(name)) for name in _TARGETS]),
        ("进展", [(name, label_of(name)) for name in _REPORTED]),
        ("谁来办", people),
    ]
    named = {value for _, choices in grouped for value, _ in choices}
    rest = [(name, label_of(name)) for name in TEXT_FIELDS if name not in named]
    return [*grouped, ("其他", [*rest, ("", "不对应任何栏")])]


def shown_tables(edited: Edited) -> list[dict[str, Any]]:
    """Return each table with its columns: what they are taken for, and what that rests on."""
    return [
        {
            "number": number,
            "index": number - 1,
            "caption": table.caption or "",
            "columns": list(_columns(table)),
            "unknown": [c.header for c in table.columns if c.field is None and c.header],
            "skipped": [(skipped.why, skipped.count) for skipped in table.skipped_rows],
            "form_fields": table.form_fields,
        }
        for number, table in enumerate(edited.document.tables, 1)
    ]


def _columns(table: Table) -> Iterator[dict[str, str]]:
    for column in table.columns:
        yield {
            "header": column.header or "（无表头）",
            "field": label_of(column.field) if column.field else "",
            "also": "、".join(label_of(name) for name in column.also),
            "why": column.why,
        }


def shown_remappings(upload: Upload) -> list[str]:
    """Return what was assigned by hand in this upload, in the order in which it was."""
    said = []
    for one in standing_remappings(upload.pk):
        columns = one.content["columns"].items()
        named = "、".join(f"“{key}”→{label_of_choice(name)}" for key, name in columns)
        said.append("一张表设为不是任务表" if one.content["aside"] else named)
    return said


def label_of_choice(name: str) -> str:
    """Return what a column is said to be, in words."""
    return _ROLES.get(name) or (label_of(name) if name else "不对应任何栏")
