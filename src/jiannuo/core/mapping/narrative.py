"""Lists of tasks in prose: 1.……。（牵头单位：县经信局；责任单位：县发改局；完成时限：6月底前）.

Many plans have no table: each task is a numbered paragraph that ends with who answers for it, in
brackets or on lines of their own. Reports write the progress below each task in the same way, a
label a line (进展情况：… 存在问题：… 下一步打算：…). Headings above are the task's category.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jiannuo.core.mapping.cells import put_items, put_status_of_headings
from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.drafts import Draft, cite
from jiannuo.core.mapping.labels import narrative_blocks
from jiannuo.core.mapping.members import MemberContext, put_people, put_units
from jiannuo.core.mapping.organisations import looks_like_units
from jiannuo.core.mapping.senses import meaning_of
from jiannuo.core.mapping.vocabulary import RESPONSIBLE
from jiannuo.core.mapping.wording import tidy
from jiannuo.core.records import Column, Table, Unplaced
from jiannuo.core.tables import Cell, Paragraph

_CHINESE = "一二三四五六七八九十"
_FIRST_LEVEL = re.compile(rf"\s*[{_CHINESE}]{{1,3}}、")
_SECOND_LEVEL = re.compile(rf"\s*[（(][{_CHINESE}]{{1,3}}[）)]")
_TIME = r"\d?月|\d{3}年"
"""What follows a figure that is no decimal place: 2.12月底前…… is the second task."""
_NUMBER = re.compile(
    rf"\s*(?P<number>\d{{1,3}})\s*[.．、]\s*(?!\d(?!{_TIME}))|\s*[（(](?P<inner>\d{{1,3}})[）)]|\s*[（(](?P<chinese>[{_CHINESE}]{{1,3}})[）)]"
    rf"|\s*(?:任务|事项|项目|实事)\s*(?P<named>\d{{1,3}}|[{_CHINESE}]{{1,3}})\s*[：:.．、]"
)
_HEADED = re.compile(rf"\s*(?P<heading>[{_CHINESE}]{{1,3}})、")
"""The number of a heading, which is a task's where labelled lines follow it at once."""
_LINE_LABEL = re.compile(
    r"\s*(?P<label>[^\s：:，。；、（）()]{2,12}(?:（[^（）]{1,12}）)?)\s*[：:]"
)
_LABEL = re.compile(
    r"(?P<label>[一-鿿]{2,10}?(?:单位|部门|领导|时限|时间|责任人|负责人|期限|主体|分工))\s*[：:]"
)
_LEADING = re.compile(r"牵头(?![省市区县州旗]{0,3}级?领导|责任人|负责人)|主办|主责")
"""Words that tell who leads; a leader (牵头领导) is no organisation."""
_ANSWERS = re.compile(r"牵头|责任|负责|配合|承办|协办|主办|落实")
_FEWEST = 2
_LONGEST_HEADING = 60
_SOURCE = "正文"


@dataclass(slots=True)
class Listed:
    """The table that a list in prose amounts to; `used` are the places of its paragraphs."""

    table: Table
    used: set[int]
    unplaced: list[Unplaced]


@dataclass(slots=True)
class _Task:
    """A task's paragraph, where its text ends, and the spans that say who answers for it."""

    place: int
    cell: Cell
    text_span: tuple[int, int]
    number: tuple[int, int] | None
    answers: list[tuple[Cell, tuple[int, int]]] = field(default_factory=list)
    headings: tuple[Cell, ...] = ()
    continued: list[tuple[str, Cell]] = field(default_factory=list)
    """Paragraphs that go on with a labelled line, with its field."""


def read_narrative(paragraphs: Sequence[Paragraph]) -> Listed | None:
    """Find the tasks that paragraphs list; None if they list none."""
    tasks, used = _tasks(paragraphs)
    if len(tasks) < _FEWEST:
        return None
    drafts = [_read(task) for task in tasks]
    fields = dict.fromkeys(name for draft in drafts for name in fields_of(draft))
    columns = tuple(Column(header=HEADERS[name], field=name, why="正文逐条列出") for name in fields)
    unplaced = [piece for draft in drafts for piece in draft.unplaced]
    table = Table(columns=columns, rows=tuple(draft.build() for draft in drafts))
    return Listed(table, used, unplaced)


