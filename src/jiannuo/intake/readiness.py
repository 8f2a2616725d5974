"""What still keeps a reading out of the ledger. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from jiannuo.intake.correcting import Edited
from jiannuo.intake.edited_rows import EditedRow
from jiannuo.intake.fields import LONGEST, LONGEST_LEADER, LONGEST_ROLE, LONGEST_UNIT, label_of
from jiannuo.intake.wording import row_name, shortened


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something without which nothing can be confirmed: a sentence, and the place to put it right.

    `fact` names the document's fact; else `table` and `position` the row (from 0) and `field` its
    field.
    """

    sentence: str
    fact: str = ""
    table: int = -1
    position: int = -1
    field: str = ""


def obstacles(edited: Edited) -> tuple[Obstacle, ...]:
    """Return all that must be put right first, in the order of the page."""
    return tuple(_obstacles(edited))


def _obstacles(edited: Edited) -> Iterator[Obstacle]:
    if edited.document.year is None:
        yield Obstacle("没有认出年度，请填写是哪一年的任务。", fact="year")
    rows = list(edited.kept())
    if not rows:
        yield Obstacle("没有认出任务行，不能导入。请看看原文，或换一份文件。")
    for one in rows:
        yield from _of_row(one)


def _of_row(one: EditedRow) -> Iterator[Obstacle]:
    row, name = one.row, row_name(one)

    def at(field: str, sentence: str) -> Obstacle:
        return Obstacle(f"{shortened(name)}：{sentence}", "", one.table, one.position, field)

    for field, most in LONGEST.items():
        if len(getattr(row, field) or "") > most:
            yield at(field, f"“{label_of(field)}”超过 {most} 字，请缩短或归到别的栏。")
    if any(len(unit.name) > LONGEST_UNIT or len(unit.role) > LONGEST_ROLE for unit in row.units):
        yield at("units", f"有单位名称超过 {LONGEST_UNIT} 字，请拆开或改正。")
    if any(len(leader) > LONGEST_LEADER for leader in row.leaders):
        yield at("leaders", f"有领导姓名超过 {LONGEST_LEADER} 字，请拆开或改正。")
    for key in row.quarter_targets:
        if key not in {"1", "2", "3", "4"}:
            yield at(f"quarter_targets.{key}", f"没有“{key}”这个季度，请改到别的栏。")
