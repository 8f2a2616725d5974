"""A value of a task as its page shows it: label, text, the ways to its source and to its correction."""

from typing import Any

from django.urls import reverse

from jiannuo.reporting.queries.detail import Value


def shown_value(task: int, value: Value, *, label: str = "") -> dict[str, Any]:
    """Return a value with the ways that it has; empty where it has none."""
    cited = value.row is not None and value.citation is not None
    spot = value.spot
    return {
        "field": value.field,
        "label": label or value.label,
        "text": value.text,
        "slot": slot_of(value),
        "href": reverse("desk:source_cell", args=[task, value.row, value.cited_as])
        if cited
        else "",
        "correct_href": reverse("desk:correct", args=[task, spot.holder, spot.id, spot.field])
        if spot
        else "",
        "corrections": value.corrections,
    }


def slot_of(value: Value) -> str:
    """Return the name of the place below a value, where its source and its form appear."""
    spot = value.spot
    name = f"{spot.holder}{spot.id}" if spot else f"row{value.row}"
    return f"{name}-{value.field}".replace(".", "-")
