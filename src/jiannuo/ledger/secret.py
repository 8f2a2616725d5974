"""What a purge is about: the files that turned out to be a state secret, and what was said in them.

Words travel: a letter quotes a report, a bulletin a letter, a remark a bulletin. Every app erases its
rows about the secret tasks by itself; a sentence that somebody carried elsewhere is found here, by its
own words, wherever it stands as a clause or between quotation marks.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import models

from jiannuo.documents.models import SourceFile
from jiannuo.ledger.actions.erase_texts import ERASED

_BETWEEN: Final = re.compile(r"([。；;\r\n“”‘’《》？?！!]+|(?<=[\u3400-\u9fff])[：:])")
_PAUSE: Final = re.compile(r"[，,、；;。]")
_SHORTEST: Final = 10
"""Characters from which a clause is told from what anybody says of any task (按计划推进)."""
_SHORTEST_NAME: Final = 4
_CUT: Final = ("…", "……")
_SHORTEST_CUT: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """The purged files, the plans and tasks (ids) whose words came from them, and their clauses.

    Of a task in `tasks` nothing that was written about it stays: its promise, its progress or both
    came from the files.
    """

    files: tuple[SourceFile, ...]
    plans: frozenset[int]
    tasks: frozenset[int]
    clauses: frozenset[str]

    def concerns(self, tasks: Iterable[int | None]) -> bool:
        """Say whether one of some tasks (ids) is secret."""
        return not self.tasks.isdisjoint(tasks)

    def without(self, value: Any, mark: str = ERASED) -> Any:
        """Return a text or JSON value with `mark` in the place of every clause of the secret."""
        if isinstance(value, str):
            return "".join(mark if self._says(one) else one for one in _BETWEEN.split(value))
        if isinstance(value, Mapping):
            return {key: self.without(inner, mark) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.without(inner, mark) for inner in value]
        return value

    def _says(self, clause: str) -> bool:
        said = clause.strip()
        if said.endswith(_CUT) and len(begun := said.rstrip("…")) >= _SHORTEST_CUT:
            return any(one.startswith(begun) for one in self.clauses)
        return said.rstrip("，,、") in self.clauses


def clauses_of(texts: Iterable[str], names: Iterable[str] = ()) -> frozenset[str]:
    """Return the clauses by which some texts are known again.

    `names` (a promise's own words) are known from 4 characters on, and by their beginnings up to any
    comma, as titles cut them.
    """
    return frozenset([*_long_ones(texts, _SHORTEST), *_long_ones(_begun(names), _SHORTEST_NAME)])


def _begun(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        beginnings = (name[: found.start()] for found in _PAUSE.finditer(name))
        yield from (one for one in beginnings if len(one) >= _SHORTEST_CUT)


def _long_ones(texts: Iterable[str], shortest: int) -> Iterator[str]:
    for text in texts:
        for whole in (text, *_BETWEEN.split(text)):
            said = whole.strip().rstrip("，,、。；;")
            if len(said) >= shortest:
                yield said


def sweep(
    rows: Collection[type[models.Model]], secret: Secret, mark: str = ERASED
) -> dict[type[models.Model], list[int]]:
    """Put `mark` in the place of the secret's clauses in every text of some tables, whatever its field.

    Returns the changed rows' ids by table. Choices, addresses and other codes are left alone.
    """
    return {model: changed for model in rows if (changed := _swept(model, secret, mark))}


def _swept(model: type[models.Model], secret: Secret, mark: str) -> list[int]:
    fields = [one.attname for one in model._meta.concrete_fields if _is_text(one)]  # noqa: SLF001 - documented
    changed = {}
    for row in model._default_manager.order_by().values("pk", *fields).iterator(chunk_size=500):  # noqa: SLF001
        pk = row.pop("pk")
        after = {name: secret.without(said, mark) for name, said in row.items()}
        if after != row:
            changed[pk] = {name: said for name, said in after.items() if said != row[name]}
    for pk, after in changed.items():
        model._default_manager.filter(pk=pk).update(**after)  # noqa: SLF001
    return list(changed)


def _is_text(field: models.Field[Any, Any]) -> bool:
    if field.choices or field.unique or isinstance(field, models.SlugField):
        return False
    return isinstance(field, (models.CharField, models.TextField, models.JSONField))
