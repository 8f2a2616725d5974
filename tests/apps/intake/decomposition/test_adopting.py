"""From an upload to plans in the ledger: begun, arranged, undone, resumed, adopted."""

from functools import partial

import pytest

from jiannuo.core.mapping.decomposition import TaskKind
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.intake.actions.read_again import read_again
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.decomposition import arranging
from jiannuo.intake.decomposition.actions.adopt import adopt
from jiannuo.intake.decomposition.actions.arrange import arrange
from jiannuo.intake.decomposition.actions.begin import begin
from jiannuo.intake.decomposition.actions.undo import undo_step
from jiannuo.intake.decomposition.arranging import Description, DoesNotFitError
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.naming import resolved, suggestions
from jiannuo.intake.decomposition.queries import draft_of_upload, reads_as_report, values_of
from jiannuo.intake.errors import NotReadyError, PlanExistsError
from jiannuo.intake.models import State, Upload
from jiannuo.ledger.models import Assignment, Plan, PlanKind, Task, TaskState
from tests.apps.intake.decomposition.reports import COUNTY, ReadReport
from tests.apps.intake.files import ReadUpload
from tests.personae import County


def draft(upload: Upload) -> Draft:
    stored = draft_of_upload(upload)
    assert stored is not None
    return values_of(stored)


def assign(actor: Actor, upload: Upload, said: Description) -> None:
    ids = [one.id for one in draft(upload).proposals]
    verb = partial(arranging.describe, ids=ids, said=said)
    arrange(actor, upload, verb, name="describe", words="分派")


def test_a_report_is_known_for_one_and_a_table_is_not(
    read_report: ReadReport, read_upload: ReadUpload
) -> None:
    report = read_report()
    assert reads_as_report(report.reading.raw)
    assert "可以分解立项" in report.message
    assert not reads_as_report(read_upload().reading.raw)


def test_what_is_adopted_stands_in_the_ledger_with_its_source(
    read_report: ReadReport, officer: Actor
) -> None:
    upload = read_report()
    begin(officer, upload)
    made = draft(upload)
    assign(
        officer, upload, Description(leads="区住建局", units="区财政局、新设单位", leaders="周明远")
    )
    adopt(officer, upload)
    upload.refresh_from_db()
    assert upload.state == State.CONFIRMED
    plans = {plan.kind: plan for plan in upload.plans.all()}
    assert set(plans) == {PlanKind.REPORT, PlanKind.PLEDGES}
    for kind in PlanKind:
        listed = [made.text(one) for one in made.of(TaskKind(kind.value))]
        tasks = Task.objects.filter(plan=plans[kind])
        assert [task.task for task in tasks] == listed
        assert {task.state for task in tasks} == {TaskState.ADOPTED}
    task = plans[PlanKind.REPORT].tasks.all()[0]
    assert task.source is not None
    assert task.source.citations["task"]["paragraph"]
    roles = [(one.written, one.lead) for one in Assignment.objects.filter(task=task)]
    assert roles == [("区住建局", True), ("区财政局", False), ("新设单位", False)]
    assert [one.name for one in task.leaders.all()] == ["周明远"]
    assert task.source.parse.canonical["unplaced"]
    assert {piece["why"] for piece in task.source.parse.canonical["unplaced"]} > {"号召或口号"}


def test_every_step_is_in_the_trail_and_adopting_twice_adopts_once(
    read_report: ReadReport, officer: Actor
) -> None:
    upload = read_report()
    begin(officer, upload)
    assign(officer, upload, Description(leads="区住建局"))
    undo_step(officer, upload)
    adopt(officer, upload)
    tasks = Task.objects.count()
    adopt(officer, upload)
    assert Task.objects.count() == tasks
    acts = Entry.objects.filter(action__startswith="decomposition.").values_list(
        "action", flat=True
    )
    assert list(acts) == [
        "decomposition.begin",
        "decomposition.arrange",
        "decomposition.undo",
        "decomposition.adopt",
    ]


def test_a_draft_is_there_the_next_day_as_it_was_left(
    read_report: ReadReport, officer: Actor, director: Actor
) -> None:
    upload = read_report()
    begin(officer, upload)
    first = draft(upload).proposals[0].id
    arrange(officer, upload, partial(arranging.drop, ids=[first]), name="drop", words="去掉 1 项")
    begin(director, upload)
    assert first not in draft(upload).by_id
    step, _, _ = undo_step(director, upload)
    assert (step.by_name, step.undone_by) == (officer.name, director.name)
    assert first in draft(upload).by_id
    with pytest.raises(NotReadyError):
        undo_step(director, upload)


def test_the_same_list_is_not_adopted_twice_without_saying_so(
    read_report: ReadReport, read_upload: ReadUpload, officer: Actor
) -> None:
    first = read_report(COUNTY)
    begin(officer, first)
    adopt(officer, first)
    second = read_upload(COUNTY.read_bytes() + "\n谢谢大家！\n".encode(), "另一份.txt")
    begin(officer, second)
    with pytest.raises(PlanExistsError):
        adopt(officer, second)
    plans = Plan.objects.count()
    adopt(officer, second, as_new=True)
    assert Plan.objects.count() > plans


def test_a_file_that_was_read_anew_is_taken_apart_anew(
    read_report: ReadReport, officer: Actor
) -> None:
    upload = read_report()
    begin(officer, upload)
    read_again(officer, upload)
    understand(upload.pk)
    upload.refresh_from_db()
    assert draft_of_upload(upload) is None
    with pytest.raises(NotReadyError):
        undo_step(officer, upload)
    begin(officer, upload)
    assert draft(upload).proposals


def test_a_table_is_not_taken_apart(read_upload: ReadUpload, officer: Actor) -> None:
    with pytest.raises(NotReadyError, match="没有找到今年要办的事"):
        begin(officer, read_upload())


@pytest.mark.parametrize("persona", ["observer", "clerk", "foreign_officer", "leader"])
def test_nobody_else_arranges(
    persona: str, read_report: ReadReport, officer: Actor, request: pytest.FixtureRequest
) -> None:
    upload = read_report()
    actor = request.getfixturevalue(persona)
    for act in (partial(begin, actor, upload), partial(undo_step, actor, upload)):
        with pytest.raises(NotAllowedError):
            act()
    begin(officer, upload)
    with pytest.raises(NotAllowedError):
        adopt(actor, upload)


def test_short_names_are_completed_and_ambiguous_ones_asked(county: County) -> None:
    place = county.place
    Organisation.objects.create(place=place, name="区住房城乡建设局", kind="bureau", sort_key="1")
    assert resolved(place, Description(leads="财政局")).leads == "区财政局"
    assert resolved(place, Description(units="区住建局、没有的局")).units == "区住建局、没有的局"
    assert resolved(place, Description(leaders="明远")).leaders == "周明远"
    with pytest.raises(DoesNotFitError, match="对得上好几个"):
        resolved(place, Description(leads="住局"))
    assert suggestions(place, "organisations", "住建")[0] == "区住建局"
    assert set(suggestions(place, "organisations", "住建")) == {"区住建局", "区住房城乡建设局"}
