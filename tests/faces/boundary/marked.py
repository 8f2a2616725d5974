"""A ledger in which every text that may not leave the house is a marker of its own.

`mark_everything` puts ``MARK<n>Q`` into every text field of every row of every app below publishing (and
into the releases themselves), but for the fields that are named as public by nature; a test then looks
for any ``MARK`` outside.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from itertools import count

MARK = re.compile(rb"MARK\d+Q")
BELOW = (
    "outbox",
    "directory",
    "documents",
    "ledger",
    "reporting",
    "supervision",
    "bulletins",
)
"""The apps below publishing, whose every text stays inside unless it was released. The trail can't be
rewritten, by design; what acts wrote into it names the values marked here."""
_STRUCTURE = {
    # What codes and joins need to stay what they are; none of it is a person's word.
    "state", "kind", "role", "claim", "result", "pace", "decision", "openness", "severity", "outcome",
    "against", "period_kind", "period_index", "key", "level", "sort_key", "part", "signature", "basis",
    "due_basis", "due_kind", "tone", "reason_code", "fingerprint", "digest", "hash", "previous_hash",
    "action", "actor", "subject_type", "sha256", "format", "step", "use", "holder", "field", "username",
    "password", "session_key", "slug", "closing_hour", "occasion", "article",
}  # fmt: skip


def mark_everything(numbers: "count[int]", *, skip: frozenset[str] = frozenset()) -> int:
    """Mark every text of the apps below publishing that is not in `skip` (``ledger.Task.number``)."""
    marked = 0
    for model in _models():
        fields = [one for one in _texts(model) if f"{model._meta.label}.{one.name}" not in skip]
        if not fields:
            continue
        rows = list(model._default_manager.all())
        for row in rows:
            for one in fields:
                if getattr(row, one.name) or one.blank:
                    setattr(row, one.name, marker(numbers, one.max_length))
                    marked += 1
        model._default_manager.bulk_update(rows, [one.name for one in fields], batch_size=20)
    return marked


def marker(numbers: "count[int]", longest: int | None = None) -> str:
    """Return a marker that was never given before; it holds no digit run that a rule would strike out."""
    text = f"MARK{next(numbers)}Q"
    return text if longest is None else text[:longest]


def _models() -> Iterator[type[models.Model]]:
    for app in BELOW:
        yield from apps.get_app_config(app).get_models()


def _texts(model: type[models.Model]) -> list[models.CharField]:  # type: ignore[type-arg]
    return [
        field  # type: ignore[misc]
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and not field.choices
        and not field.unique
        and not field.primary_key
        and field.name not in _STRUCTURE
        and (field.max_length is None or field.max_length > 8)
    ]


def found_in(body: bytes) -> set[bytes]:
    """Return the markers that a body holds."""
    return set(MARK.findall(body))
