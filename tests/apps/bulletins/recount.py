"""Recounts a composed bulletin from the rows that its figures name: what must come out again."""

import re
from decimal import ROUND_HALF_UP, Decimal

from jiannuo.bulletins.content import Content
from jiannuo.core.rendering.official import Level
from jiannuo.ledger.models import Task
from jiannuo.reporting.models import Report
from jiannuo.supervision.blocks import Block, Figure

_PERIOD = re.compile(r"\d{4}年(?:\d+月\d+日)?|\d+月份")
_FIXED = re.compile(r"不等于100%|^\d+\.")
_KEPT = re.compile(r"[^\w]")


def results(tasks: set[int], kind: str, index: int) -> dict[int, str]:
    """Return the office's word on each task, else the organisation's, read off the tables themselves."""
    found = dict.fromkeys(tasks, "")
    for report in Report.objects.filter(task__in=tasks, period_kind=kind, period_index=index):
        assessment = getattr(report, "assessment", None)
        found[report.task_id] = assessment.result if assessment else report.claim
    return found


def faults(content: Content, outcome: dict[int, str]) -> list[str]:
    """Return what a recount of every figure finds wrong, and every number that is no figure."""
    found: list[str] = []
    for block in content.blocks:
        for figure in block.figures:
            if not figure.stands_in(block.text):
                found.append(f"{block.id}: {figure.key} stands nowhere")
            elif not _agrees(figure, outcome):
                found.append(f"{block.id}: {figure.key} says {figure.value}")
        if block.id != "basis" and block.level != Level.FIRST and _loose(block):
            found.append(f"{block.id}: a number without rows in {block.text!r}")
    return found


def _agrees(figure: Figure, outcome: dict[int, str]) -> bool:
    kind, _, what = figure.key.partition(":")
    match kind:
        case "count":
            named = what not in {"met", "partly", "missed"} or {
                task for task, word in outcome.items() if word == what
            } == set(figure.tasks)
            return named and int(figure.value) == len(figure.tasks)
        case "share":
            part = Decimal(len(figure.tasks)) * 100 / Decimal(len(outcome))
            return figure.value == f"{part.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
        case "number" | "numbers":
            of_tasks = Task.objects.filter(pk__in=figure.tasks).order_by("table", "position")
            return figure.value == "、".join(of_tasks.values_list("number", flat=True))
        case "units":
            return int(figure.value) > 0
        case "text":
            return _stands_in_ledger(figure)
    return kind == "sum"


def _stands_in_ledger(figure: Figure) -> bool:
    [task] = figure.tasks
    row = Task.objects.get(pk=task)
    texts = [row.wording(), row.annual_target]
    texts += [target.text for target in row.targets.all()]
    for report in row.reports.all():
        texts += [report.progress, report.problems, report.causes, report.next_steps]
    said = _KEPT.sub("", figure.value.removesuffix("……"))
    return any(said in _KEPT.sub("", text) for text in texts)


def _loose(block: Block) -> bool:
    """Say whether a digit stands outside every figure, but for periods and markers."""
    text = block.text
    for figure in sorted(block.figures, key=lambda one: -one.start):
        text = text[: figure.start] + "□" * len(figure.value) + text[figure.end :]
    return bool(re.search(r"\d", _FIXED.sub("", _PERIOD.sub("", text))))
