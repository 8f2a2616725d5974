"""How the tables of these tests write what was read."""

from decimal import Decimal

from jiannuo.core.quantities import Quantity, quantities


def only(text: str) -> Quantity:
    """Read a text that holds exactly one quantity."""
    (quantity,) = quantities(text)
    return quantity


def value_of(quantity: Quantity) -> str:
    """Write a value as the tables do: 11900, -7.7, 3~5."""
    value = quantity.value
    parts = value if isinstance(value, tuple) else (value,)
    return "~".join(f"{Decimal(part):f}" for part in parts)


def spans(text: str) -> list[str]:
    """List the spans of what was read."""
    return [quantity.span for quantity in quantities(text)]
