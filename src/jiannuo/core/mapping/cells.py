"""From the cells of one task to the values of its row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiannuo.core.mapping.body import TaskLine
from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.items import pieces_of
from jiannuo.core.mapping.labels import foreign_target, narrative_blocks, target_blocks
from jiannuo.core.mapping.members import MemberContext, put_people, put_units
from jiannuo.core.mapping.months import is_single_plan, month_entries
from jiannuo.core.mapping.organisations import looks_like_units
from jiannuo.core.mapping.statuses import status_prefix
from jiannuo.core.mapping.wording import tidy, tight
from jiannuo.core.records import Item
from jiannuo.core.tables import Cell

ITEMISED = frozenset(
    {
        "annual_target", "period_plan_text", "period_target", "progress", "progress_period",
        "progress_to_date", "problems", "causes", "next_steps",
    }
)  # fmt: skip
"""Fields whose enumerated pieces become items; a task's own text is one thing."""

_NARRATIVE = frozenset(
    {"progress", "progress_period", "progress_to_date", "problems", "causes", "next_steps"}
)
_TIGHT = frozenset({"number", "measure_unit", "region", "ratio"})


@dataclass(frozen=True, slots=True)
class CellContext:
    """What the table as a whole says about its cells."""

    plans: tuple[ColumnPlan, ...]
    members: MemberContext
    verdicts_open: bool = False
    explicit: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """The fields that columns fill."""
        return frozenset(plan.field for plan in self.plans if plan.field)


def read_task(task: TaskLine, context: CellContext) -> Draft:
    """Read the cells of a row."""
    draft = Draft(raw_cells=_raw_cells(task))
    if task.section is not None:
        draft.put("category", task.section)
    for plan in context.plans:
        cell = task.cells[plan.index]
        if cell is None or not cell.text.strip() or _joined_to_left(task, plan):
            continue
        if cell.marks and plan.field:
            draft.marks.setdefault(plan.field, cell.marks)
        _READERS.get(plan.field or "", _read_text)(draft, cell, plan, context)
        if plan.index in task.presumed and plan.field:
            draft.doubt(plan.field, f"本行“{plan.header}”为空，按与上一行合并处理，请核对。", 0.6)
    for cell in task.line.overflow:
        draft.leave(cell, "这一格超出了表头的列数")
    if task.line.guessed:
        draft.doubt(
            "raw_cells", "本行的格数与表头不一致，各格所属的列是按内容推断的，请核对。", 0.6
        )
    return draft


def _raw_cells(task: TaskLine) -> tuple[str, ...]:
    line = task.line
    if len(line.own) != len(line.places) and all(cell.column_span == 1 for cell in line.own):
        return tuple(cell.text for cell in line.own)
    return tuple(line.text(n) if line.begins(n) else "" for n in range(len(line.places)))


def _joined_to_left(task: TaskLine, plan: ColumnPlan) -> bool:
    """Say whether a cell spans from the column before: its text counts once, at its first column."""
    return plan.index > 0 and task.cells[plan.index] is task.cells[plan.index - 1]


def _read_text(draft: Draft, cell: Cell, plan: ColumnPlan, context: CellContext) -> None:
    """Take a cell as the text of its field."""
    if plan.field is None:
        draft.leave(cell, f"“{plan.header or '无表头'}”一列没有对应的字段")
    elif plan.key:
        draft.put_keyed(plan.field, plan.key, cell)
    elif plan.field in _TIGHT:
        draft.put(plan.field, cell)
        draft.texts[plan.field] = tight(draft.texts[plan.field])
    elif plan.field in _NARRATIVE:
        _read_narrative(draft, cell, plan, context)
    else:
        draft.put(plan.field, cell)
        _put_items(draft, plan.field, cell, 0, len(cell.text))


