"""Layouts (版式) of the ledger in bulletins: those that come with the product, an office's own, as files."""

from collections.abc import Mapping
from typing import Any

from jiannuo.bulletins.layouts.values import LayoutValues
from jiannuo.bulletins.models import Layout
from jiannuo.core.rendering.arranging import ArrangedColumn, Arrangement
from jiannuo.directory.models import Place
from jiannuo.ledger.periods import Span

_LEVELS = "省市区县旗州盟镇乡"


def arrangement_of(layout: Layout) -> Arrangement:
    """Return a stored layout as a value."""
    return Arrangement(
        title=layout.title,
        columns=tuple(_column(one) for one in layout.columns),
        merge=tuple(layout.merge),
        group=layout.group,
        upright=layout.upright,
    )


def values_of(layout: Layout) -> LayoutValues:
    """Return a stored layout with its name, to be changed or shared."""
    return LayoutValues(name=layout.name, arrangement=arrangement_of(layout))


def to_row(values: LayoutValues) -> dict[str, Any]:
    """Return a layout as the columns of its row."""
    arrangement = values.arrangement
    return {
        "name": values.name,
        "title": arrangement.title,
        "columns": [
            {
                "header": one.header,
                "field": one.field,
                "also": list(one.also),
                "width": one.width,
                "align": one.align,
            }
            for one in arrangement.columns
        ],
        "merge": list(arrangement.merge),
        "group": arrangement.group,
        "upright": arrangement.upright,
    }


def words_of(place: Place, year: int, span: Span) -> dict[str, str]:
    """Return what the names in braces stand for: {年}, {本期} (5月份, 二季度), {级} (区, 县)."""
    period = f"{span.label}份" if span.label.endswith("月") else span.label
    level = place.name[-1:] if place.name[-1:] in _LEVELS else ""
    return {"年": str(year), "本期": period or "本期", "级": level}


def _column(one: Mapping[str, Any]) -> ArrangedColumn:
    return ArrangedColumn(
        header=str(one.get("header", "")),
        field=str(one.get("field") or ""),
        also=tuple(one.get("also") or ()),
        width=float(one.get("width") or 0),
        align=str(one.get("align") or ""),
    )
