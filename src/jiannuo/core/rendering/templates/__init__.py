"""Word templates of offices filled in; the writer is loaded when it is first needed."""

from collections.abc import Mapping, Sequence

from jiannuo.core.rendering.templates.values import TableValue, Value

__all__ = ["TableValue", "Value", "fill", "sample"]


def fill(template: bytes, values: Mapping[str, Value]) -> bytes:
    """Fill a template in; a field without a value is left empty. Raises Unrenderable."""
    from jiannuo.core.rendering.templates import filling  # noqa: PLC0415 - heavy packages

    return filling.fill(template, values)


def sample(title: str, fields: Sequence[tuple[str, str, bool]]) -> bytes:
    """Write a template to begin with: each field (name, meaning, whether it is a block), explained."""
    from jiannuo.core.rendering.templates import filling  # noqa: PLC0415 - heavy packages

    return filling.sample(title, fields)
