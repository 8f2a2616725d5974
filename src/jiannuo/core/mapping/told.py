"""Reports and bulletins in prose: numbered items under headings, each telling of one task.

    二、进度滞后的事项
    1.滨河大道北延（牵头单位：县住建局）。5月份目标：完成路基；实际完成：完成招标；原因：….

Such a document has no table; each item becomes a row. Whether a paragraph tells of a task is decided
by the document (it calls itself a report, a bulletin), by the heading over it (what a document
demands in general is no task) and by its form: a title, then what was due or done.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiannuo.core.mapping.cells import put_items, put_status_of_headings
from jiannuo.core.mapping.drafts import Draft, cite
from jiannuo.core.mapping.members import MemberContext
from jiannuo.core.mapping.narrative import (
    HEADERS,
    Listed,
    as_cell,
    fields_of,
    put_units_in,
    read_answer,
)
from jiannuo.core.mapping.told_parts import (
    ToldPart,
    body_parts,
    parts_told,
    tells_of_work,
)
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE
from jiannuo.core.mapping.wording import tidy
from jiannuo.core.records import Column, Table
from jiannuo.core.tables import Cell, MarkKind, Paragraph

_CHINESE = "一二三四五六七八九十"
_REPORTS = re.compile(
    r"进展|完成情况|办理情况|落实情况|推进情况|执行情况|整改情况|督查|督办|通报|总结|调度|台账"
)
_FIRST = re.compile(rf"\s*[{_CHINESE}]{{1,3}}、")
_SECOND = re.compile(rf"\s*[（(][{_CHINESE}]{{1,3}}[）)]")
_NUMBER = re.compile(
    rf"\s*(?P<number>\d{{1,3}})\s*[.．、]\s*(?!\d(?!\d?月|\d{{3}}年))|\s*[（(](?P<inner>\d{{1,3}})[）)]"
    rf"|\s*[（(](?P<chinese>[{_CHINESE}]{{1,3}})[）)]"
)
_ASIDE = re.compile(
    r"总体|基本情况|主要做法|特点|工作要求|有关要求|下一?步|下阶段|打算|安排|意见|建议|要求|(?:组织|强化|要素|工作)保障|保障(?:措施|机制)|^.{0,4}措施$|组织领导|主要成效$"
)
"""Headings over what is said of the work as a whole; no item below them is a task."""
_LONGEST_HEADING = 60
_FEWEST = 2


@dataclass(slots=True)
class _Item:
    """A numbered paragraph with the headings over it and the paragraphs that go on with it."""

    place: int
    cell: Cell
    number: tuple[int, int]
    begins: int
    parts: tuple[ToldPart, ...]
    headings: tuple[tuple[int, Cell], ...] = ()
    further: list[tuple[int, Cell]] = field(default_factory=list)


def read_told(paragraphs: Sequence[Paragraph], title: str | None) -> Listed | None:
    """Find the tasks that a report tells of in prose; None if it is no report or tells of none."""
    if not title or not _REPORTS.search(title):
        return None
    items = _items(paragraphs)
    if len(items) < _FEWEST:
        return None
    drafts = [_read(item) for item in items]
    names = dict.fromkeys(name for draft in drafts for name in fields_of(draft))
    columns = tuple(Column(header=HEADERS[name], field=name, why="正文逐条叙述") for name in names)
    used = {item.place for item in items}
    used |= {place for item in items for place, _ in (*item.headings, *item.further)}
    unplaced = [piece for draft in drafts for piece in draft.unplaced]
    table = Table(columns=columns, rows=tuple(draft.build() for draft in drafts))
    return Listed(table, used, unplaced)


def _items(paragraphs: Sequence[Paragraph]) -> list[_Item]:
    items: list[_Item] = []
    first: tuple[int, Cell] | None = None
    second: tuple[int, Cell] | None = None
    open_item: _Item | None = None
    for place, paragraph in enumerate(paragraphs):
        cell = as_cell(paragraph)
        if _FIRST.match(cell.text) and _is_heading(cell.text):
            first, second, open_item = (place, cell), None, None
            continue
        over = tuple(one for one in (first, second) if one)
        aside = any(_ASIDE.search(tidy(one.text)) for _, one in over)
        item = None if aside or not over else _item(place, cell)
        if item is None and _SECOND.match(cell.text) and _is_heading(cell.text):
            second, open_item = (place, cell), None
        elif item:
            item.headings = tuple(one for one in over if one[0] != place)
            items.append(item)
            open_item = item
        elif open_item and not aside and not _NUMBER.match(cell.text):
            open_item.further.append((place, cell))
        else:
            open_item = None
    found = [item for item in items if item.parts or item.further]
    telling = sum(any(map(tells_of_work, _texts(item))) for item in found)
    return found if telling * 2 > len(found) else []


def _texts(item: _Item) -> list[str]:
    """Return what an item says besides its title."""
    own = [item.cell.text[slice(*part.span)] for part in item.parts[1:]]
    return [*own, *(cell.text for _, cell in item.further)]


def _item(place: int, cell: Cell) -> _Item | None:
    """Take a numbered paragraph for an item; its title may be all that it holds."""
    number = _NUMBER.match(cell.text)
    if number is None:
        return None
    begins = number.end()
    parts = parts_told(cell.text, begins, _bold_title(cell, begins))
    if not parts and (_SECOND.match(cell.text) or not _is_heading(cell.text)):
        return None
    return _Item(place, cell, number.span(str(number.lastgroup)), begins, parts)


def _bold_title(cell: Cell, begins: int) -> int | None:
    """Return where a bold run ends that opens the paragraph and is followed by plain text."""
    for mark in cell.marks:
        if mark.kind is MarkKind.BOLD and mark.start <= begins < mark.end < len(cell.text.rstrip()):
            return mark.end
    return None


def _is_heading(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_HEADING and "。" not in text


def _read(item: _Item) -> Draft:
    cells = [item.cell, *(cell for _, cell in item.further)]
    draft = Draft(raw_cells=tuple(cell.text for cell in cells))
    draft.put("number", item.cell, item.number)
    if item.headings:
        headings = [cell for _, cell in item.headings]
        draft.texts["category"] = "／".join(tidy(cell.text) for cell in headings)
        draft.cite("category", headings[-1])
        put_status_of_headings(draft, headings)
    if not item.parts:
        draft.put("task", item.cell, (item.begins, len(item.cell.text)))
    for part in item.parts:
        _put(draft, item.cell, part)
    for _, cell in item.further:
        for part in body_parts(cell.text, 0):
            _put(draft, cell, part)
    return draft


def _put(draft: Draft, cell: Cell, part: ToldPart) -> None:
    if part.field == "answer":
        read_answer(draft, cell, part.span, MemberContext())
    elif part.field == "units":
        told = MemberContext(has_lead_column=part.role == LEAD)
        put_units_in(draft, cell, part.span, part.role or RESPONSIBLE, told)
    else:
        known = part.field in draft.citations
        draft.put(part.field, cell, part.span)
        if not known:
            draft.citations[part.field] = cite(cell, part.whole)
        put_items(draft, part.field, cell, *part.span)
