"""Lists of tasks as tables: a row a task, in the many ways offices lay them out."""

import random
from dataclasses import replace

from tests.core.mapping.corpus.drawing import Block, Drawn, Fields, Grid
from tests.core.mapping.corpus.layouts.columns import (
    Style,
    chosen,
    column_of,
    fields_of,
    grid_of,
    header_of,
    random_style,
)
from tests.core.mapping.corpus.ledger import Ledger, Task

_SOME = (
    "annual_target progress problems next_steps leaders units lead others principal contact "
    "deadline remarks status"
)
_TITLES = (
    "重点工作任务清单", "重点任务推进情况台账", "政府工作报告重点任务分解表", "民生实事项目进展情况表",
    "重点项目建设进度表", "重点工作责任分解表", "重点任务销号台账",
)  # fmt: skip


def title_of(ledger: Ledger, chance: random.Random) -> str:
    return ledger.title(chance.choice(_TITLES))


def _names(chance: random.Random, always: str = "task", some: str = _SOME) -> list[str]:
    return chosen(chance, always=always, some=some)


def plain_list(ledger: Ledger, chance: random.Random) -> Drawn:
    """One line of headers, columns in any order, each office's words."""
    style = random_style(chance)
    names = _names(chance)
    grid = grid_of([column_of(name, ledger, chance, style) for name in names])
    rows = tuple(fields_of(task, names, style) for task in ledger.tasks)
    return Drawn((title_of(ledger, chance), grid), rows)


