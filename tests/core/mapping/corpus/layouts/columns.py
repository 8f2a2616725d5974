"""Columns of lists of tasks: what offices call them, what they write in them, what that says."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.core.mapping.corpus.drawing import Fields, Grid
from tests.core.mapping.corpus.ledger import Ledger, Task

HEADERS: Final = {
    "number": "序号 编号 任务编号 项目序号",
    "category": "类别 任务类别 板块 所属领域 工作类别",
    "task": "工作任务 重点任务 重点工作 任务内容 工作内容 督查事项 主要任务 项目名称 任务事项 责任事项",
    "annual_target": "年度目标 全年目标 年度目标任务 年度工作目标 年度建设任务 全年目标任务 年度任务目标 {year}年目标",
    "period_target": "{month}月份目标任务 {month}月目标 当月目标任务 本月目标 {month}月工作目标",
    "progress": "进展情况 完成情况 推进情况 工作进展 目前进展 落实情况 工作进展情况 截至{month}月底完成情况 目前进展情况 最新进展 实施进展情况",
    "status": "完成状态 是否达序时 进度评价 状态 进展状态",
    "problems": "存在问题 存在的困难和问题 困难问题 需协调解决的问题 问题及困难 存在的主要问题",
    "causes": "未完成原因 滞后原因 原因分析",
    "next_steps": "下步打算 下一步工作计划 下步措施 下一步工作安排 下一步工作打算 下步推进计划",
    "leaders": "牵头领导 分管领导 责任领导 包联领导 分管县领导 牵头县领导",
    "lead": "牵头单位 牵头部门 主办单位 牵头责任单位",
    "others": "责任单位 配合单位 参与单位 协办单位",
    "units": "责任单位 责任部门 落实单位 承办单位",
    "principal": "责任人 负责人 主要负责人",
    "contact": "联系人及电话 联系人及联系方式 联系人及联系电话",
    "deadline": "完成时限 完成时间 时间节点 办结时限 完成期限",
    "remarks": "备注 说明",
}
Write = Callable[[Task, random.Random], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is, how it is called, and what stands in it, task by task."""

    name: str
    header: str
    texts: tuple[str, ...]


def header_of(name: str, ledger: Ledger, chance: random.Random) -> str:
    """Choose what a column is called."""
    word = chance.choice(HEADERS[name].split())
    return word.format(year=ledger.year, month=ledger.month)


def column_of(name: str, ledger: Ledger, chance: random.Random, style: "Style") -> Column:
    """Draw a column."""
    texts = tuple(style.write(name, task) for task in ledger.tasks)
    return Column(name, header_of(name, ledger, chance), texts)


@dataclass(frozen=True, slots=True)
class Style:
    """An office's habits: how it parts names, and how it marks who leads."""

    between: str
    mark: str
    """“（牵头）” behind the name, “bold”, “label” (牵头单位：…；责任单位：…), or "" for no mark."""

    def write(self, name: str, task: Task) -> str:
        """Write what stands in a column."""
        match name:
            case "leaders":
                return "、".join(task.leaders)
            case "units":
                return self._units(task)
            case "others":
                return self.between.join(task.others)
            case "contact":
                return f"{task.principal} {task.telephone}"
            case _:
                return str(getattr(task, name))

    def _units(self, task: Task) -> str:
        names = [task.lead, *task.others]
        if self.mark == "label" and task.others:
            return f"牵头单位：{task.lead}；责任单位：{(self.between.strip() and '、'.join(task.others)) or '、'.join(task.others)}"
        if self.mark == "（牵头）" and task.others:
            names[0] += self.mark
        return self.between.join(names)

    def units(self, task: Task) -> list[tuple[str, bool | None]]:
        """Say what the column of organisations says."""
        if not task.others or not self.mark:
            return [(name, None) for name in (task.lead, *task.others)]
        return [(task.lead, True), *((name, False) for name in task.others)]


def random_style(chance: random.Random) -> Style:
    """Choose an office's habits."""
    return Style(
        chance.choice(["、", "，", "\n", "/", "；"]), chance.choice(["（牵头）", "", "label"])
    )


def fields_of(task: Task, names: Sequence[str], style: Style) -> Fields:
    """Say what a row with these columns says."""
    fields: dict[str, Any] = {}
    for name in names:
        match name:
            case "leaders":
                fields["leaders"] = list(task.leaders)
            case "units":
                fields["units"] = style.units(task)
            case "lead" | "others":
                told = {
                    "lead": [(task.lead, True)],
                    "others": [(one, False) for one in task.others],
                }
                fields["units"] = [*fields.get("units", ()), *told[name]]
            case "contact":
                fields["contact"] = f"{task.principal} {task.telephone}"
            case _:
                fields[name] = getattr(task, name)
    return {name: content for name, content in fields.items() if content}


def grid_of(columns: Sequence[Column]) -> Grid:
    """Put columns side by side under one line of headers."""
    height = len(columns[0].texts)
    lines = [[column.header for column in columns]]
    lines += [[column.texts[row] for column in columns] for row in range(height)]
    return Grid(lines)


def chosen(chance: random.Random, *, always: str, some: str, most: int = 5) -> list[str]:
    """Choose columns: the number first (or not at all), those that a list must have, some others.

    Who leads stands before who helps; any other order is as good.
    """
    extra = chance.sample(some.split(), chance.randint(1, min(most, len(some.split()))))
    names = [*always.split(), *extra]
    if "lead" in names and "units" in names:
        names.remove("units")
    if "others" in names and "lead" not in names:
        names.remove("others")
    first, rest = names[0], names[1:]
    chance.shuffle(rest)
    names = [first, *rest] if chance.random() < 0.6 else chance.sample(names, len(names))
    return [*(["number"] if chance.random() < 0.8 else []), *names]