HEADERS: Final = {
    "number": "序号",
    "category": "类别",
    "task": "任务",
    "annual_target": "年度目标",
    "period_target": "本期目标",
    "period_plan_text": "工作措施",
    "progress": "进展情况",
    "status": "完成状态",
    "ratio": "完成率",
    "problems": "存在问题",
    "causes": "原因",
    "next_steps": "下步打算",
    "leaders": "责任领导",
    "units": "责任单位",
    "deadline": "完成时限",
    "principal": "责任人",
    "contact": "联系人",
    "remarks": "备注",
}
"""What the columns of a list in prose are called, which has none: field → header."""
_FAMILIES = {"target": "annual_target", "plan": "period_plan_text"}
"""Families of columns whose field a table's other columns decide; a list has no other columns."""
_LINE_FIELDS = frozenset(HEADERS) - {"number", "category", "task", "leaders", "units"}
"""Fields whose label opens a line of its own; who answers may also share a line with others."""
_PIECE = re.compile(rf"\s*(?:[①-⑳]|[（(]\d{{1,2}}[）)]|[{_CHINESE}]是)")
"""How a piece of a list within a labelled part begins."""
_SURE = 0.8


def fields_of(draft: Draft) -> list[str]:
    """Return the fields that a row read from prose has, in the order of its columns."""
    present = set(draft.texts) | {name for name in ("leaders", "units") if getattr(draft, name)}
    return [name for name in HEADERS if name in present]


def _tasks(paragraphs: Sequence[Paragraph]) -> tuple[list[_Task], set[int]]:
    tasks: list[_Task] = []
    used: set[int] = set()
    first: tuple[int, Cell] | None = None
    second: tuple[int, Cell] | None = None
    open_task: _Task | None = None
    for place, paragraph in enumerate(paragraphs):
        cell = as_cell(paragraph)
        if open_task and (_is_answer_line(cell.text) or _labelled(cell.text)):
            open_task.answers.append((cell, (0, len(cell.text))))
            if open_task not in tasks:
                tasks.append(open_task)
            used.add(place)
            continue
        if open_task and (name := _continues(open_task, cell.text)):
            open_task.continued.append((name, cell))
            used.add(place)
            continue
        task = _task(place, cell)
        if task and task.answers:
            tasks.append(task)
            open_task = task
        elif headed := _headed_task(paragraphs, place, cell):
            first, second, open_task, task = None, None, headed, headed
        elif _FIRST_LEVEL.match(cell.text) and _is_heading(cell.text):
            first, second, open_task = (place, cell), None, None
        elif _SECOND_LEVEL.match(cell.text) and _is_heading(cell.text):
            second = (place, cell)
            open_task = task
        else:
            open_task = task
        if task:
            headings = [one for one in (first, second) if one and one[0] != place]
            task.headings = tuple(one[1] for one in headings)
            if task.answers:
                used.update(one[0] for one in headings)
    for task in tasks:
        used.add(task.place)
        used.update(
            place
            for place, p in enumerate(paragraphs)
            if any(p.citation == c.citation for c in task.headings)
        )
    return tasks, used


def _headed_task(paragraphs: Sequence[Paragraph], place: int, cell: Cell) -> _Task | None:
    """Take a heading, or a named project, for a task where labelled lines follow it at once.

    一、…… or 项目名称：…… / 进展情况：…….
    """
    below = paragraphs[place + 1].text if place + 1 < len(paragraphs) else ""
    number = _HEADED.match(cell.text)
    if not (_labelled(below) or _is_answer_line(below)):
        return None
    label = _LINE_LABEL.match(cell.text)
    named = meaning_of(label["label"]) if label else None
    if label and named and named.sense.family == "task" and named.certainty >= _SURE:
        return _Task(place, cell, (label.end(), len(cell.text)), None)
    if number is None:
        return None
    return _Task(place, cell, (number.end(), len(cell.text)), number.span("heading"))


def _labelled(text: str) -> tuple[str, int] | None:
    """Read the label that opens a line: its field, and where the content begins."""
    label = _LINE_LABEL.match(text)
    meaning = meaning_of(label["label"]) if label else None
    if label is None or meaning is None or meaning.certainty < _SURE:
        return None
    field_ = _FAMILIES.get(meaning.sense.family, meaning.sense.family)
    return (field_, label.end()) if field_ in _LINE_FIELDS else None


def _continues(task: _Task, text: str) -> str | None:
    """Return the field that a paragraph goes on with: below a bare label, or a piece of its list."""
    labelled = _labelled(task.answers[-1][0].text) if task.answers else None
    if labelled is None:
        return None
    name, start = labelled
    bare = not task.answers[-1][0].text[start:].strip()
    fresh = bare and not task.continued
    return name if _PIECE.match(text) or (fresh and not _NUMBER.match(text)) else None


