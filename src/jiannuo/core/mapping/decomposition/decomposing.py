"""From a raw document to proposed tasks: the stages in their order."""

from collections.abc import Iterator
from typing import Final

from jiannuo.core.mapping.decomposition.flow import lines_of
from jiannuo.core.mapping.decomposition.outline import outline
from jiannuo.core.mapping.decomposition.parts import Layout, lay_out
from jiannuo.core.mapping.decomposition.taking import Gathering
from jiannuo.core.mapping.decomposition.twins import told_once
from jiannuo.core.mapping.decomposition.values import Decomposition, NotTaken, Part
from jiannuo.core.tables import RawDocument

_WHY: Final = {
    Part.OPENING: "报告开头（标题、署名、称呼等）",
    Part.REVIEW: "上年工作回顾，不是今年的任务",
    Part.OUTLOOK: "今后几年的总体安排，不是今年的任务",
    Part.CLOSING: "结尾的号召",
    Part.GLOSSARY: "名词解释",
    Part.ANNEX: "附件中不属于任务的内容",
}
_NO_PLAN: Final = "没有找到今年工作安排的部分，因此没有列出任务；请确认这是政府工作报告全文。"
_NO_PARTS: Final = "没有找到区分上年回顾和今年安排的标题，全文都按今年安排处理，请核对。"


def decompose(raw: RawDocument) -> Decomposition:
    """Take a government work report apart into proposed tasks.

    Never fails: a document without a plan gives no tasks and a warning. Every character but white
    space of the paragraphs, tables and page furniture stands in exactly one task or `not_taken`.
    """
    lines = lines_of(raw)
    layout = lay_out(lines)
    placed = outline(lines, layout)
    gathering = Gathering(layout.year)
    for place, line in enumerate(lines):
        part = layout.parts[place]
        if part is Part.PLAN:
            gathering.take(line, placed[place])
        else:
            gathering.leave(line, 0, len(line.text), _WHY[part], part)
    tasks, echoes = told_once(gathering.tasks())
    return Decomposition(
        source=raw.name,
        title=layout.title,
        year=layout.year,
        tasks=tasks,
        not_taken=(*gathering.not_taken, *echoes, *_beside(raw)),
        warnings=(*raw.warnings, *_warnings(layout)),
    )


def _warnings(layout: Layout) -> Iterator[str]:
    if Part.PLAN not in layout.parts:
        yield _NO_PLAN
    elif not layout.openers and Part.REVIEW not in layout.parts:
        yield _NO_PARTS


def _beside(raw: RawDocument) -> Iterator[NotTaken]:
    """List what is no prose: tables' cells, headers and footers."""
    for table in raw.tables():
        for cell in table.cells:
            if cell.text.strip():
                yield NotTaken(
                    text=cell.text,
                    citation=cell.citation,
                    why="表格中的内容，请用“读取”功能单独读表",
                    part=Part.ANNEX,
                )
    for paragraph in raw.furniture:
        if paragraph.text.strip():
            yield NotTaken(
                text=paragraph.text,
                citation=paragraph.citation,
                why="页眉、页脚或页码",
                part=Part.FURNITURE,
            )
