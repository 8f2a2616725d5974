"""Pace from a ledger's own figures and targets: plan curves, growth, what cannot be known."""

from collections.abc import Callable

import pytest

from jiannuo.core.pace import Standing
from jiannuo.ledger.models import Target, Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.queries.pace import TaskPace, paces
from tests.personae import County

MAY = Span("month", 5)
Reported = Callable[..., TaskPace]


@pytest.fixture
def task(county: County) -> Task:
    """Return a task that is to let 1000 mu of land this year."""
    task = county.tasks[1]
    task.figures.all().delete()
    task.targets.all().delete()
    return task


def figure(task: Task, month: int, achieved: int | str, **changes: object) -> None:
    """Keep what a month's report achieved of the year's 1000 mu."""
    kept = {"against": "year", "subject": "出让土地", "unit": "亩", "target": 1000, **changes}
    task.figures.create(period_kind="month", period_index=month, achieved=achieved, **kept)


def quarters(task: Task, *texts: str) -> None:
    """File the quarters' targets."""
    for number, text in enumerate(texts, start=1):
        Target.objects.create(
            task=task, kind="quarter_targets", period_kind="quarter", period_index=number,
            key=str(number), text=text,
        )  # fmt: skip


def judged(task: Task) -> TaskPace:
    return paces([task.pk], MAY)[task.pk]


def test_without_a_plan_the_year_is_straight(task: Task) -> None:
    figure(task, 4, 300)
    figure(task, 5, 380)
    found = judged(task)
    assert found.standing is Standing.BEHIND
    assert found.sum.startswith(
        "5月底应完成416.67亩（按年度目标1000亩÷12×5），实际380亩，欠36.67亩"
    )
    (thing,) = found.things
    assert thing.forecast is not None
    assert thing.forecast.sentence == ("近一期月均80亩，剩余7期需月均88.57亩，按此推算年底完成94%")


def test_a_filed_plan_goes_before_the_straight_line(task: Task) -> None:
    figure(task, 5, 380)
    quarters(
        task, "出让土地100亩。", "累计出让土地300亩。", "完成全年任务的70%", "出让土地1000亩。"
    )
    found = judged(task)
    assert found.standing is Standing.AHEAD
    assert "按一季度累计目标100亩、二季度累计目标300亩均摊" in found.sum


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ([], "没有报过能与目标对照的数字"),
        ([{"month": 4, "achieved": 380}], "5月没有报这个数"),
        ([{"month": 5, "achieved": 38, "cumulative": False}], "报的是当期数"),
        ([{"month": 5, "achieved": 380, "estimated": True}], "报的是预计数"),
        ([{"month": 4, "achieved": 90}, {"month": 5, "achieved": 60}], "比上期报的还少"),
        ([{"month": 5, "achieved": 60}, {"month": 5, "achieved": 70}], "看不出哪个"),
        ([{"month": 5, "achieved": 60, "against": "period"}], "年度目标里没有能与报送数字对照的数"),
    ],
)
def test_nothing_is_said_where_nothing_can_be_known(
    task: Task, figures: list[dict[str, object]], why: str
) -> None:
    for one in figures:
        figure(task, one.pop("month"), one.pop("achieved"), **one)  # type: ignore[arg-type]
    found = judged(task)
    assert found.standing is Standing.UNDETERMINED
    assert found.sum == ""
    assert why in found.why_not


def test_growth_is_compared_directly_and_the_worst_thing_decides(task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(annual_target="出让土地1000亩，税收增长6%以上。")
    figure(task, 5, 600)
    figure(task, 5, "4.1", unit="%", target=6, subject="税收增长")
    found = judged(task)
    assert found.standing is Standing.BEHIND
    assert found.sum == (
        "税收增长：年度目标增长6%（直接比较，不按月折算），到5月底增长4.1%，低1.9个百分点"
    )
    assert [one.pace.standing for one in found.things] == [Standing.BEHIND, Standing.AHEAD]
