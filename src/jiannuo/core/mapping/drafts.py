"""A row while it is being read: values arrive cell by cell, each with the place it came from."""

from dataclasses import dataclass, field
from typing import Any

from jiannuo.core.mapping.wording import tidy
from jiannuo.core.records import Doubt, Item, Row, Unit, Unplaced
from jiannuo.core.tables import Cell, Citation, Mark

_Span = tuple[int, int] | None


def cite(cell: Cell, span: _Span = None) -> Citation:
    """Cite a cell, or the characters of it that a value was taken from."""
    if span is None or span == (0, len(cell.text)):
        return cell.citation
    return cell.citation.within(*span)


@dataclass(slots=True)
class Draft:
    """The values of one row so far; `build` makes the frozen row."""

    raw_cells: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)
    quarter_targets: dict[str, str] = field(default_factory=dict)
    month_plan: dict[str, str] = field(default_factory=dict)
    leaders: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    citations: dict[str, Citation] = field(default_factory=dict)
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def put(self, name: str, cell: Cell, span: _Span = None) -> None:
        """Set a text field from a cell or a part of it; more text for a filled field is added.

        The place of the first part is cited under the field's name, of further ones under
        "name+2" and so on.
        """
        start, end = span or (0, len(cell.text))
        text = tidy(cell.text[start:end])
        if not text:
            return
        there = self.texts.get(name)
        if there is None:
            self.texts[name] = text
        elif text not in there:
            # Several columns (or parts of a cell) fill the field; what says the same is said once.
            self.texts[name] = f"{there}\n{text}"
        self.cite_further(name, cell, span)

    def cite_further(self, name: str, cell: Cell, span: _Span = None) -> None:
        """Remember a place of a field that several places fill: "name", "name+2", "name+3" …."""
        if name in self.citations:
            self.places[name] = self.places.get(name, 1) + 1
            name = f"{name}+{self.places[name]}"
        self.citations[name] = cite(cell, span)

    def put_keyed(self, name: str, key: str, cell: Cell, span: _Span = None) -> None:
        """Set one key of a field that has keys; a second text for a key is added to the first."""
        start, end = span or (0, len(cell.text))
        text = tidy(cell.text[start:end])
        if not text:
            return
        values = self.quarter_targets if name == "quarter_targets" else self.month_plan
        values[key] = f"{values[key]}\n{text}" if key in values else text
        self.cite(name, cell)
        self.cite_further(f"{name}.{key}", cell, span)

    def cite(self, name: str, cell: Cell, span: _Span = None) -> None:
        """Remember where a value stands; the first place of a value counts."""
        self.citations.setdefault(name, cite(cell, span))

    def leave(self, cell: Cell, why: str, span: _Span = None) -> None:
        """Keep text that no field takes, with its place."""
        start, end = span or (0, len(cell.text))
        text = cell.text[start:end].strip()
        if text:
            self.unplaced.append(Unplaced(text=text, citation=cite(cell, span), why=why))

    def doubt(self, name: str, why: str, confidence: float) -> None:
        """Ask a person about a field."""
        self.doubts.append(Doubt(field=name, why=why, confidence=confidence))

    def build(self) -> Row:
        """Make the row."""
        values: dict[str, Any] = dict(self.texts)
        return Row(
            **values,
            quarter_targets=self.quarter_targets,
            month_plan=self.month_plan,
            leaders=tuple(self.leaders),
            units=tuple(self.units),
            items=tuple(self.items),
            warnings=tuple(dict.fromkeys(self.warnings)),
            raw_cells=self.raw_cells,
            citations=self.citations,
            marks=self.marks,
            doubts=tuple(self.doubts),
        )
