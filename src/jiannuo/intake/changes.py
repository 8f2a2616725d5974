"""What a person may change in a machine's reading before it becomes a ledger.

Tables, rows, doubts and unplaced pieces are named by their place (from 0) in the document as the
machine read it, so that a change means the same whatever was changed before or undone since.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final

Json = dict[str, Any]

FACTS: Final = ("title", "year", "period", "kind", "issuer", "document_number", "issued_on")
"""What may be corrected about the document itself; `kind` is the plan's (report or pledges)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFact:
    """Say what the document's title, year, period … is; None for "it doesn't say"."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SetField:
    """Say what a field of a row is; this settles the row's doubts about that field.

    `field` is a canonical field, with a key where it has several ("quarter_targets.2",
    "month_plan.7-8"). `value` is a text or None; for `leaders` a list of names; for `units` a list
    of ``{name, lead, role}``. Where it answers one `doubt` only, others about the field stay open.
    """

    table: int
    row: int
    field: str
    value: Any
    doubt: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDoubt:
    """Say that the reading is right as it stands."""

    table: int
    row: int
    doubt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DropRow:
    """Say that a row is no task."""

    table: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRow:
    """Say that a dropped row is a task after all."""

    table: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceText:
    """Put a piece of unplaced text into a field of a row, after what stands there."""

    piece: int
    table: int
    row: int
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Say that a piece of unplaced text belongs to no row (a note, a signature, a page's foot)."""

    piece: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SameTask:
    """Say which task of the ledger (its id) a row is about, where the machine couldn't tell."""

    table: int
    row: int
    task: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRow:
    """Add a row that the reading doesn't have, as the `row`-th of its table.

    It stands behind the row `after` (None: at the end), and says what the row `like` says (None:
    nothing yet).
    """

    table: int
    row: int
    after: int | None = None
    like: int | None = None


Change = (
    SetFact
    | SetField
    | SettleDoubt
    | DropRow
    | RestoreRow
    | PlaceText
    | SetAside
    | SameTask
    | AddRow
)

_KINDS: Final[dict[str, type[Change]]] = {
    "fact": SetFact,
    "field": SetField,
    "settle": SettleDoubt,
    "drop": DropRow,
    "restore": RestoreRow,
    "place": PlaceText,
    "aside": SetAside,
    "same": SameTask,
    "add": AddRow,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


def change_to_json(change: Change) -> Json:
    """Write a change as JSON values."""
    return {"change": _NAMES[type(change)], **asdict(change)}


def change_from_json(value: Json) -> Change:
    """Read a change. Raises KeyError or TypeError for any other shape."""
    content = dict(value)
    return _KINDS[content.pop("change")](**content)
