"""From the cells of one task to the values of its row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiannuo.core.mapping.body import TaskLine
from jiannuo.core.mapping.candidates import is_tick
from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.items import pieces_of
from jiannuo.core.mapping.labels import narrative_blocks, target_blocks
from jiannuo.core.mapping.members import MemberContext, put_people, put_units
from jiannuo.core.mapping.month_plans import read_month_plan
from jiannuo.core.mapping.statuses import status_of_heading, status_prefix
from jiannuo.core.mapping.unsure import doubt_unsure
from jiannuo.core.mapping.wording import tidy, tight, words
from jiannuo.core.records import Item
from jiannuo.core.tables import Cell

_NARRATIVE = frozenset(
    words("progress progress_period progress_to_date problems causes next_steps")
)
_ITEMISED = _NARRATIVE | frozenset(words("annual_target period_plan_text period_target"))
"""Fields whose enumerated pieces become items; a task's own text is one thing."""
_TIGHT = frozenset(words("number measure_unit region ratio status"))
_PRESUMED = 0.6
_MIDNIGHT = re.compile(r"(?<=\d)\s+0?0:00(?::00)?$")
"""The hour that spreadsheets add to a day for which nobody gave one."""


@dataclass(frozen=True, slots=True)
class CellContext:
    """What the table as a whole says about its cells.

    `verdicts_open` says that its reports open with a verdict (完成。…), `measure` is the unit of
    measurement that the header or the line above the table states for its figures.
    """

    plans: tuple[ColumnPlan, ...]
    members: MemberContext
    verdicts_open: bool = False
    measure: str | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The fields that columns fill."""
        return frozenset(plan.field for plan in self.plans if plan.field)


@dataclass(frozen=True, slots=True)
class Source:
    """A cell with the plan of its column; `inherited` if it begins in a row above."""

    cell: Cell
    plan: ColumnPlan
    inherited: bool

    @property
    def text(self) -> str:
        """The cell's text."""
        return self.cell.text


def read_task(task: TaskLine, context: CellContext) -> Draft:
    """Read the cells of a row."""
    draft = Draft(raw_cells=_raw_cells(task))
    for plan in context.plans:
        cell = task.cells[plan.index]
        if cell is None or not cell.text.strip() or _joined_to_left(task, plan):
            continue
        if cell.marks and plan.field:
            draft.marks.setdefault(plan.field, cell.marks)
        source = Source(cell, plan, plan.index in task.inherited)
        _READERS.get(plan.field or "", _read_text)(draft, source, context)
        if plan.index in task.presumed and plan.field:
            why = f"本行“{plan.header}”为空，按与上一行合并处理，请核对。"
            draft.doubt(plan.field, why, _PRESUMED)
    _put_section(draft, task)
    doubt_unsure(draft, task.cells)
    _put_measure(draft, context)
    for cell in task.line.overflow:
        draft.leave(cell, "这一格超出了表头的列数")
    if task.line.guessed:
        why = "本行的格数与表头不一致，各格所属的列是按内容推断的，请核对。"
        draft.doubt("raw_cells", why, _PRESUMED)
    return draft


def _raw_cells(task: TaskLine) -> tuple[str, ...]:
    line = task.line
    if len(line.own) != len(line.places) and all(cell.column_span == 1 for cell in line.own):
        return tuple(cell.text for cell in line.own)
    return tuple(line.text(n) if line.begins(n) else "" for n in range(len(line.places)))


def _joined_to_left(task: TaskLine, plan: ColumnPlan) -> bool:
    """Say whether a cell spans from the column before: its text counts once, at its first column."""
    return plan.index > 0 and task.cells[plan.index] is task.cells[plan.index - 1]


def _put_section(draft: Draft, task: TaskLine) -> None:
    """Make the heading lines above the row its category, where no column says one."""
    if task.sections and "category" not in draft.texts:
        headings = ("、".join(tidy(cell.text) for cell in cells) for cells in task.sections)
        draft.texts["category"] = "／".join(headings)
        draft.cite("category", task.sections[-1][-1])
    put_status_of_headings(draft, [cell for cells in task.sections for cell in cells])


def put_status_of_headings(draft: Draft, headings: Sequence[Cell]) -> None:
    """Take the verdict of a heading (二、进度滞后的事项) where the row itself states none.

    Of headings within one another the innermost counts.
    """
    for cell in reversed(headings):
        verdict = status_of_heading(cell.text)
        if verdict and "status" not in draft.texts:
            draft.texts["status"] = verdict
            draft.cite("status", cell)


def _put_measure(draft: Draft, context: CellContext) -> None:
    figures = draft.texts.keys() & {"target_value", "actual_value"}
    if context.measure and figures and "measure_unit" not in draft.texts:
        draft.texts["measure_unit"] = context.measure
        draft.citations["measure_unit"] = draft.citations[min(figures)]


def _read_text(draft: Draft, source: Source, context: CellContext) -> None:
    """Take a cell as the text of its field."""
    field, cell = source.plan.field, source.cell
    if source.plan.verdict and is_tick(cell.text):
        draft.texts.setdefault("status", source.plan.verdict)
        draft.cite("status", cell)
    elif field is None:
        header = source.plan.header or "无表头"
        draft.leave(cell, f"“{header}”一列没有对应的字段")
    elif source.plan.key:
        draft.put_keyed(field, source.plan.key, cell)
    elif field in _NARRATIVE:
        _read_narrative(draft, source, context)
    else:
        draft.put(field, cell)
        if field in _TIGHT:
            draft.texts[field] = tight(draft.texts[field])
        if field == "deadline":
            draft.texts[field] = _MIDNIGHT.sub("", draft.texts[field])
        put_items(draft, field, cell, 0, len(cell.text))


