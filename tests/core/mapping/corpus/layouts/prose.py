"""Documents without a table: tasks in numbered paragraphs, reports under headings, bulletins."""

import random

from tests.core.mapping.corpus.drawing import Block, Drawn, Fields
from tests.core.mapping.corpus.layouts.columns import Style, fields_of
from tests.core.mapping.corpus.ledger import Ledger, Task

_CHINESE = "一二三四五六七八九十"


def _by_category(ledger: Ledger) -> dict[str, list[Task]]:
    groups: dict[str, list[Task]] = {}
    for task in ledger.tasks:
        groups.setdefault(task.category, []).append(task)
    return groups


def bracketed_list(ledger: Ledger, chance: random.Random) -> Drawn:
    """Write numbered tasks that end with who answers: 1.……。（牵头单位：…；完成时限：…）."""
    form = chance.randint(0, 2)
    blocks: list[Block] = [ledger.title("政府工作报告重点任务分工方案")]
    rows: list[Fields] = []
    for place, (category, tasks) in enumerate(_by_category(ledger).items()):
        heading = f"{_CHINESE[place]}、{category}"
        blocks.append(heading)
        for task in tasks:
            text = f"{task.annual_target}。"
            names = "、".join(task.others)
            if form == 0 or not names:
                who = f"牵头单位：{task.lead}" + (f"；责任单位：{names}" if names else "")
            elif form == 1:
                who = f"{task.lead}牵头，{names}配合"
            else:
                who = f"责任领导：{task.leaders[0]}；牵头单位：{task.lead}；配合单位：{names}"
            blocks.append(f"{task.number}.{text}（{who}）")
            fields: Fields = {
                "number": task.number,
                "task": text,
                "category": heading,
                "units": [(task.lead, True), *((one, False) for one in task.others)],
            }
            if form == 2 and names:
                fields["leaders"] = [task.leaders[0]]
            rows.append(fields)
    return Drawn(tuple(blocks), tuple(rows))


def labelled_paragraphs(ledger: Ledger, chance: random.Random) -> Drawn:
    """Write a numbered title, below it a labelled line each: 牵头单位：… 进展情况：…."""
    labels = chance.choice(
        [
            ("牵头单位：", "年度目标：", "进展情况：", "存在问题：", "下步打算："),
            ("责任单位：", "目标任务：", "目前进展：", "存在的困难和问题：", "下一步工作打算："),
            ("责任部门：", "全年目标：", "工作进展：", "主要问题：", "下一步计划："),
        ]
    )
    style = Style("、", "")
    blocks: list[Block] = [ledger.title("重点工作推进情况")]
    rows: list[Fields] = []
    fields = ("annual_target", "progress", "problems", "next_steps")
    for task in ledger.tasks:
        head = chance.choice(["{}.{}", "{}、{}"]).format(task.number, task.task)
        blocks += [head, f"{labels[0]}{task.lead}"]
        blocks += [
            f"{label}{getattr(task, name)}" for label, name in zip(labels[1:], fields, strict=True)
        ]
        said = fields_of(task, ["number", "task", *fields], style)
        rows.append(said | {"units": [(task.lead, True if labels[0] == "牵头单位：" else None)]})
    return Drawn(tuple(blocks), tuple(rows))


def report_with_headings(ledger: Ledger, chance: random.Random) -> Drawn:
    """一、（一）1. in three levels; each item a title and a paragraph of what was done."""
    blocks: list[Block] = [
        ledger.title(f"{ledger.month}月份重点工作进展情况报告"),
        f"现将{ledger.month}月份重点工作进展情况报告如下。",
        "一、重点工作进展情况",
    ]
    rows: list[Fields] = []
    for place, (category, tasks) in enumerate(_by_category(ledger).items()):
        blocks.append(f"（{_CHINESE[place]}）{category}")
        for number, task in enumerate(tasks, 1):
            blocks.append(f"{number}.{task.task}。{task.progress}下一步，{task.next_steps}")
            rows.append(
                {
                    "number": str(number),
                    "task": task.task,
                    "progress": task.progress,
                    "next_steps": task.next_steps,
                    "category": f"一、重点工作进展情况／（{_CHINESE[place]}）{category}",
                }
            )
    blocks += ["二、下一步工作安排", "各单位要压实责任，确保全年任务完成。"]
    return Drawn(tuple(blocks), tuple(rows), ("month", ledger.month))


def bulletin(ledger: Ledger, chance: random.Random) -> Drawn:
    """Write a bulletin in prose: what is behind, item by item, with target, result and reason."""
    done = len(ledger.tasks) + chance.randint(20, 90)
    form = chance.randint(0, 2)
    heading = chance.choice(["二、进度滞后的事项", "二、未完成的任务", "二、推进缓慢的项目"])
    blocks: list[Block] = [
        f"{ledger.place}{ledger.month}月份重点工作督查通报",
        f"现将{ledger.month}月份重点工作督查情况通报如下。",
        "一、总体情况",
        f"本次督查任务{done}项，达到序时进度{done - len(ledger.tasks)}项，滞后{len(ledger.tasks)}项。",
        heading,
    ]
    status = next(one for one in ("进度滞后", "未完成", "推进缓慢") if one in heading)
    rows: list[Fields] = []
    for number, task in enumerate(ledger.tasks, 1):
        text, said = _missed(task, form, ledger.month)
        blocks.append(f"{number}.{text}")
        rows.append({"number": str(number), "category": heading, "status": status, **said})
    blocks += ["三、工作要求", "各责任单位要认真查找原因，采取有力措施，确保完成全年目标。"]
    return Drawn(tuple(blocks), tuple(rows), ("month", ledger.month))


def _missed(task: Task, form: int, month: int) -> tuple[str, Fields]:
    reason = task.causes.rstrip("。")
    goal, result = task.period_target, f"仅{task.quarters['1']}"
    common: Fields = {"task": task.task, "period_target": goal, "causes": f"{reason}。"}
    lead: list[tuple[str, bool | None]] = [(task.lead, True)]
    if form == 0:
        text = f"{task.task}（牵头单位：{task.lead}）。{month}月份目标：{goal}；实际完成：{result}；原因：{reason}。"
        return text, common | {"units": list(lead), "progress": result}
    if form == 1:
        text = f"{task.lead}牵头的“{task.task}”，{month}月份目标为{goal}，截至{month}月底，{result}，主要原因是{reason}。"
        said = f"截至{month}月底，{result}"
        return text, common | {"units": list(lead), "progress": said}
    text = f"{task.task}。责任单位：{task.lead}。目标要求：{goal}。目前进展：{result}。滞后原因：{reason}。"
    said: Fields = {"period_target": f"{goal}。", "progress": f"{result}。"}
    return text, common | said | {"units": [(task.lead, None)]}
