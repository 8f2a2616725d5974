"""The grid shows a plan's tasks with a period's reports; filters, sorts and tallies them."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiannuo.core.records import Doubt, Row
from jiannuo.directory.actor import Actor, machine
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.reporting.queries.further import further_fields
from jiannuo.reporting.queries.grid import GridFilters, GridPage, ledger_page
from tests.personae import MAY, County, imported


def numbers(page: GridPage) -> list[str]:
    return [row.number for row in page.rows]


def test_a_row_holds_what_the_grid_shows(county: County, officer: Actor) -> None:
    row = ledger_page(officer, county.plan.pk).rows[1]
    assert (row.number, row.category) == ("2", "城市更新")
    assert row.annual_target == "出让土地1000亩。"
    assert row.period_target == "出让土地400亩。"
    assert (row.claim, row.status) == ("partly", "部分完成")
    assert (row.problems, row.next_steps) == ("部分地块附着物尚未清表。", "6月底前完成清表。")
    assert [(unit.name, unit.lead, unit.word) for unit in row.units] == [
        ("区住建局", True, "牵头"),
        ("区财政局", False, "配合"),
    ]
    assert row.leaders == ("孙立",)
    assert row.doubts == 0


def test_the_page_says_its_period_and_counts_every_claim(county: County, officer: Actor) -> None:
    page = ledger_page(officer, county.plan.pk)
    assert page.span == Span("month", 5)
    assert page.span.label == "5月"
    assert {tally.value: tally.tasks for tally in page.tallies} == {
        "met": 1,
        "partly": 1,
        "missed": 1,
        "other": 0,
        "none": 1,
    }
    assert (page.total, page.page, page.pages) == (4, 1, 1)


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        (GridFilters(), "1234"),
        (GridFilters(category="城市更新"), "12"),
        (GridFilters(role="lead"), "2"),
        (GridFilters(role="supporting"), "2"),
        (GridFilters(status="met"), "1"),
        (GridFilters(status="none"), "4"),
        (GridFilters(text="供热"), "1"),
        (GridFilters(text="清表"), "2"),
        (GridFilters(text="g518"), "1"),
        (GridFilters(text="供热 5.2"), "1"),
        (GridFilters(text="供热 土地"), ""),
        (GridFilters(text="100%_"), ""),
        (GridFilters(leadless=True), "4"),
        (GridFilters(doubtful=True), ""),
        (GridFilters(category="城市更新", status="partly"), "2"),
    ],
)
def test_filters(county: County, officer: Actor, filters: GridFilters, shown: str) -> None:
    page = ledger_page(officer, county.plan.pk, filters)
    assert numbers(page) == list(shown)
    assert page.total == len(shown)


def test_filters_by_leader_and_organisation(county: County, officer: Actor) -> None:
    plan, finance = county.plan.pk, county.finance.pk
    assert numbers(ledger_page(officer, plan, GridFilters(leader=county.leader.pk))) == ["1", "3"]
    assert numbers(ledger_page(officer, plan, GridFilters(organisation=finance))) == ["2", "3"]
    supporting = GridFilters(organisation=finance, role="supporting")
    assert numbers(ledger_page(officer, plan, supporting)) == ["2"]


def test_tallies_count_what_the_other_filters_leave(county: County, officer: Actor) -> None:
    page = ledger_page(officer, county.plan.pk, GridFilters(category="城市更新", status="met"))
    assert {tally.value: tally.tasks for tally in page.tallies if tally.tasks} == {
        "met": 1,
        "partly": 1,
    }


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        ("number", "1234"),
        ("-number", "4321"),
        ("status", "3214"),
        ("-status", "4123"),
        ("category", "1234"),
        ("-category", "4312"),
        ("organisation", "4312"),
        ("leader", "2134"),
        ("nonsense", "1234"),
    ],
)
def test_sorting(county: County, officer: Actor, sort: str, shown: str) -> None:
    assert numbers(ledger_page(officer, county.plan.pk, sort=sort)) == list(shown)


def test_pages(county: County, officer: Actor) -> None:
    second = ledger_page(officer, county.plan.pk, page=2, page_size=3)
    assert (numbers(second), second.page, second.pages, second.total) == (["4"], 2, 2, 4)
    assert numbers(ledger_page(officer, county.plan.pk, page=99, page_size=3)) == ["4"]
    assert numbers(ledger_page(officer, county.plan.pk, page=-1, page_size=3)) == ["1", "2", "3"]


def test_a_whole_ledger_is_the_same_in_one_piece_and_in_pages(
    county: County, officer: Actor
) -> None:
    plan = county.plan.pk
    whole = ledger_page(officer, plan)
    assert replace(whole, rows=()) == replace(ledger_page(officer, plan, sort=""), rows=())
    assert whole.rows == ledger_page(officer, plan, sort="").rows
    pages = [ledger_page(officer, plan, page=n, page_size=1).rows for n in (1, 2, 3, 4)]
    assert whole.rows == tuple(row for rows in pages for row in rows)
    assert {row.outcome for row in whole.rows} != {""}


def test_another_plans_rows_stay_out(county: County, officer: Actor) -> None:
    other = imported(county.place, replace(MAY, source="h.txt"))[0].task.plan_id
    assert other != county.plan.pk
    one, two = ledger_page(officer, county.plan.pk), ledger_page(officer, other)
    assert {row.id for row in one.rows}.isdisjoint(row.id for row in two.rows)
    assert numbers(one) == numbers(two) == list("1234")
    assert [row.units for row in one.rows] == [row.units for row in two.rows]


def test_choices_with_their_counts(county: County, officer: Actor) -> None:
    choices = ledger_page(officer, county.plan.pk, GridFilters(status="met")).choices
    assert [(c.label, c.tasks) for c in choices.categories] == [
        ("城市更新", 2),
        ("财税金融", 1),
        ("社区治理", 1),
    ]
    assert [(c.label, c.tasks) for c in choices.leaders] == [("孙立", 2), ("周明远", 2)]
    assert [c.label for c in choices.organisations] == [
        "各街道办事处",
        "区财政局",
        "区民政局",
        "区住建局",
    ]
    assert [(c.label, c.tasks) for c in choices.roles] == [("牵头", 1), ("责任", 3), ("配合", 1)]


def test_an_organisation_sees_and_counts_only_its_own(county: County, neighbour: Actor) -> None:
    page = ledger_page(neighbour, county.plan.pk)
    assert numbers(page) == ["2", "3"]
    assert sum(tally.tasks for tally in page.tallies) == 2
    assert [c.label for c in page.choices.categories] == ["城市更新", "财税金融"]


def test_a_plan_that_one_may_not_see_is_not_there(
    county: County, foreign_officer: Actor, stranger: Actor, system_admin: Actor
) -> None:
    for actor in (foreign_officer, stranger, system_admin):
        with pytest.raises(Plan.DoesNotExist):
            ledger_page(actor, county.plan.pk)


def test_doubts_of_the_reading_are_counted(county: County) -> None:
    doubt = Doubt(field="leaders", why="姓名粘连", confidence=0.4)
    first, *others = MAY.tables[0].rows
    table = replace(MAY.tables[0], rows=(replace(first, doubts=(doubt, doubt)), *others))
    plan = imported(county.place, replace(MAY, source="d.txt", tables=(table,)))[0].task.plan_id
    page = ledger_page(machine(), plan, GridFilters(doubtful=True))
    assert [(row.number, row.doubts) for row in page.rows] == [("1", 2)]


def test_the_number_of_queries_does_not_grow_with_the_plan(county: County, officer: Actor) -> None:
    rows = tuple(
        replace(row, number=f"{copy}-{row.number}")
        for copy in range(20)
        for row in MAY.tables[0].rows
    )
    table = replace(MAY.tables[0], rows=rows)
    large = imported(county.place, replace(MAY, source="e.txt", tables=(table,)))[0].task.plan_id
    counts = []
    for plan in (county.plan.pk, large):
        with CaptureQueriesContext(connection) as queries:
            page = ledger_page(officer, plan)
        assert page.total in {4, 80}
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_further_fields_that_an_offices_own_columns_ask_for(county: County) -> None:
    row = Row(
        number="1",
        annual_target="全年",
        deadline="年底前",
        quarter_targets={"1": "开工", "2": "完成50%"},
        month_plan={"7-8": "封顶"},
        progress_to_date="累计3处",
    )
    document = replace(MAY, source="f.txt", tables=(replace(MAY.tables[0], rows=(row,)),))
    task = imported(county.place, document)[0].task.pk
    asked = ("deadline", "quarter_targets", "quarter_targets.2", "month_plan", "progress_to_date")
    assert further_fields([task], (*asked, "causes", "unknown"), Span("month", 5)) == {
        task: {
            "deadline": "年底前",
            "quarter_targets": "一季度：开工\n二季度：完成50%",
            "quarter_targets.2": "完成50%",
            "month_plan": "7-8月：封顶",
            "progress_to_date": "累计3处",
        }
    }


@pytest.mark.parametrize(
    ("row", "target"),
    [
        (
            Row(period_target="本期", month_plan={"5": "五月"}, quarter_targets={"2": "二季"}),
            "本期",
        ),
        (Row(month_plan={"5": "五月"}, quarter_targets={"2": "二季"}), "五月"),
        (Row(month_plan={"4-5": "四五月"}), "四五月"),
        (Row(quarter_targets={"1": "一季", "2": "二季"}), "二季"),
        (Row(month_plan={"6": "六月"}, quarter_targets={"3": "三季"}), ""),
    ],
)
def test_a_month_is_measured_by_its_target_else_its_plan_else_the_quarter(
    county: County, row: Row, target: str
) -> None:
    table = replace(MAY.tables[0], rows=(replace(row, number="1", progress="已完成"),))
    plan = imported(county.place, replace(MAY, source="g.txt", tables=(table,)))[0].task.plan_id
    assert [one.period_target for one in ledger_page(machine(), plan).rows] == [target]
