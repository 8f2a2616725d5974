"""The words of a written report (书面材料), composed from a sheet's lines.

Sections follow the notice that asks for it (“每月工作任务完成情况，包括存在的问题、原因分析和下一步措施
等”, seed 003): overview, completion task by task, problems with their causes, next steps. What is
said as 无 is left out; an unchanged task is named, not repeated.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from jiannuo.reporting.models import Claim, Line, Submission
from jiannuo.reporting.queries.submissions import span_of_round

_NOTHING: Final = frozenset({"", "无", "暂无", "没有", "无。", "—", "/"})
_ORDER: Final = (Claim.MET, Claim.PARTLY, Claim.MISSED)
_NUMERALS: Final = "一二三四五六七八九十"


def compose(sheet: Submission, lines: Sequence[Line]) -> str:
    """Return the report as paragraphs, one a line."""
    period = span_of_round(sheet.round).label
    name = sheet.organisation.name
    title = f"{name}关于{sheet.round.year}年{period}{'份' if period.endswith('月') else ''}工作任务落实情况的报告"
    sections = [
        ("完成情况", [_overview(lines, period), *_numbered(lines, _progress)]),
        ("存在问题及原因", list(_numbered(lines, _problems))),
        ("下一步计划", list(_numbered(lines, _next_steps))),
    ]
    filled = [(head, texts) for head, texts in sections if texts]
    paragraphs = [title]
    for numeral, (head, texts) in zip(_NUMERALS, filled, strict=False):
        paragraphs += [f"{numeral}、{head}", *texts]
    return "\n".join([*paragraphs, name])


def _overview(lines: Sequence[Line], period: str) -> str:
    counted = [(claim.label, sum(line.claim == claim for line in lines)) for claim in _ORDER]
    results = "，".join(f"{label}{count}项" for label, count in counted if count)
    unchanged = sum(line.unchanged for line in lines)
    quiet = f"其中{unchanged}项{period}无变化。" if unchanged else ""
    return f"本单位承担{len(lines)}项任务" + (f"，{results}。" if results else "。") + quiet


def _numbered(lines: Sequence[Line], said: Callable[[Line], str]) -> Iterable[str]:
    for line in lines:
        text = said(line)
        if text:
            number = f"第{line.task.number}项　" if line.task.number else ""
            yield f"{number}{_short(line.task.wording())}：{text}"


def _progress(line: Line) -> str:
    text = _flowing(line.progress)
    return f"较上期无变化。{text}" if line.unchanged else text


def _problems(line: Line) -> str:
    texts = [
        _flowing(text) for text in (line.problems, line.causes) if text.strip() not in _NOTHING
    ]
    if not texts:
        return ""
    if line.problems.strip() in _NOTHING:
        return f"原因：{texts[0]}"
    return texts[0] if len(texts) == 1 else f"{texts[0]}原因：{texts[1]}"


def _next_steps(line: Line) -> str:
    return "" if line.next_steps.strip() in _NOTHING else _flowing(line.next_steps)


def _flowing(text: str) -> str:
    """Return a text of several lines as one paragraph that ends like a sentence."""
    one = "".join(part.strip() for part in text.strip().splitlines())
    return one if not one or one[-1] in "。！？；" else f"{one}。"


def _short(wording: str, longest: int = 30) -> str:
    """Return a task in a few words: whole clauses as far as they fit."""
    first = wording.strip().partition("\n")[0].rstrip("。；，、")
    if len(first) <= longest:
        return first
    cut = max(first.rfind(stop, 8, longest) for stop in "，；、。")
    return first[:cut] if cut > 0 else f"{first[: longest - 1]}…"