def _is_heading(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_HEADING and "。" not in text


def _is_answer_line(text: str) -> bool:
    label = _LABEL.match(text.strip())
    known = label is not None and meaning_of(label["label"]) is not None
    return known and "。" not in text.strip("。 ")


def as_cell(paragraph: Paragraph) -> Cell:
    """Take a paragraph for a cell, so that both are read and cited alike."""
    return Cell(
        text=paragraph.text, row=0, column=0, citation=paragraph.citation, marks=paragraph.marks
    )


def _task(place: int, cell: Cell) -> _Task | None:
    """Read a numbered paragraph, its closing bracket apart if that says who answers."""
    number = _NUMBER.match(cell.text)
    if number is None:
        return None
    name = str(number.lastgroup)
    answer = _closing_bracket(cell.text)
    end = answer[0] - 1 if answer else len(cell.text)
    task = _Task(place, cell, (number.end(), end), number.span(name))
    if answer:
        task.answers.append((cell, answer))
    return task


def _closing_bracket(text: str) -> tuple[int, int] | None:
    """Find the inside of the bracket that closes a paragraph, if it says who answers."""
    end = len(text.rstrip(" 。．.\u3000"))
    if not end or text[end - 1] not in "）)】]":
        return None
    depth = 0
    for place in range(end - 1, -1, -1):
        if text[place] in "）)】]":
            depth += 1
        elif text[place] in "（(【[":
            depth -= 1
            if not depth:
                inside = text[place + 1 : end - 1]
                says = _ANSWERS.search(inside) or looks_like_units(inside)
                return (place + 1, end - 1) if says else None
    return None


def _read(task: _Task) -> Draft:
    draft = Draft(
        raw_cells=(task.cell.text, *(c.text for c, _ in task.answers if c is not task.cell))
    )
    if task.number:
        draft.put("number", task.cell, task.number)
        # 任务1： the word before the number is part of the number's place.
        draft.citations["number"] = cite(task.cell, (0, task.number[1]))
    if task.headings:
        draft.texts["category"] = "／".join(tidy(cell.text) for cell in task.headings)
        draft.cite("category", task.headings[-1])
        put_status_of_headings(draft, task.headings)
    draft.put("task", task.cell, task.text_span)
    told = any(_LEADING.search(cell.text, *span) for cell, span in task.answers)
    for cell, span in task.answers:
        if (labelled := _labelled(cell.text)) and span[0] == 0:
            _read_labelled(draft, cell, *labelled)
        else:
            read_answer(draft, cell, span, MemberContext(has_lead_column=told))
    for name, cell in task.continued:
        draft.put(name, cell)
        put_items(draft, name, cell, 0, len(cell.text))
    return draft


def _read_labelled(draft: Draft, cell: Cell, name: str, start: int) -> None:
    """Read a line that a label opens, and the labelled parts that follow within it."""
    blocks = [block for block in narrative_blocks(cell.text) if block.label[0] >= start]
    end = blocks[0].label[0] if blocks else len(cell.text)
    for field_, span in [(name, (start, end)), *((b.field, b.content) for b in blocks)]:
        draft.put(field_, cell, span)
        put_items(draft, field_, cell, *span)


def read_answer(draft: Draft, cell: Cell, span: tuple[int, int], context: MemberContext) -> None:
    """Read who answers: labelled parts (牵头单位：…；完成时限：…) or organisations with their roles."""
    start, end = span
    labels = [
        label for label in _LABEL.finditer(cell.text, start, end) if meaning_of(label["label"])
    ]
    if not labels:
        # Without labels the names carry their roles themselves: 县教育局牵头，县住建局配合.
        put_units_in(draft, cell, (start, end), RESPONSIBLE, MemberContext())
        return
    if cell.text[start : labels[0].start()].strip(" ；;，,\u3000"):
        put_units_in(draft, cell, (start, labels[0].start()), RESPONSIBLE, context)
    ends = [*(label.start() for label in labels[1:]), end]
    for label, stop in zip(labels, ends, strict=True):
        meaning = meaning_of(label["label"])
        family = meaning.sense.family if meaning else ""
        content = (label.end(), _trimmed(cell.text, label.end(), stop))
        if family == "units" and meaning:
            put_units_in(draft, cell, content, meaning.sense.role or RESPONSIBLE, context)
        elif family == "leaders":
            _put_people(draft, cell, *content)
        elif family in HEADERS:
            draft.put(family, cell, content)
        else:
            draft.leave(cell, "没有对应的字段", content)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ；;，,。、\u3000\n":
        end -= 1
    return end


def put_units_in(
    draft: Draft, cell: Cell, span: tuple[int, int], role: str, context: MemberContext
) -> None:
    """Read the organisations in a part of a paragraph; `role` is what its label says of them."""
    plan = ColumnPlan(0, "责任单位", "units", role=role)
    put_units(draft, _masked(cell, *span), plan, context)


def _put_people(draft: Draft, cell: Cell, start: int, end: int) -> None:
    plan = ColumnPlan(0, "责任领导", "leaders")
    put_people(draft, _masked(cell, start, end), plan, MemberContext())


def _masked(cell: Cell, start: int, end: int) -> Cell:
    """Blank out all but [start, end), so that places in the text stay what they are."""
    return replace(cell, text=" " * start + cell.text[start:end])
