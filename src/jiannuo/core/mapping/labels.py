"""Labels inside cells: 全年目标：… 一季度目标：… 存在问题：… and the blocks that they head.

A label stands at the beginning of a line or behind a full stop, says what follows, and ends with a
colon. What it says becomes the field; the label itself is no part of the value.
"""

import re
from dataclasses import dataclass

from jiannuo.core.mapping.periods import number_of

_START = r"(?:(?<=^)|(?<=[\n。；;]))[ \t\u3000\xa0]*"
_TARGET = (
    r"(?P<annual>(?:全年|年度|本年|今年|年|总体|总)(?:工作|任务|主要|建设)?(?:目标任务|目标|任务)"
    r"|(?:20\d\d年)(?:度)?(?:工作|任务)?(?:目标任务|目标))"
    r"|第?(?P<quarter>[一二三四1-4])季度?(?:末)?(?P<odd>项目|项)?(?:工作|任务|推进|阶段|计划)?"
    r"(?:目标任务|目标|计划|任务|节点)?"
)
_NARRATIVE = (
    r"(?P<problems>(?:目前|当前)?(?:存在|面临)?的?(?:主要)?(?:困难和问题|问题和困难|困难问题|问题|困难)|需(?:要)?协调(?:解决)?(?:的)?(?:问题|事项))"
    r"|(?P<causes>(?:未完成|滞后|主要)?原因(?:分析)?)"
    r"|(?P<next_steps>下一?步(?:工作)?(?:打算|计划|措施|安排|举措|思路)?|下阶段(?:工作)?(?:打算|计划|安排)?|(?:整改|解决|应对|改进|采取的?)?措施)"
    r"|(?P<progress>(?:目前|当前|工作|任务|项目|最新)?(?:进展|推进|完成|落实|办理)情况|目前进展|工作进展)"
)
_TARGET_LABEL = re.compile(rf"{_START}(?:{_TARGET})\s*[：:]")
_COUNTED = r"(?:[（(]?[一二三四五六1-6][）)、.．]|[①-⑥])\s*"
"""The number that a label may carry: 1.进展情况：… 2.存在问题：…."""
_NARRATIVE_LABEL = re.compile(
    rf"{_START}(?:{_COUNTED})?(?:(?P<opening>[【\[])\s*)?(?:{_NARRATIVE})\s*(?(opening)[】\]]\s*[：:]?|[：:])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled block: its field, the key in it (a quarter), and the spans of label and content."""

    field: str
    key: str | None
    label: tuple[int, int]
    content: tuple[int, int]
    odd: bool = False
    """The label is spelled as no form spells it (一季项目目标): a mark of poor recognition."""


def target_blocks(text: str) -> tuple[Block, ...]:
    """Split a target cell at 全年目标： and 一季度目标：."""
    if "：" not in text and ":" not in text:
        return ()
    found = list(_TARGET_LABEL.finditer(text))
    blocks = []
    for label, end in zip(found, _ends(found, text), strict=True):
        key = str(number_of(label["quarter"])) if label["quarter"] else None
        blocks.append(
            Block(
                field="quarter_targets" if key else "annual_target",
                key=key,
                label=label.span(),
                content=(label.end(), end),
                odd=bool(label["odd"]),
            )
        )
    return tuple(blocks)


def narrative_blocks(text: str) -> tuple[Block, ...]:
    """Split a cell that tells progress, problems and next steps one after another."""
    if not any(sign in text for sign in "：:】]"):
        return ()
    found = list(_NARRATIVE_LABEL.finditer(text))
    return tuple(
        Block(_named(label), None, label.span(), (label.end(), end))
        for label, end in zip(found, _ends(found, text), strict=True)
    )


def _named(label: re.Match[str]) -> str:
    return next(name for name, text in label.groupdict().items() if text and name != "opening")


def _ends(found: list[re.Match[str]], text: str) -> list[int]:
    return [*(label.start() for label in found[1:]), len(text)] if found else []


def foreign_target(text: str) -> int | None:
    """Find where, in a plan or a report, the targets of another task begin that slid in here.

    That is a year's target followed by two or more quarters'. Returns the place of the line it
    begins in; a line before it that only names an organisation belongs to it and is left to the
    caller.
    """
    blocks = target_blocks(text)
    for place, block in enumerate(blocks):
        quarters = [other for other in blocks[place + 1 :] if other.key]
        if block.key is None and len(quarters) > 1:
            return block.label[0]
    return None
