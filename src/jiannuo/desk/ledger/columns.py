"""The grid's columns are the office's own: its headers, in its order, for the fields behind them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from jiannuo.ledger.fields import LABELS

NAMING: Final = ("subproject", "task", "annual_target", "indicator")
"""Fields by which people know a task, the most telling first."""

SORTS: Final = {
    "number": "number",
    "category": "category",
    "units": "organisation",
    "leaders": "leader",
    "status": "status",
}
"""By what the grid can be sorted, by canonical field."""

PROSE: Final = "period_plan_text"

_LABELS: Final = {"status": "单位自报", "quarter_targets": "季度目标", "doubts": "待问"}
_SHORT: Final = frozenset(
    [
        "number",
        "category",
        "region",
        "measure_unit",
        "target_value",
        "actual_value",
        "ratio",
        "status",
        "leaders",
        "principal",
        "deputy",
        "deadline",
        "contact",
        "doubts",
        "machine",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: the canonical field, its header, the words of roles it is for, how wide it is.

    `spare` is the field that speaks where the first is silent: one cell plans by month or in prose.
    """

    field: str
    label: str
    role: str = ""
    spare: str = ""
    width: str = "w-text"

    @classmethod
    def of(cls, field: str, label: str, role: str = "", spare: str = "") -> "Column":
        """Return a column as wide as its field needs."""
        width = "w-units" if field == "units" else "w-short" if field in _SHORT else "w-text"
        return cls(field=field, label=label, role=role, spare=spare, width=width)

    @property
    def sort(self) -> str:
        """Return the key to sort by, empty where a column has no useful order."""
        return SORTS.get(self.field, "")


def columns_of(tables: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Return the columns of a plan's tables, each field once, the first header of it.

    A field that stands in another's cells (完成情况 begins with 完成。) follows as a column of its own.
    Two columns of organisations (牵头单位, 责任单位) are told apart by the role in their headers.
    """
    found: dict[tuple[str, str], Column] = {}
    for table in tables:
        headed = [column for column in table["columns"] if column.get("field")]
        several = sum(column["field"] == "units" for column in headed) > 1
        for column in headed:
            role = column["header"] if several and column["field"] == "units" else ""
            spare = next(iter({PROSE} & set(column.get("also", ()))), "")
            _add(found, column["field"], _short(column["header"]), role, spare)
            for also in column.get("also", ()):
                if also != spare:
                    label = _LABELS.get(also) or LABELS.get(also.partition(".")[0], also)
                    _add(found, also, label)
    return _told_apart(found.values())


def _told_apart(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return columns with different labels: one header over two columns names only the first."""
    taken: set[tuple[str, str]] = set()
    apart = []
    for column in columns:
        same = (column.label, column.role)
        own = LABELS.get(column.field.partition(".")[0], column.label)
        apart.append(replace(column, label=own) if same in taken else column)
        taken.add(same)
    return tuple(apart)


def naming_of(columns: Sequence[Column]) -> Column:
    """Return the column whose text names a task."""
    named = {column.field: column for column in reversed(columns)}
    return next(
        (named[field] for field in NAMING if field in named),
        Column(field="task", label=LABELS["task"]),
    )


def _add(
    found: dict[tuple[str, str], Column], field: str, label: str, role: str = "", spare: str = ""
) -> None:
    if (field, role) not in found:
        found[field, role] = Column.of(field, label, role, spare)


def _short(header: str) -> str:
    """Return the last line of a header without its explanation in brackets."""
    own = header.rpartition("/")[2]
    return own.partition("（")[0].strip() or own
