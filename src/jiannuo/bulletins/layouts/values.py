"""A layout as a value: what its columns may hold, in the office's words, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from jiannuo.core.rendering.arranging import Arrangement
from jiannuo.ledger.fields import LABELS

_QUARTERS: Final = "一二三四"
CONTENTS: Final[dict[str, str]] = {
    **{name: label for name, label in LABELS.items() if name != "items"},
    "status": "完成状态",
    "region": "地区",
    "indicator": "指标名称",
    "contact": "联系人",
    "progress_period": "当期进展",
    "progress_to_date": "今年以来进展",
    **{f"quarter_targets.{n}": f"{name}季度目标" for n, name in enumerate(_QUARTERS, start=1)},
}
"""What a column may hold, by field, as the pages and the files call it."""
FIELDS: Final = {label: name for name, label in CONTENTS.items()}
GROUPS: Final = ("category", "leaders", "units", "region", "deadline")
"""Fields whose values may become lines over the rows that share them."""
MERGED: Final = ("category", "leaders", "units", "region", "deadline", "task", "principal")
"""Fields whose equal neighbours may become one cell."""
ALIGNS: Final = {"": "按惯例", "left": "左对齐", "center": "居中"}
MOST_COLUMNS: Final = 24
WIDEST: Final = 60
"""Characters of 五号: a page across holds about as many."""
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutValues:
    """A layout's name and its arrangement."""

    name: str
    arrangement: Arrangement


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong: in which column (counted from 1, 0: in the whole), with which part, the sentence."""

    column: int
    part: str
    message: str

    def __str__(self) -> str:
        where = f"第{self.column}栏" if self.column else ""
        return f"{where}“{self.part}”：{self.message}"


def flaws_of(values: LayoutValues) -> list[Flaw]:
    """Return everything that keeps a layout from being used."""
    arrangement = values.arrangement
    flaws = []
    if not values.name.strip():
        flaws.append(Flaw(0, "名称", "还没有填写，请写明是什么表，如“月度进展通报表”。"))
    if len(values.name) > _LONGEST_NAME:
        flaws.append(Flaw(0, "名称", f"超过{_LONGEST_NAME}字，请写短一些。"))
    if not arrangement.columns:
        flaws.append(Flaw(0, "栏", "一栏也没有，请至少选一栏。"))
    if len(arrangement.columns) > MOST_COLUMNS:
        flaws.append(Flaw(0, "栏", f"共{len(arrangement.columns)}栏，最多{MOST_COLUMNS}栏。"))
    for number, column in enumerate(arrangement.columns, start=1):
        if not column.header.strip():
            flaws.append(Flaw(number, "栏名", "还没有填写。"))
        flaws += [
            Flaw(number, "内容", unknown(name, FIELDS))
            for name in (column.field, *column.also)
            if name not in CONTENTS
        ]
        if not 0 <= column.width <= WIDEST:
            flaws.append(Flaw(number, "栏宽", f"应在0至{WIDEST}字之间，0表示按内容定。"))
        if column.align not in ALIGNS:
            flaws.append(Flaw(number, "对齐", unknown(column.align, ALIGNS.values())))
    held = {column.field for column in arrangement.columns}
    flaws += [
        Flaw(0, "合并", f"“{CONTENTS.get(name, name)}”不在所选的栏里。")
        for name in arrangement.merge
        if name not in held
    ]
    if arrangement.group and arrangement.group not in GROUPS:
        flaws.append(
            Flaw(0, "分组", f"不能按“{CONTENTS.get(arrangement.group, arrangement.group)}”分组。")
        )
    if arrangement.group in held:
        flaws.append(Flaw(0, "分组", "已作为分组标题的内容不必再列一栏，请删去那一栏。"))
    return flaws


def unknown(given: str, known: Iterable[str]) -> str:
    """Say that a word is not known, and which known one comes nearest."""
    words = [one for one in known if one]
    near = get_close_matches(given, words, n=1, cutoff=0.3)
    if near:
        return f"不认识“{given}”，最接近的是“{near[0]}”。"
    return f"不认识“{given}”，可用的有：{'、'.join(words)}。"
