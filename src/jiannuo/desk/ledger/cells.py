"""What stands in a cell of the grid: two lines that say enough to decide whether to open the row."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from jiannuo.desk.ledger.columns import Column
from jiannuo.reporting.models import Claim
from jiannuo.reporting.queries.grid import GridRow, GridUnit

MARKS: Final = {Claim.MET: "met", Claim.PARTLY: "partly", Claim.MISSED: "missed"}
"""The shape for each claim; any other word gets the open circle."""


class Cell(NamedTuple):
    """A cell: its column's name for the phone, a shape before the text, a smaller line below."""

    label: str
    text: str
    mark: str = ""
    note: str = ""
    doubt: bool = False


def mark_of(claim: str) -> str:
    """Return the name of the shape for a claim."""
    return MARKS.get(Claim(claim), "open") if claim else "open"


def cells_of(
    row: GridRow, columns: Sequence[Column], further: Mapping[str, str]
) -> tuple[Cell, ...]:
    """Return the cells of a row, one for each column."""
    return tuple(_cell(row, column, further) for column in columns)


def _cell(row: GridRow, column: Column, further: Mapping[str, str]) -> Cell:
    match column.field:
        case "status":
            if not row.claim:
                return Cell(column.label, row.status)
            return Cell(column.label, row.status or Claim(row.claim).label, mark_of(row.claim))
        case "units":
            return _units(column, row.units)
        case "leaders":
            return _leaders(column, row.leaders)
        case "doubts":
            return (
                Cell(column.label, f"{row.doubts}处", "question")
                if row.doubts
                else Cell(column.label, "")
            )
        case "task" if not row.subproject:
            return Cell(column.label, "")  # it stands in the frozen column already
        case field if field in further:
            return Cell(column.label, further[field] or further.get(column.spare, ""))
        case field:
            return Cell(column.label, getattr(row, field, "") or further.get(column.spare, ""))


def _units(column: Column, units: Sequence[GridUnit]) -> Cell:
    """Name the lead and count the others; say where nobody is named lead."""
    if column.role:
        own = [unit.name for unit in units if unit.word and unit.word in column.role]
        return Cell(column.label, "、".join(own))
    leads = [unit.name for unit in units if unit.lead]
    others = len(units) - len(leads)
    if leads:
        note = "牵头" if len(leads) == 1 else f"牵头{len(leads)}家"
        return Cell(
            column.label, "、".join(leads), note=f"{note}，另{others}家" if others else note
        )
    if len(units) > 1:
        return Cell(column.label, units[0].name, note=f"{len(units)}家，牵头未注明", doubt=True)
    return Cell(column.label, units[0].name if units else "")


def _leaders(column: Column, leaders: Sequence[str]) -> Cell:
    note = f"等{len(leaders)}人" if len(leaders) > 1 else ""
    return Cell(column.label, leaders[0] if leaders else "", note=note)