def merged_categories(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a category's cell over its rows; a mere grid has it once and empty places below."""
    style = random_style(chance)
    names = ["category", *_names(chance)]
    if chance.random() < 0.5 and "number" in names:
        names.remove("number")
        names.insert(0, "number")
    grid = grid_of([column_of(name, ledger, chance, style) for name in names])
    rows = tuple(fields_of(task, names, style) for task in ledger.tasks)
    return Drawn((title_of(ledger, chance), _joined(grid, names.index("category"))), rows)


def _joined(grid: Grid, column: int) -> Grid:
    """Join equal neighbours of a column."""
    texts = [list(line) for line in grid.texts]
    joined = []
    start = 1
    while start < len(texts):
        end = start + 1
        while end < len(texts) and grid.texts[end][column] == grid.texts[start][column]:
            texts[end][column] = ""
            end += 1
        if end - start > 1:
            joined.append((start, column, end - start, 1))
        start = end
    return replace(grid, texts=texts, joined=(*grid.joined, *joined))


def grouped_by_headings(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a heading line across the table over the tasks of a category: 一、稳增长（3项）."""
    style = random_style(chance)
    names = ["number", *[name for name in _names(chance) if name != "number"]]
    grid = grid_of([column_of(name, ledger, chance, style) for name in names])
    return _with_headings(ledger, chance, grid, names, style, status=False)


def _with_headings(
    ledger: Ledger,
    chance: random.Random,
    grid: Grid,
    names: list[str],
    style: Style,
    *,
    status: bool,
) -> Drawn:
    lines, joined, rows = [list(grid.texts[0])], [], []
    seen: list[str] = []
    form = chance.choice(_STATUS_HEADINGS if status else _HEADINGS)
    order = sorted(ledger.tasks, key=lambda task: task.status) if status else ledger.tasks
    places = {task.number: place for place, task in enumerate(ledger.tasks, 1)}
    for task in order:
        group = task.status if status else task.category
        if group not in seen:
            seen.append(group)
            joined.append((len(lines), 0, 1, grid.width))
            size = sum((one.status if status else one.category) == group for one in order)
            heading = form.format("一二三四五六七八九"[len(seen) - 1], group, size)
            lines.append([heading, *[""] * (grid.width - 1)])
        lines.append(list(grid.texts[places[task.number]]))
        fields = fields_of(task, names, style)
        fields["category"] = heading
        if status:
            fields["status"] = group
        rows.append(fields)
    return Drawn((title_of(ledger, chance), Grid(lines, joined)), tuple(rows))


_HEADINGS = ("{0}、{1}", "{0}、{1}（{2}项）", "（{0}）{1}")
_STATUS_HEADINGS = ("{1}{2}项：", "{0}、{1}的任务（{2}项）", "（{0}）{1}{2}项")
"""How the headings of a table are written: place, words, number of tasks."""


def grouped_by_status(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw headings that say how the rows below stand: 已完成4项：."""
    style = random_style(chance)
    some = _SOME.replace(" status", "")
    names = ["number", *[name for name in _names(chance, some=some) if name != "number"]]
    grid = grid_of([column_of(name, ledger, chance, style) for name in names])
    return _with_headings(ledger, chance, grid, names, style, status=True)


def verdicts_open(ledger: Ledger, chance: random.Random) -> Drawn:
    """Open reports with the verdict: 完成。…, 部分完成：…."""
    style = random_style(chance)
    some = "leaders units deadline remarks annual_target"
    names = _names(chance, "task period_target progress", some)
    stop = chance.choice(["。", "：", "；"])
    opened = replace(
        ledger,
        tasks=tuple(
            replace(task, progress=f"{task.verdict}{stop}{task.progress}") for task in ledger.tasks
        ),
    )
    grid = grid_of([column_of(name, opened, chance, style) for name in names])
    rows = tuple(fields_of(task, names, style) | {"status": task.verdict} for task in ledger.tasks)
    title = ledger.title(f"{ledger.month}月份重点工作完成情况表")
    return Drawn((title, grid), rows, ("month", ledger.month))


def with_totals_and_notes(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a title over several lines, a line with date and unit, a sum and a note below."""
    style = random_style(chance)
    names = ["number", "task", *chance.sample(["leaders", "deadline", "remarks"], 2)]
    columns = [column_of(name, ledger, chance, style) for name in names]
    header = chance.choice(["计划投资（万元）", "年度计划投资（万元）", "目标值（万元）"])
    other = chance.choice(["完成投资（万元）", "累计完成投资（万元）", "完成值（万元）"])
    columns += [
        replace(columns[0], name="figure", header=header, texts=tuple(t.figure for t in ledger.tasks)),
        replace(columns[0], name="actual", header=other, texts=tuple(t.actual for t in ledger.tasks)),
    ]  # fmt: skip
    grid = grid_of(columns)
    sums = [str(sum(int(getattr(t, name)) for t in ledger.tasks)) for name in ("figure", "actual")]
    total = ["", chance.choice(["合计", "总计", "合　计"]), "", "", *sums]
    place = chance.choice([1, len(grid.texts)])
    lines: list[list[str]] = [list(line) for line in grid.texts]
    lines.insert(place, total)
    rows = tuple(
        fields_of(task, names, style)
        | {"target_value": task.figure, "actual_value": task.actual, "measure_unit": "万元"}
        for task in ledger.tasks
    )
    before = (title_of(ledger, chance), f"填报单位：{ledger.place}发展和改革局")
    note = chance.choice(["注：投资数按项目单位报送数汇总。", "备注：以上数据截至当月底。"])
    return Drawn((*before, Grid(lines), note), rows)


def quarters_in_columns(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a group 季度目标 over four columns, the other headers two lines high."""
    style = random_style(chance)
    before = ["number", "task"]
    behind = chance.sample(["leaders", "units", "remarks"], chance.randint(1, 3))
    group = chance.choice(["季度目标", "分季度目标任务", "推进计划", "时间进度安排", "工作计划"])
    single = chance.choice(
        ["一季度 二季度 三季度 四季度", "第一季度 第二季度 第三季度 第四季度"]
    ).split()
    grid = _grouped(
        ledger,
        chance,
        style,
        before=before,
        behind=behind,
        group=(group, single),
        values="quarters",
    )
    rows = tuple(
        fields_of(task, [*before, *behind], style) | {"quarter_targets": dict(task.quarters)}
        for task in ledger.tasks
    )
    return Drawn((title_of(ledger, chance), grid), rows)


def _grouped(
    ledger: Ledger,
    chance: random.Random,
    style: Style,
    *,
    before: list[str],
    behind: list[str],
    group: tuple[str, list[str]],
    values: str,
) -> Grid:
    left = [column_of(name, ledger, chance, style) for name in before]
    right = [column_of(name, ledger, chance, style) for name in behind]
    title, names = group
    middle = len(names)
    first = [*(c.header for c in left), title, *[""] * (middle - 1), *(c.header for c in right)]
    second = [*[""] * len(left), *names, *[""] * len(right)]
    lines = [first, second]
    for place, task in enumerate(ledger.tasks):
        keyed = list(getattr(task, values).values())[:middle]
        own = [*(c.texts[place] for c in left), *keyed, *(c.texts[place] for c in right)]
        lines.append(own)
    high = [
        (0, column, 2, 1) for column in range(len(first)) if first[column] and not second[column]
    ]
    return Grid(lines, [(0, len(left), 1, middle), *high])


def three_header_lines(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a title line inside the grid, then two lines of headers."""
    drawn = quarters_in_columns(ledger, chance)
    grid = next(drawn.grids())
    title = str(drawn.blocks[0])
    lines = [[title, *[""] * (grid.width - 1)], *grid.texts]
    joined = [(0, 0, 1, grid.width), *((r + 1, c, h, w) for r, c, h, w in grid.joined)]
    return replace(drawn, blocks=(Grid(lines, joined),))


def months_in_columns(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a column a month under 月度计划."""
    style = random_style(chance)
    keys = list(ledger.tasks[0].months)
    if len(keys) < 3:  # fmt: skip
        return quarters_in_columns(ledger, chance)
    before, behind = ["number", "task"], ["units"]
    group = chance.choice(["月度计划", "分月推进计划", "月度推进计划"])
    names = [f"{key}月{chance.choice(['', '份'])}" for key in keys]
    grid = _grouped(
        ledger, chance, style, before=before, behind=behind, group=(group, names), values="months"
    )
    rows = tuple(
        fields_of(task, [*before, *behind], style) | {"month_plan": dict(task.months)}
        for task in ledger.tasks
    )
    return Drawn((title_of(ledger, chance), grid), rows)


def labels_in_a_cell(ledger: Ledger, chance: random.Random) -> Drawn:
    """One column tells progress, problems and next steps under labels."""
    style = random_style(chance)
    names = ["number", "task", *chance.sample(["units", "deadline", "leaders"], 2)]
    labels = chance.choice(
        [
            ("进展情况：", "存在问题：", "下步打算："),
            ("目前进展：", "存在的困难和问题：", "下一步工作计划："),
            ("完成情况：", "存在的主要问题：", "下一步措施："),
            ("1.进展情况：", "2.存在问题：", "3.下步打算："),
            ("【进展情况】", "【存在问题】", "【下步打算】"),
        ]
    )
    between = chance.choice(["", "\n"])
    columns = [column_of(name, ledger, chance, style) for name in names]
    told = tuple(
        between.join(
            label + (text if text.endswith("。") else f"{text}。")
            for label, text in zip(labels, (t.progress, t.problems, t.next_steps), strict=True)
        )
        for t in ledger.tasks
    )
    header = chance.choice(["工作进展情况", "推进情况", "进展情况", "落实情况"])
    columns.append(replace(columns[0], name="told", header=header, texts=told))
    rows = tuple(
        fields_of(t, names, style)
        | {
            "progress": t.progress,
            "problems": t.problems if t.problems.endswith("。") else f"{t.problems}。",
            "next_steps": t.next_steps,
        }
        for t in ledger.tasks
    )
    return Drawn((title_of(ledger, chance), grid_of(columns)), rows)


def labelled_targets(ledger: Ledger, chance: random.Random) -> Drawn:
    """One column tells the year's and the quarters' targets under labels."""
    style = random_style(chance)
    names = ["number", "task", "units"]
    columns = [column_of(name, ledger, chance, style) for name in names]
    year = chance.choice(["全年目标：", "年度目标：", "全年工作目标："])
    quarter = chance.choice(["{}季度目标：", "{}季度：", "第{}季度目标："])
    texts = tuple(
        year + t.annual_target + "。\n"
        + "\n".join(quarter.format("一二三四"[int(k) - 1]) + f"{v}。" for k, v in t.quarters.items())
        for t in ledger.tasks
    )  # fmt: skip
    header = chance.choice(["目标任务", "工作目标", "年度目标任务"])
    columns.append(replace(columns[0], name="told", header=header, texts=texts))
    rows = tuple(
        fields_of(t, names, style)
        | {
            "annual_target": f"{t.annual_target}。",
            "quarter_targets": {k: f"{v}。" for k, v in t.quarters.items()},
        }
        for t in ledger.tasks
    )
    return Drawn((title_of(ledger, chance), grid_of(columns)), rows)


def division_of_work(ledger: Ledger, chance: random.Random) -> Drawn:
    """Who leads, who answers, who helps, each in a column; the one who leads first or in bold."""
    style = Style(chance.choice(["、", "\n"]), "")
    names = ["number", "task", "lead", "others", "leaders", "deadline"]
    grid = grid_of([column_of(name, ledger, chance, style) for name in names])
    rows = tuple(fields_of(task, names, style) for task in ledger.tasks)
    return Drawn((title_of(ledger, chance), grid), rows)


def units_with_people(ledger: Ledger, chance: random.Random) -> Drawn:
    """责任单位及责任人 in one cell."""
    names = ["number", "task", "deadline"]
    style = Style("、", "")
    columns = [column_of(name, ledger, chance, style) for name in names]
    between = chance.choice([" ", "\n", "　"])
    texts = tuple(f"{t.lead}{between}{t.principal}" for t in ledger.tasks)
    header = chance.choice(["责任单位及责任人", "责任单位、责任人", "责任单位和负责人"])
    columns.append(replace(columns[0], name="both", header=header, texts=texts))
    chance.shuffle(columns)
    rows = tuple(
        fields_of(t, names, style) | {"units": [(t.lead, None)], "principal": t.principal}
        for t in ledger.tasks
    )
    return Drawn((title_of(ledger, chance), grid_of(columns)), rows)


def rectification(ledger: Ledger, chance: random.Random) -> Drawn:
    """反馈问题 | 整改措施 | 整改时限 | 责任单位 | 整改情况."""
    style = random_style(chance)
    heads = [
        ("序号", "number"),
        (chance.choice(["反馈问题", "问题描述", "存在问题", "问题清单", "具体问题"]), "problem"),
        (chance.choice(["整改措施", "整改举措"]), "next_steps"),
        (chance.choice(["整改时限", "完成时限", "整改完成时限"]), "deadline"),
        (chance.choice(["责任单位", "整改责任单位", "整改单位"]), "units"),
        (chance.choice(["整改情况", "整改进展", "整改进展情况", "整改落实情况"]), "progress"),
        (chance.choice(["销号情况", "是否销号", "整改状态"]), "closed"),
    ]
    lines = [[head for head, _ in heads]]
    rows: list[Fields] = []
    for task in ledger.tasks:
        closed = chance.choice(["已销号", "未销号", "整改中"])
        texts = {"problem": task.causes, "closed": closed, "next_steps": task.next_steps}
        lines.append([texts.get(name) or style.write(name, task) for _, name in heads])
        fields = fields_of(task, ["number", "next_steps", "deadline", "units", "progress"], style)
        rows.append(fields | {"task": task.causes, "status": closed})
    title = f"{ledger.place}督查反馈问题整改{chance.choice(['清单', '台账', '销号台账'])}"
    return Drawn((title, Grid(lines)), tuple(rows))


def several_lines_a_task(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a task's cell over the lines of its parts: 任务 | 具体项目 | 进展 (subprojects)."""
    style = random_style(chance)
    heads = [
        header_of("number", ledger, chance),
        header_of("task", ledger, chance),
        chance.choice(["具体项目", "子项目", "具体事项", "细化任务"]),
        header_of("progress", ledger, chance),
        header_of("units", ledger, chance),
    ]
    if heads[1] in {"项目名称", "工作内容", "任务内容"}:
        heads[1] = "重点任务"
    lines: list[list[str]] = [heads]
    joined: list[tuple[int, int, int, int]] = []
    rows: list[Fields] = []
    for task in ledger.tasks:
        parts = _parts(task, chance)
        start = len(lines)
        for place, (name, text) in enumerate(parts):
            top = place == 0
            units = style.write("units", task)
            lines.append(
                [
                    task.number if top else "",
                    task.task if top else "",
                    name,
                    text,
                    units if top else "",
                ]
            )
            fields = fields_of(task, ["number", "task", "units"], style)
            rows.append(fields | {"subproject": name, "progress": text})
        if len(parts) > 1:
            joined += [(start, column, len(parts), 1) for column in (0, 1, 4)]
    blocks: tuple[Block, ...] = (title_of(ledger, chance), Grid(lines, joined))
    return Drawn(blocks, tuple(rows))


def _parts(task: Task, chance: random.Random) -> list[tuple[str, str]]:
    names = chance.sample(
        ["一期工程", "二期工程", "配套管网", "设备采购", "附属道路"], chance.randint(1, 3)
    )
    return [
        (name, f"{chance.choice(['完成基础施工', '正在组织招标', '主体完工', '设备安装过半'])}。")
        for name in names
    ]
