"""Tables that are no plain lists: without headers, fields down and tasks across, cards, several."""

import random

from tests.core.mapping.corpus.drawing import Block, Drawn, Grid
from tests.core.mapping.corpus.layouts.columns import (
    Style,
    column_of,
    fields_of,
    grid_of,
    header_of,
    random_style,
)
from tests.core.mapping.corpus.layouts.lists import title_of
from tests.core.mapping.corpus.ledger import Ledger


def without_header(ledger: Ledger, chance: random.Random) -> Drawn:
    """Nobody says what the columns are: number, task, organisation, time."""
    style = Style("、", "（牵头）")
    names = ["number", "task", *chance.sample(["units", "leaders"], chance.randint(1, 2))]
    grid = grid_of([column_of(name, ledger, chance, style) for name in names])
    rows = tuple(fields_of(task, names, style) for task in ledger.tasks)
    return Drawn((title_of(ledger, chance), Grid(grid.texts[1:])), rows)


def transposed(ledger: Ledger, chance: random.Random) -> Drawn:
    """Fields down, tasks across."""
    style = random_style(chance)
    some = chance.sample(["annual_target", "progress", "problems", "next_steps", "deadline"], 3)
    names = ["task", "units", *some]
    tasks = ledger.tasks[:4]
    lines = [
        [header_of(name, ledger, chance), *(style.write(name, task) for task in tasks)]
        for name in names
    ]
    rows = tuple(fields_of(task, names, style) for task in tasks)
    return Drawn((title_of(ledger, chance), Grid(lines)), rows)


def card(ledger: Ledger, chance: random.Random) -> Drawn:
    """One task a table: label, value, label, value."""
    style = random_style(chance)
    task = ledger.tasks[0]
    lines = [
        [chance.choice(["督办事项", "督查事项", "交办事项"]), task.task, "", ""],
        [header_of("units", ledger, chance), style.write("units", task), "办结时限", task.deadline],
        [header_of("progress", ledger, chance), task.progress, "", ""],
        [header_of("problems", ledger, chance), task.problems, "", ""],
        [header_of("next_steps", ledger, chance), task.next_steps, "", ""],
    ]
    joined = [(row, 1, 1, 3) for row in (0, 2, 3, 4)]
    names = ["task", "units", "deadline", "progress", "problems", "next_steps"]
    title = f"{ledger.place}人民政府督查室督办单"
    return Drawn((title, Grid(lines, joined)), (fields_of(task, names, style),))


def several_tables(ledger: Ledger, chance: random.Random) -> Drawn:
    """附件1 and 附件2, each with its title and its own columns."""
    style = random_style(chance)
    half = max(1, len(ledger.tasks) // 2)
    blocks: list[Block] = [title_of(ledger, chance)]
    rows = []
    for number, tasks in enumerate((ledger.tasks[:half], ledger.tasks[half:]), 1):
        names = ["number", "task", *chance.sample(["units", "deadline", "progress", "leaders"], 2)]
        part = Ledger(year=ledger.year, month=ledger.month, place=ledger.place, tasks=tasks)
        caption = ["重点任务责任清单", "民生实事责任清单"][number - 1]
        blocks += [f"附件{number}", caption]
        blocks.append(grid_of([column_of(name, part, chance, style) for name in names]))
        rows += [fields_of(task, names, style) for task in tasks]
    return Drawn(tuple(blocks), tuple(rows))


def repeated_headers(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw the header again where a page began, sometimes with 续表 over it."""
    style = random_style(chance)
    names = ["number", "task", "progress", "units"]
    grid = grid_of([column_of(name, ledger, chance, style) for name in names])
    half = 1 + len(ledger.tasks) // 2
    lines = [*grid.texts[:half], grid.texts[0], *grid.texts[half:]]
    rows = tuple(fields_of(task, names, style) for task in ledger.tasks)
    return Drawn((title_of(ledger, chance), Grid(lines)), rows)