def _read_category(draft: Draft, cell: Cell, plan: ColumnPlan, context: CellContext) -> None:
    """Take a category once, also where its text stands once for each page that the cell covers."""
    del plan, context
    lines = [line for line in cell.text.split("\n") if line.strip()]
    times = _repetition([tight(line) for line in lines])
    if "category" in draft.texts:
        del draft.texts["category"]
        draft.citations.pop("category", None)
    draft.put("category", cell)
    if times > 1:
        draft.texts["category"] = tidy("\n".join(lines[: len(lines) // times]))
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


def _read_target(draft: Draft, cell: Cell, plan: ColumnPlan, context: CellContext) -> None:
    """Read a year's target, and the quarters' that stand under labels in the same cell."""
    blocks = target_blocks(cell.text)
    if not any(block.key for block in blocks) and not (
        blocks and blocks[0].field == "annual_target"
    ):
        _read_text_only(draft, cell, plan)
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
            _put_items(draft, "annual_target", cell, *block.content)
    odd = [tight(cell.text[slice(*block.label)]).strip("：:") for block in blocks if block.odd]
    if odd:
        draft.warnings.append(
            f"季度目标的标签写作“{'”“'.join(odd)}”，与通行写法不同，可能是识别错误。"
        )


def _read_text_only(draft: Draft, cell: Cell, plan: ColumnPlan) -> None:
    field = plan.field or "annual_target"
    draft.put(field, cell)
    _put_items(draft, field, cell, 0, len(cell.text))


def _read_plan(draft: Draft, cell: Cell, plan: ColumnPlan, context: CellContext) -> None:
    """Read a month plan; the plans of several projects in one cell stay one text with items."""
    if plan.key:
        draft.put_keyed("month_plan", plan.key, cell)
        return
    del context
    text = cell.text
    end = len(text)
    slid = foreign_target(text)
    if slid is not None:
        end = _before_organisation(text, slid)
        lost = tidy(text[end:])
        draft.warnings.append(f"“{plan.header}”一格末尾混入了另一项任务的目标：“{lost}”。")
        draft.doubt(
            "period_plan_text",
            f"“{plan.header}”一格末尾的文字像是另一项任务的年度和季度目标，可能是表格错行，请核对原件。",
            0.3,
        )
    entries = month_entries(text)
    if slid is None and is_single_plan(text, entries):
        for entry in entries:
            draft.put_keyed("month_plan", entry.key, cell, entry.span)
        return
    draft.put("period_plan_text", cell)
    _put_items(draft, "period_plan_text", cell, 0, end)
    if len(entries) > 1:
        draft.warnings.append(
            f"“{plan.header}”一格写有几个项目的分月计划，无法拆成一份，按原文保留。"
        )


def _before_organisation(text: str, place: int) -> int:
    """Go back over a line that only names an organisation: it belongs to what slid in."""
    before = text[:place].rstrip()
    line_start = before.rfind("\n") + 1
    line = before[line_start:]
    return line_start if line_start and looks_like_units(line) else place


def _read_narrative(draft: Draft, cell: Cell, plan: ColumnPlan, context: CellContext) -> None:
    """Read a report: its verdict, its labelled parts, its text."""
    field = plan.field or "progress"
    start = 0
    if context.verdicts_open and field.startswith("progress") and "status" not in draft.texts:
        start = _take_verdict(draft, cell)
    blocks = [
        block
        for block in narrative_blocks(cell.text)
        if block.field not in context.fields and block.label[0] >= start
    ]
    if "causes" in plan.also and not any(block.field == "causes" for block in blocks):
        blocks = []
    end = blocks[0].label[0] if blocks else len(cell.text)
    _put_part(draft, field, cell, start, end)
    for block in blocks:
        _put_part(draft, block.field, cell, *block.content)


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
    _put_items(draft, field, cell, start, end)


def _put_items(draft: Draft, field: str, cell: Cell, start: int, end: int) -> None:
    if field not in ITEMISED:
        return
    for piece in pieces_of(cell.text, start, end):
        text = tidy(cell.text[slice(*piece.span)])
        if text:
            name = tight(piece.name) if piece.name else None
            draft.cite(f"items.{len(draft.items)}", cell, piece.span)
            draft.items.append(Item(field=field, text=text, marker=piece.marker, name=name))


def _read_units(draft: Draft, cell: Cell, plan: ColumnPlan, context: CellContext) -> None:
    put_units(draft, cell, plan, context.members)


def _read_people(draft: Draft, cell: Cell, plan: ColumnPlan, context: CellContext) -> None:
    put_people(draft, cell, plan, context.members)


_Reader = Callable[[Draft, Cell, ColumnPlan, CellContext], None]
_READERS: dict[str, _Reader] = {
    "category": _read_category,
    "annual_target": _read_target,
    "month_plan": _read_plan,
    "units": _read_units,
    "leaders": _read_people,
}


def column_texts(tasks: Sequence[TaskLine], column: int) -> list[str]:
    """Return what stands in a column, row by row, without what is inherited."""
    texts = []
    for task in tasks:
        cell = task.cells[column]
        if cell is not None and column not in task.inherited:
            texts.append(cell.text)
    return texts
