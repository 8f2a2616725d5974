"""A random ledger: tasks with what a row of such a table can say. This is the truth to compare with."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.core.mapping.corpus import words

STATUSES: Final = ("已完成", "达序时", "未达序时", "推进缓慢", "正常推进", "超序时", "提前完成")
VERDICTS: Final = ("完成", "部分完成", "未完成")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task; organisations are pairs of a name and the part it plays."""

    number: str
    category: str
    task: str
    annual_target: str
    quarters: Mapping[str, str]
    months: Mapping[str, str]
    period_target: str
    progress: str
    verdict: str
    status: str
    problems: str
    causes: str
    next_steps: str
    leaders: tuple[str, ...]
    lead: str
    others: tuple[str, ...]
    principal: str
    telephone: str
    deadline: str
    remarks: str
    figure: str
    unit: str
    actual: str
    ratio: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A list of tasks of a year, with the period that is reported."""

    year: int
    month: int
    place: str
    tasks: tuple[Task, ...]
    remarked: bool = field(default=False)

    def title(self, of: str) -> str:
        """Return a title: 安河县2025年重点工作任务推进情况表."""
        return f"{self.place}{self.year}年{of}"


def random_ledger(chance: random.Random, *, fewest: int = 3, most: int = 8) -> Ledger:
    """Make a ledger; tasks of one category stand together."""
    count = chance.randint(fewest, most)
    month = chance.randint(3, 11)
    categories = sorted(
        (chance.choice(words.CATEGORIES) for _ in range(count)), key=words.CATEGORIES.index
    )
    return Ledger(
        year=chance.randint(2021, 2026),
        month=month,
        place=chance.choice(words.COUNTIES),
        tasks=tuple(
            _task(chance, number, category, month) for number, category in enumerate(categories, 1)
        ),
    )


def _task(chance: random.Random, number: int, category: str, month: int) -> Task:
    wording, figure, unit = words.work(chance)
    goal = figure or str(chance.randint(20, 900))
    actual = str(max(1, round(int(goal) * chance.uniform(0.3, 1.1))))
    rank = chance.choice("区县市")
    units = chance.sample([*(rank + bureau for bureau in words.BUREAUS), *words.BODIES], 3)
    return Task(
        number=str(number),
        category=category,
        task=wording,
        annual_target=words.target(chance, wording, figure, unit),
        quarters={key: _step(chance, int(key)) for key in "1234"},
        months={str(n): _step(chance, n) for n in range(month, min(month + 3, 12) + 1)},
        period_target=_step(chance, month),
        progress=words.done(chance),
        verdict=chance.choice(VERDICTS),
        status=chance.choice(STATUSES),
        problems=chance.choice(["无", words.problem(chance), words.problem(chance)]),
        causes=words.problem(chance),
        next_steps=words.next_step(chance),
        leaders=tuple(dict.fromkeys(words.person(chance) for _ in range(chance.choice([1, 1, 2])))),
        lead=units[0],
        others=tuple(units[1 : chance.choice([1, 2, 3])]),
        principal=words.person(chance),
        telephone=words.telephone(chance),
        deadline=chance.choice(
            [f"{chance.randint(month, 12)}月底前", "12月底", "2025年6月30日", "长期坚持", "四季度"]
        ),
        remarks=chance.choice(["", "", "续建项目", "列入省重点"]),
        figure=goal,
        unit=unit or "个",
        actual=actual,
        ratio=f"{int(actual) / int(goal):.1%}",
    )


def _step(chance: random.Random, index: int) -> str:
    return chance.choice(
        [
            f"完成第{index}阶段施工",
            f"完成形象进度{min(20 * index, 100)}%",
            "完成招标和前期手续",
            f"完成投资{chance.randint(100, 900)}万元",
            "主体结构施工",
            "竣工验收",
        ]
    )