def _read_category(draft: Draft, source: Source, context: CellContext) -> None:
    """Take a category once, also where its text stands once for each page that the cell covers."""
    del context
    lines = [line for line in source.text.split("\n") if line.strip()]
    times = _repetition([tight(line) for line in lines])
    draft.put("category", source.cell)
    if times > 1:
        draft.texts["category"] = tidy("\n".join(lines[: len(lines) // times]))
        if not source.inherited:
            draft.warnings.append(
                f"类别一格中同样的文字出现{times}次，应为合并单元格跨页所致，按一次计。"
            )


def _repetition(lines: list[str]) -> int:
    """Tell how many times the same lines follow one another."""
    for times in range(len(lines), 1, -1):
        size, rest = divmod(len(lines), times)
        if not rest and all(lines[n] == lines[n % size] for n in range(len(lines))):
            return times
    return 1


def _read_target(draft: Draft, source: Source, context: CellContext) -> None:
    """Read a year's target, and the quarters' that stand under labels in the same cell."""
    cell = source.cell
    blocks = target_blocks(cell.text)
    if not blocks:
        draft.put("annual_target", cell)
        put_items(draft, "annual_target", cell, 0, len(cell.text))
        return
    preamble = (0, blocks[0].label[0])
    if cell.text[slice(*preamble)].strip():
        free = "task" not in context.fields
        draft.put("task" if free else "annual_target", cell, preamble)
    for block in blocks:
        if block.key:
            draft.put_keyed("quarter_targets", block.key, cell, block.content)
        else:
            draft.put("annual_target", cell, block.content)
            put_items(draft, "annual_target", cell, *block.content)
    odd = [tight(cell.text[slice(*block.label)]).strip("：:") for block in blocks if block.odd]
    if odd and not source.inherited:
        shown = "”“".join(odd)
        draft.warnings.append(f"季度目标的标签写作“{shown}”，与通行写法不同，可能是识别错误。")


def _read_plan(draft: Draft, source: Source, context: CellContext) -> None:
    if source.plan.key:
        draft.put_keyed("month_plan", source.plan.key, source.cell)
        return
    del context
    end = read_month_plan(draft, source.cell, source.plan.header)
    if "period_plan_text" in draft.texts:
        put_items(draft, "period_plan_text", source.cell, 0, end)


def _read_narrative(draft: Draft, source: Source, context: CellContext) -> None:
    """Read a report: its verdict, its labelled parts (存在问题：…), its text."""
    field, cell = source.plan.field or "progress", source.cell
    start = 0
    if context.verdicts_open and field.startswith("progress") and "status" not in draft.texts:
        start = _take_verdict(draft, cell)
    family = "progress" if field.startswith("progress") else field
    taken = context.fields - {field}
    blocks = [block for block in narrative_blocks(cell.text) if block.label[0] >= start]
    blocks = [block for block in blocks if block.field == family or block.field not in taken]
    if (
        len(blocks) == 1
        and blocks[0].field == family
        and cell.text[start : blocks[0].label[0]].strip()
    ):
        blocks = []
    end = blocks[0].label[0] if blocks else len(cell.text)
    _put_part(draft, field, cell, start, end)
    # A label that is not taken for one stays in the text of the block before it.
    ends = [*(block.label[0] for block in blocks[1:]), len(cell.text)]
    for block, stop in zip(blocks, ends, strict=False):
        part = field if block.field == family else block.field
        _put_part(draft, part, cell, block.content[0], stop)


def _take_verdict(draft: Draft, cell: Cell) -> int:
    prefix = status_prefix(cell.text)
    if prefix is None:
        draft.doubt("status", "同列其他各行都以完成状态开头，本行没有。", 0.5)
        return 0
    draft.put("status", cell, prefix.span)
    draft.texts["status"] = tight(draft.texts["status"])
    return prefix.rest


def _put_part(draft: Draft, field: str, cell: Cell, start: int, end: int) -> None:
    whole = start == 0 and end == len(cell.text)
    draft.put(field, cell, None if whole else (start, end))
    put_items(draft, field, cell, start, end)


def put_items(draft: Draft, field: str, cell: Cell, start: int, end: int) -> None:
    """Note the enumerated pieces of a part of a cell, where its field is made of pieces."""
    if field not in _ITEMISED:
        return
    for piece in pieces_of(cell.text, start, end):
        text = tidy(cell.text[slice(*piece.span)])
        if text:
            name = tight(piece.name) if piece.name else None
            draft.cite(f"items.{len(draft.items)}", cell, piece.span)
            draft.items.append(Item(field=field, text=text, marker=piece.marker, name=name))


def _read_units(draft: Draft, source: Source, context: CellContext) -> None:
    put_units(draft, source.cell, source.plan, context.members, inherited=source.inherited)


def _read_people(draft: Draft, source: Source, context: CellContext) -> None:
    put_people(draft, source.cell, source.plan, context.members, inherited=source.inherited)


_Reader = Callable[[Draft, Source, CellContext], None]
_READERS: dict[str, _Reader] = {
    "category": _read_category,
    "annual_target": _read_target,
    "month_plan": _read_plan,
    "units": _read_units,
    "leaders": _read_people,
}


def column_texts(tasks: Sequence[TaskLine], column: int) -> list[str]:
    """Return what stands in a column, row by row, without what is inherited."""
    cells = [task.cells[column] for task in tasks if column not in task.inherited]
    return [cell.text for cell in cells if cell is not None]
