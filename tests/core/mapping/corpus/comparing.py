"""What was read against what was drawn, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

from jiannuo.core.records import Document, Row
from tests.core.mapping.corpus.drawing import Drawn, Fields

_COMPARED: Final = (
    "number", "category", "task", "subproject", "region", "indicator", "annual_target",
    "period_target", "measure_unit", "target_value", "actual_value", "ratio", "progress", "status",
    "problems", "causes", "next_steps", "principal", "deadline", "remarks", "contact",
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """How many fields are right, of how many that were drawn or read; `wrong` says which are not."""

    right: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of fields that are right."""
        return self.right / self.all if self.all else 1.0

    def add(self, other: "Score") -> None:
        """Count another document too."""
        self.right += other.right
        self.all += other.all
        self.wrong += other.wrong


def compare(drawn: Drawn, document: Document) -> Score:
    """Compare the rows in their order; a missing or a surplus row counts with all its fields."""
    wanted, found = list(drawn.rows), [fields_of(row) for row in document.rows()]
    score = Score()
    for one, other in _paired(wanted, found):
        for name in dict.fromkeys([*(one or {}), *(other or {})]):
            expected, got = (_tight((row or {}).get(name)) for row in (one, other))
            score.all += 1
            if expected == got:
                score.right += 1
            else:
                score.wrong.append(f"{name}: {expected!r} ← {got!r}")
    return score


def fields_of(row: Row) -> Fields:
    """Return what a row says, as the drawings say it."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in _COMPARED}
    fields["progress"] = row.progress or row.progress_period or row.progress_to_date
    fields["quarter_targets"] = dict(row.quarter_targets)
    fields["month_plan"] = dict(row.month_plan)
    fields["leaders"] = list(row.leaders)
    fields["units"] = [(unit.name, unit.lead) for unit in row.units]
    return {name: content for name, content in fields.items() if content}


def _paired(
    wanted: Sequence[Fields], found: Sequence[Fields]
) -> Iterator[tuple[Fields | None, Fields | None]]:
    if len(wanted) == len(found):
        yield from zip(wanted, found, strict=True)
        return
    keys = [[_key(row) for row in rows] for rows in (wanted, found)]
    for _, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for n in range(max(b - a, d - c)):
            yield (
                wanted[a + n] if a + n < b else None,
                found[c + n] if c + n < d else None,
            )


def _key(row: Fields) -> str:
    named = (
        row.get(name) or "" for name in ("number", "task", "subproject", "indicator", "region")
    )
    return "".join("".join(str(one).split()) for one in named)


def _tight(content: Any) -> Any:
    match content:
        case str():
            return "".join(content.split())
        case list() | tuple():
            return [_tight(one) for one in content]
        case dict():
            return {key: _tight(one) for key, one in content.items()}
        case _:
            return content
