"""An import makes plans, tasks, targets, assignments; all of it or nothing."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiannuo.core.records import Period, PeriodKind, Row, Unit
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.ledger.actions.import_plan import NothingToImportError, import_plan
from jiannuo.ledger.models import Assignment, Plan, Target, Task, TaskState
from jiannuo.reporting.actions.import_reports import import_document
from jiannuo.reporting.models import Report
from tests.personae import MAY, County, imported, parsed


def test_tasks_stand_in_the_documents_order(county: County) -> None:
    assert list(county.plan.tasks.values_list("number", flat=True)) == ["1", "2", "3", "4"]


def test_who_leads_is_taken_over_as_the_document_says_it(county: County) -> None:
    stored = Assignment.objects.filter(task__plan=county.plan).order_by("task__position", "order")
    assert list(stored.values_list("written", "lead", "role")) == [
        ("区住建局", None, "responsible"),
        ("区住建局", True, "lead"),
        ("区财政局", False, "supporting"),
        ("区财政局", None, "responsible"),
        ("各街道办事处", None, "responsible"),
        ("区民政局", None, "responsible"),
    ]


def test_reported_tasks_run_and_others_are_adopted(county: County) -> None:
    states = [Task.objects.get(pk=task.pk).state for task in county.tasks]
    assert states == [TaskState.RUNNING] * 3 + [TaskState.ADOPTED]


def test_targets_know_their_period(county: County) -> None:
    row = Row(
        number="1",
        annual_target="全年",
        period_target="五月",
        quarter_targets={"1": "一季", "4": "四季"},
        month_plan={"7-8": "七八月"},
        period_plan_text="按计划推进",
    )
    table = replace(MAY.tables[0], rows=(row,))
    task = imported(county.place, replace(MAY, source="b.txt", tables=(table,)))[0].task
    stored = {
        (target.kind, target.period_kind, target.period_index, target.text)
        for target in Target.objects.filter(task=task)
    }
    assert stored == {
        ("quarter_targets", "quarter", 1, "一季"),
        ("quarter_targets", "quarter", 4, "四季"),
        ("month_plan", "month", 8, "七八月"),
        ("period_target", "month", 5, "五月"),
        ("period_plan_text", "month", 5, "按计划推进"),
    }


def test_a_document_without_a_period_gives_an_open_one(county: County) -> None:
    rows = imported(county.place, replace(MAY, source="b.txt", period=None))
    report = Report.objects.get(task=rows[0].task)
    assert (report.period_kind, report.period_index) == ("", 0)


def test_every_import_and_every_task_has_its_entry(county: County) -> None:
    assert Entry.objects.filter(action="plan.import", subject_id=county.plan.pk).count() == 1
    for task in county.tasks:
        assert Entry.objects.filter(
            action="task.import", subject_type="task", subject_id=task.pk
        ).exists()


def test_the_same_organisation_is_not_made_twice(county: County) -> None:
    before = Organisation.objects.count()
    imported(county.place, replace(MAY, source="b.txt"))
    assert Organisation.objects.count() == before


def test_without_a_year_nothing_is_imported(county: County) -> None:
    document = replace(MAY, source="b.txt", year=None)
    parse = parsed(county.place, document)
    with pytest.raises(NothingToImportError, match="请选择年度"):
        import_plan(machine(), document=document, parse=parse, place=county.place)
    chosen = import_plan(machine(), document=document, parse=parse, place=county.place, year=2024)
    assert chosen[0].task.plan.year == 2024


def test_a_document_without_rows_is_refused(county: County) -> None:
    document = replace(MAY, source="b.txt", tables=())
    with pytest.raises(NothingToImportError, match="没有识别出任务行"):
        import_plan(
            machine(), document=document, parse=parsed(county.place, document), place=county.place
        )


@pytest.mark.parametrize(
    "persona", ["clerk", "leader", "observer", "foreign_officer", "audit_admin"]
)
def test_only_the_office_of_the_place_imports(
    county: County, persona: str, request: pytest.FixtureRequest
) -> None:
    actor: Actor = request.getfixturevalue(persona)
    document = replace(MAY, source="b.txt")
    parse = parsed(county.place, document)
    with pytest.raises(NotAllowedError):
        import_document(actor, document=document, parse=parse, place=county.place)
    assert Plan.objects.count() == 1


def test_an_import_that_fails_half_way_leaves_nothing(county: County) -> None:
    document = replace(MAY, source="b.txt")
    parse = parsed(county.place, document)
    last = parse.rows.last()
    assert last is not None
    last.delete()  # the evidence of the last row is missing: the import cannot go on
    before = counts()
    with pytest.raises(KeyError):
        import_document(machine(), document=document, parse=parse, place=county.place)
    assert counts() == before


def test_importing_takes_as_many_queries_for_many_rows_as_for_few(county: County) -> None:
    few = queries(county, 4)
    many = queries(county, 120)
    assert many <= few + 12  # bulk statements are cut into batches


def queries(county: County, rows: int) -> int:
    table = replace(
        MAY.tables[0],
        rows=tuple(
            Row(
                number=str(n),
                annual_target=f"任务{n}",
                period_target="目标",
                progress="进展",
                leaders=("周明远",),
                units=(Unit(name="区住建局"),),
            )
            for n in range(rows)
        ),
    )
    document = replace(
        MAY, source=f"{rows}.txt", tables=(table,), period=Period(PeriodKind.MONTH, 5)
    )
    parse = parsed(county.place, document)
    with CaptureQueriesContext(connection) as captured:
        import_document(machine(), document=document, parse=parse, place=county.place)
    return len(captured)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Plan, Task, Target, Assignment, Report, Entry))
