"""What the reading asked is settled once, also for the months that follow."""

from dataclasses import replace

from jiannuo.core.mapping.members import LEAD_UNNAMED
from jiannuo.core.records import Doubt, Period, PeriodKind
from jiannuo.directory.actor import Actor, machine
from jiannuo.documents.models import SourceRow
from jiannuo.ledger.actions.import_plan import ImportedRow
from jiannuo.reporting.actions.answer_lead import answer_lead
from jiannuo.reporting.actions.import_reports import import_reports
from jiannuo.reporting.actions.settle_doubts import settle_doubts
from jiannuo.reporting.queries.grid import GridFilters, ledger_page
from tests.personae import MAY, County, parsed

OTHER = "单位以“等”结尾，还有哪些单位需要确认。"


def asking(county: County, *questions: str) -> None:
    """Let the fourth task's row ask about its organisations."""
    row = SourceRow.objects.get(pk=county.tasks[3].source_id or 0)
    row.doubts = [{"field": "units", "why": why, "confidence": 0.5} for why in questions]
    row.doubt_count = len(questions)
    row.save()


def doubtful(county: County) -> int:
    page = ledger_page(machine(), county.plan.pk, GridFilters())
    assert page.doubtful == ledger_page(machine(), county.plan.pk, GridFilters(doubtful=True)).total
    return page.doubtful


def import_june(county: County) -> None:
    """Import June's document, whose fourth row asks who leads, and something new."""
    doubts = tuple(Doubt(field="units", why=why, confidence=0.5) for why in (LEAD_UNNAMED, OTHER))
    (table,) = MAY.tables
    last = replace(table.rows[3], progress="新建社区食堂2处。", doubts=doubts)
    june = replace(
        MAY,
        source="june.txt",
        period=Period(PeriodKind.MONTH, 6),
        tables=(replace(table, rows=(last,)),),
    )
    (source,) = parsed(county.place, june).rows.all()
    rows = [ImportedRow(county.tasks[3], last, source)]
    import_reports(machine(), document=june, rows=rows, place=county.place)


def test_a_question_settled_once_is_not_asked_by_the_next_month(
    county: County, officer: Actor
) -> None:
    asking(county, LEAD_UNNAMED)
    assert doubtful(county) == 1
    answer_lead(officer, county.tasks[3], [county.streets.pk])
    assert doubtful(county) == 0
    import_june(county)
    assert doubtful(county) == 1
    assert settle_doubts(officer, county.tasks[3], "units") == (OTHER,)
    assert doubtful(county) == 0


def test_an_open_question_stays_open_in_the_next_month(county: County, officer: Actor) -> None:
    asking(county, LEAD_UNNAMED)
    import_june(county)
    assert settle_doubts(officer, county.tasks[3], "units", LEAD_UNNAMED) == (LEAD_UNNAMED,)
    assert doubtful(county) == 1


def test_the_question_itself_is_kept(county: County, officer: Actor) -> None:
    asking(county, LEAD_UNNAMED, OTHER)
    answer_lead(officer, county.tasks[3], [county.streets.pk])
    doubts = SourceRow.objects.get(pk=county.tasks[3].source_id or 0).doubts
    assert [(one["why"], one.get("settled", False)) for one in doubts] == [
        (LEAD_UNNAMED, True),
        (OTHER, False),
    ]
