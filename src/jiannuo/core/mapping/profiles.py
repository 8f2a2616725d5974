"""Mapping profiles: what an office said of its own tables, so that nobody has to say it twice.

A profile holds what people corrected: which column is what in a layout (known by its headers, in
whatever order they stand), which tables hold no tasks, how names of organisations are meant, how
doubts were answered. It is applied to the next document; every use is said, so that it can be
undone. As JSON it can be handed to another office:

    {"jiannuo": "mapping-profile", "version": 1, "name": "…",
     "layouts": [{"headers": ["事项", "办到哪了"], "columns": {"办到哪了": "progress"}, "aside": false}],
     "names": {"区教体局": "区教育和体育局"},
     "answers": [{"field": "units", "why": "…", "reading": "…", "of": "…", "value": […]}]}
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from jiannuo.core.mapping.periods import without_periods
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE, SUPPORTING
from jiannuo.core.mapping.wording import folded
from jiannuo.core.records import TEXT_FIELDS

REMEMBERED: Final = "按本单位上次的对应方式"
"""How the use of a profile is said."""
CHOSEN: Final = "核对时指定"
"""How a column is explained that a person assigned in this very document."""
NOTHING: Final = ""
"""A column that is no field: its texts are unplaced."""
_KIND, _VERSION = "mapping-profile", 1
_ALIKE: Final = 0.75
_ROLES: Final = (LEAD, RESPONSIBLE, SUPPORTING)
_LISTS: Final = ("leaders", *(f"units.{role}" for role in _ROLES))
_KEYED: Final = {"quarter_targets": 4, "month_plan": 12}
_MOST: Final = 5_000
_LONGEST: Final = 20_000

Json = dict[str, Any]


class NoProfileError(ValueError):
    """A text is no mapping profile; the message is a Chinese sentence saying why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A layout and what was said of it; `headers` are the keys of its columns, sorted.

    `columns` gives for a column's key the field (see `is_assignable`), NOTHING for none; `aside`
    says that such tables hold no tasks; `said` is how the use is explained.
    """

    headers: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    aside: bool = False
    said: str = REMEMBERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a doubt was answered: about `field` of the task `of`, for this reason, where this was read.

    The same organisations may share another task with another one leading, so that an answer holds
    for its own task only. `value` is what holds instead (a text; names for leaders; ``{name, lead, role}`` for units), None
    where the reading was right.
    """

    field: str
    why: str
    reading: str
    of: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingProfile:
    """All that an office said; `names` gives for an organisation as written the name that is meant."""

    name: str = ""
    layouts: tuple[Layout, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()

    def layout_of(self, keys: Sequence[str]) -> Layout | None:
        """Return what was said of a table with these columns: the same ones, else nearly the same."""
        wanted = tuple(sorted(keys))
        for layout in self.layouts:
            if layout.headers == wanted:
                return layout
        alike = [(_likeness(layout.headers, wanted), layout) for layout in self.layouts]
        alike = [(share, layout) for share, layout in alike if set(layout.columns) <= set(wanted)]
        share, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        return best if share >= _ALIKE else None

    def knows_header(self, texts: Sequence[str]) -> bool:
        """Say whether a line of a table is the header of a layout that was spoken of."""
        wanted = tuple(sorted(column_keys(texts)))
        return any(layout.headers == wanted for layout in self.layouts)

    def with_first(self, layouts: Iterable[Layout]) -> "MappingProfile":
        """Return a profile in which these layouts count before all others."""
        return replace(self, layouts=(*layouts, *self.layouts))


EMPTY: Final = MappingProfile()


def column_keys(headers: Iterable[str]) -> tuple[str, ...]:
    """Return what columns are remembered by: their names without period, so that June is as May.

    Columns of the same name are numbered in their order.
    """
    keys: list[str] = []
    for header in headers:
        whole = folded(header)
        key = without_periods(whole).strip("/") or whole
        times = sum(one == key or one.startswith(f"{key}#") for one in keys)
        keys.append(f"{key}#{times + 1}" if times else key)
    return tuple(keys)


def is_assignable(field_: str) -> bool:
    """Say whether a column may be said to be this: a field, "units.牵头", "quarter_targets.2" or none."""
    name, _, key = field_.partition(".")
    if name in _KEYED:
        return not key or (key.isdecimal() and 1 <= int(key) <= _KEYED[name])
    return field_ in TEXT_FIELDS or field_ in _LISTS or field_ == NOTHING


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    both = set(one) | set(other)
    return len(set(one) & set(other)) / len(both) if both else 0.0


def profile_to_json(profile: MappingProfile) -> Json:
    """Write a profile as JSON values."""
    return {
        "jiannuo": _KIND,
        "version": _VERSION,
        "name": profile.name,
        "layouts": [
            {"headers": list(one.headers), "columns": dict(one.columns), "aside": one.aside}
            for one in profile.layouts
        ],
        "names": dict(profile.names),
        "answers": [
            {
                "field": one.field,
                "why": one.why,
                "reading": one.reading,
                "of": one.of,
                "value": one.value,
            }
            for one in profile.answers
        ],
    }


def profile_from_json(value: Any) -> MappingProfile:
    """Read a profile. Raises NoProfileError for anything else."""
    if not isinstance(value, dict) or value.get("jiannuo") != _KIND:
        raise NoProfileError("这不是践诺的栏目对应方式文件，请选择用“导出”得到的 JSON 文件。")
    if value.get("version") != _VERSION:
        raise NoProfileError("这份对应方式文件的版本与本系统不同，请用同一版本的系统重新导出。")
    try:
        return MappingProfile(
            name=_text(value.get("name", "")),
            layouts=tuple(map(_layout, _listed(value.get("layouts", [])))),
            names={_text(a): _text(b) for a, b in dict(value.get("names", {})).items()},
            answers=tuple(map(_answer, _listed(value.get("answers", [])))),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise NoProfileError("对应方式文件的内容不完整或被改动过，请重新导出后再试。") from error


def _layout(value: Json) -> Layout:
    columns = {_text(key): _text(name) for key, name in dict(value["columns"]).items()}
    wrong = [name for name in columns.values() if not is_assignable(name)]
    if wrong:
        raise NoProfileError(f"对应方式文件里有系统没有的栏目“{wrong[0][:40]}”，请改正后再导入。")
    headers = tuple(sorted(map(_text, _listed(value["headers"]))))
    return Layout(headers=headers, columns=columns, aside=bool(value.get("aside", False)))


def _answer(value: Json) -> Answer:
    return Answer(
        field=_text(value["field"]),
        why=_text(value["why"]),
        reading=_text(value["reading"]),
        of=_text(value.get("of", "")),
        value=value.get("value"),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError(value)
    return value


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise TypeError(value)
    return value
