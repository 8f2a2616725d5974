"""The leader's page on paper: one sheet of A4, however much is red."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from pypdfium2 import PdfDocument

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Adjustment, Task
from jiannuo.reporting.models import Report
from tests.faces.desk.conftest import Enter
from tests.personae import County

LONG = (
    "推进园区管廊、污水处理厂和配套道路建设，资金缺口300万元未落实，完成立项、环评、初步设计。" * 4
)


def a_red_task(county: County, number: int) -> None:
    """Add a task whose every text is long, with a problem that waits and a target changed this week."""
    task = Task.objects.create(
        plan=county.plan, position=number, number=str(number), annual_target=f"{number}{LONG}"
    )
    task.task_leaders.create(leader=county.leader, written="周明远")
    for order, unit in enumerate((county.housing, county.finance, county.streets)):
        task.assignments.create(organisation=unit, role="lead", written=LONG[:30], order=order)
    report = Report.objects.create(
        task=task, period_kind="month", period_index=5, claim="partly",
        problems=f"{number}{LONG}", next_steps=LONG,
    )  # fmt: skip
    task.figures.create(
        period_kind="month", period_index=5, against="year", subject="管廊建设", unit="公里",
        target=120, achieved=4 + number, cumulative=True,
    )  # fmt: skip
    at = timezone.make_aware(datetime(2023, 6, 6, 10))  # noqa: DTZ001  made aware here
    Adjustment.objects.create(
        task=report.task, kind="target", before=LONG, after=LONG, reason=LONG, decision="granted",
        decided_by="主任", decided_at=at, asked_by="甲", asked_at=at,
    )  # fmt: skip


@pytest.mark.browser
def test_six_eleven_twenty_and_thirty_red_tasks_stand_on_one_sheet(
    enter: Enter, county: County, leader: Actor, settings: Any
) -> None:
    settings.JIANNUO_DEMO = True
    settings.JIANNUO_DEMO_DAYS = {county.place.full_name: datetime(2023, 6, 8).date()}  # noqa: DTZ001  a day
    tab = enter(leader)
    there = 1
    for wanted, said in ((6, 0), (11, 0), (20, 0), (30, 10)):
        for number in range(there, wanted):
            a_red_task(county, 10 + number)
        there = wanted
        tab.goto("/sector/")
        assert tab.locator(".reasons tbody tr").count() == wanted
        sheet = PdfDocument(tab.pdf(prefer_css_page_size=True))
        text = sheet[0].get_textpage().get_text_range()
        assert (wanted, len(sheet)) == (wanted, 1)
        assert "批示" in text
        assert (f"另有{said}项，见系统" in text) is bool(said)
    tab.set_viewport_size({"width": 360, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
