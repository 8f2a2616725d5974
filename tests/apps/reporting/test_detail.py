"""A task's page: every value with the place it came from, as far as the reader may see it."""

import pytest

from jiannuo.core.tables import Citation
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.models import Parse
from jiannuo.ledger.models import Task
from jiannuo.reporting.queries.detail import task_detail
from jiannuo.reporting.queries.sources import source_of, whole_source
from tests.personae import County


def test_a_tasks_page(county: County, officer: Actor) -> None:
    found = task_detail(officer, county.tasks[1].pk)
    assert (found.number, found.wording, found.state) == ("2", "出让土地1000亩。", "推进中")
    assert [(value.label, value.text) for value in found.values] == [
        ("序号", "2"),
        ("类别", "城市更新"),
        ("年度目标", "出让土地1000亩。"),
    ]
    assert [(target.label, target.value.text) for target in found.targets] == [
        ("5月", "出让土地400亩。")
    ]
    [report] = found.reports
    assert (report.span.label, report.claim, report.claim_label) == ("5月", "partly", "部分完成")
    assert {value.field for value in report.values} == {
        "progress",
        "status",
        "problems",
        "next_steps",
    }
    assert [(unit.name, unit.word, unit.lead) for unit in found.units] == [
        ("区住建局", "牵头", True),
        ("区财政局", "配合", False),
    ]
    assert found.leaders == ("孙立",)
    assert [happening.action for happening in found.happenings] == [
        "report.import",
        "task.import",
    ]


def test_a_value_names_its_source_cell(county: County, officer: Actor) -> None:
    target = next(
        value
        for value in task_detail(officer, county.tasks[1].pk).values
        if value.field == "annual_target"
    )
    assert target.citation == Citation(table=1, row=3, column=2)


def test_a_task_that_one_may_not_see_is_not_there(
    county: County, clerk: Actor, foreign_officer: Actor
) -> None:
    for actor, task in ((clerk, county.tasks[2]), (foreign_officer, county.tasks[0])):
        with pytest.raises(Task.DoesNotExist):
            task_detail(actor, task.pk)


def test_the_office_sees_a_source_cell_among_its_neighbours(county: County, officer: Actor) -> None:
    task = county.tasks[1]
    found = source_of(officer, task.pk, row_of(task), "annual_target")
    assert found is not None
    assert found.table is not None
    assert [row[0].text for row in found.table.rows] == ["序号", "1", "2", "3", "4"]
    assert found.whole
    assert found.cells == ("2", "出让土地1000亩。", "出让土地380亩。")


def test_an_organisation_sees_only_its_own_row_of_the_source(
    county: County, neighbour: Actor
) -> None:
    task = county.tasks[1]
    found = source_of(neighbour, task.pk, row_of(task), "progress")
    assert found is not None
    assert found.table is not None
    assert [[cell.text for cell in row] for row in found.table.rows] == [
        ["2", "出让土地1000亩。", "出让土地380亩。"]
    ]
    assert not found.whole
    with pytest.raises(NotAllowedError):
        whole_source(neighbour, found.parse)


def test_the_row_of_another_task_is_not_shown(county: County, neighbour: Actor) -> None:
    with pytest.raises(Task.DoesNotExist):
        source_of(neighbour, county.tasks[1].pk, row_of(county.tasks[0]), "progress")
    with pytest.raises(Task.DoesNotExist):
        source_of(neighbour, county.tasks[0].pk, row_of(county.tasks[0]), "progress")


def test_a_field_without_a_citation_has_no_source(county: County, officer: Actor) -> None:
    task = county.tasks[1]
    assert source_of(officer, task.pk, row_of(task), "category") is None


def test_the_office_opens_the_whole_source(county: County, officer: Actor) -> None:
    parse = Parse.objects.get()
    assert whole_source(officer, parse.pk) == parse


def test_officers_of_other_places_do_not(county: County, foreign_officer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        whole_source(foreign_officer, Parse.objects.get().pk)


def row_of(task: Task) -> int:
    assert task.source_id is not None
    return task.source_id
