"""What was read and corrected becomes a plan with its reports: all of it, once, or nothing."""

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.models import Parse
from jiannuo.history.models import Entry
from jiannuo.history.queries import verify
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.actions.join import join
from jiannuo.intake.actions.read_again import read_again
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.changes import Change, DropRow, SetFact, SetField
from jiannuo.intake.errors import NothingToConfirmError, NotReadyError, PlanExistsError
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.outcomes import KnownAlready
from jiannuo.ledger.models import Assignment, Plan, PlanKind, Target, Task
from jiannuo.reporting.models import Report
from tests.apps.intake.files import BULLETIN, NOTICE, TABLE, ReadUpload, sample
from tests.personae import County

JUNE = (
    TABLE.replace("5月份", "6月份")
    .replace("新建学校3所。\t区", "已建成4所。\t区")
    .replace("已修20条", "已修24条")
)


@pytest.fixture
def upload(read_upload: ReadUpload) -> Upload:
    return read_upload()


@pytest.fixture
def may_plan(upload: Upload, officer: Actor) -> Plan:
    return confirm(officer, upload).plans.get()


class TestANewPlan:
    def test_rows_become_tasks_and_reports_with_their_sources(
        self, upload: Upload, officer: Actor
    ) -> None:
        confirmed = confirm(officer, upload)
        plan = confirmed.plans.get()
        assert (confirmed.state, plan.title, plan.year) == (
            State.CONFIRMED, "2023年重点工作5月份完成情况通报表", 2023,
        )  # fmt: skip
        tasks = list(Task.objects.filter(plan=plan))
        assert [task.annual_target for task in tasks] == [
            "新建学校3所。", "修路25条。", "出让土地1000亩。",
        ]  # fmt: skip
        assert Report.objects.filter(task__in=tasks, period_index=5).count() == 3
        assert all(task.source and task.source.citations["annual_target"] for task in tasks)

    def test_a_corrected_value_goes_in_with_its_source(
        self, upload: Upload, officer: Actor
    ) -> None:
        correct(officer, upload, SetField(table=0, row=1, field="progress", value="已修21条。"))
        confirm(officer, upload)
        report = Report.objects.get(task__annual_target="修路25条。")
        assert report.progress == "已修21条。"
        assert report.source is not None
        assert report.source.citations["progress"] == {
            "line": 5, "table": 1, "row": 3, "column": 3, "span": [5, 11],
        }  # fmt: skip
        assert report.source.raw_cells[2] == "部分完成。已修20条。"
        assert "原读作“已修20条。”" in report.source.warnings[0]

    def test_dropped_rows_stay_out_and_stay_known(self, upload: Upload, officer: Actor) -> None:
        correct(officer, upload, DropRow(table=0, row=0))
        confirm(officer, upload)
        parse = Parse.objects.get(file=upload.file)
        assert Task.objects.filter(plan__parse=parse).count() == 2
        assert parse.canonical["tables"][0]["skipped_rows"][-1]["cells"][1] == "新建学校3所。"

    def test_facts_that_a_person_gave(self, upload: Upload, officer: Actor) -> None:
        changes: list[Change] = [
            SetFact(name="title", value="2024年民生实事"),
            SetFact(name="year", value=2024),
            SetFact(name="kind", value="pledges"),
            SetFact(name="period", value={"kind": "quarter", "index": 2}),
        ]
        for change in changes:
            correct(officer, upload, change)
        plan = confirm(officer, upload).plans.get()
        assert (plan.title, plan.year, plan.kind) == ("2024年民生实事", 2024, PlanKind.PLEDGES)
        assert set(
            Report.objects.filter(task__plan=plan).values_list("period_kind", "period_index")
        ) == {("quarter", 2)}

    def test_open_doubts_go_along(self, upload: Upload, officer: Actor) -> None:
        confirm(officer, upload)
        task = Task.objects.get(annual_target="修路25条。")
        assert task.source is not None
        assert task.source.doubt_count == 1

    def test_twice_gives_the_same_plan_once(self, upload: Upload, officer: Actor) -> None:
        first = confirm(officer, upload)
        again = confirm(officer, upload)
        assert list(first.plans.all()) == list(again.plans.all())
        assert Plan.objects.filter(year=2023, title__startswith="2023年重点工作").count() == 1

    def test_the_reading_is_no_longer_needed_and_the_trail_holds(
        self, upload: Upload, officer: Actor
    ) -> None:
        confirm(officer, upload)
        assert not Reading.objects.exists()
        assert Entry.objects.filter(action="upload.confirm").count() == 1
        assert verify().broken_at is None

    def test_the_same_file_again_leads_to_the_plan_that_came_of_it(
        self, upload: Upload, officer: Actor, county: County
    ) -> None:
        confirm(officer, upload)
        outcome = receive(officer, county.place, name="又来.txt", content=TABLE.encode())
        assert isinstance(outcome, KnownAlready)
        assert outcome.upload.plans.get().title.startswith("2023年重点工作")

    @pytest.mark.parametrize(("name", "plans"), [(BULLETIN, 1), (NOTICE, 2)])
    def test_real_documents(
        self, read_upload: ReadUpload, officer: Actor, name: str, plans: int
    ) -> None:
        upload = read_upload(sample(name), name)
        confirmed = confirm(officer, upload)
        assert confirmed.plans.count() == plans
        assert Task.objects.filter(plan__in=confirmed.plans.all()).count() == upload.rows


class TestNothingHalfWritten:
    def test_without_a_year_nothing_is_written(self, upload: Upload, officer: Actor) -> None:
        correct(officer, upload, SetFact(name="year", value=None))
        with pytest.raises(NothingToConfirmError, match="年度"):
            confirm(officer, upload)
        assert _written(upload) == (False, 0)

    def test_without_rows_nothing_is_written(self, upload: Upload, officer: Actor) -> None:
        for row in range(3):
            correct(officer, upload, DropRow(table=0, row=row))
        with pytest.raises(NothingToConfirmError, match="任务行"):
            confirm(officer, upload)
        assert _written(upload) == (False, 0)

    def test_what_the_ledger_has_no_room_for_is_said_before(
        self, upload: Upload, officer: Actor
    ) -> None:
        correct(officer, upload, SetField(table=0, row=2, field="number", value="3" * 61))
        with pytest.raises(NothingToConfirmError, match="60"):
            confirm(officer, upload)
        assert _written(upload) == (False, 0)

    def test_an_error_in_the_ledger_takes_everything_back(
        self, upload: Upload, officer: Actor
    ) -> None:
        name = "区" * 121
        unit = [{"name": "区教体局", "lead": None, "role": "责任"}]
        correct(officer, upload, SetField(table=0, row=0, field="units", value=unit))
        organisations = Organisation.objects.count()
        upload.reading.document["tables"][0]["rows"][2]["units"].append(
            {"name": name, "lead": None, "role": "责任"}
        )
        upload.reading.save()
        with pytest.raises(NothingToConfirmError, match="120"):
            confirm(officer, upload)
        assert _written(upload) == (False, 0)
        assert Organisation.objects.count() == organisations

    @pytest.mark.parametrize("persona", ["clerk", "leader", "observer", "foreign_officer"])
    def test_only_the_office_confirms(
        self, upload: Upload, persona: str, request: pytest.FixtureRequest
    ) -> None:
        with pytest.raises(NotAllowedError):
            confirm(request.getfixturevalue(persona), upload)
        assert _written(upload) == (False, 0)

    def test_only_a_reading_can_be_confirmed(self, upload: Upload, officer: Actor) -> None:
        read_again(officer, upload)
        with pytest.raises(NotReadyError):
            confirm(officer, upload)


class TestALaterPeriod:
    def test_a_list_that_the_ledger_holds_is_recognised(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        june = read_upload(JUNE.encode(), "6月.txt")
        with pytest.raises(PlanExistsError, match="5月份完成情况通报表") as raised:
            confirm(officer, june)
        (alike,) = raised.value.plans
        assert (alike.id, alike.matched, alike.rows, alike.why_not) == (may_plan.pk, 3, 3, "")

    def test_its_reports_join_the_tasks_that_are_there(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        joined = join(officer, read_upload(JUNE.encode(), "6月.txt"), may_plan)
        assert joined.state == State.CONFIRMED
        assert Task.objects.filter(plan=may_plan).count() == 3
        task = Task.objects.get(plan=may_plan, number="2")
        assert [report.progress for report in task.reports.order_by("period_index")] == [
            "已修20条。", "已修24条。",
        ]  # fmt: skip

    def test_or_it_is_made_a_plan_of_its_own(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        june = confirm(officer, read_upload(JUNE.encode(), "6月.txt"), as_new=True)
        assert june.plans.get() != may_plan

    def test_the_same_period_is_not_joined_twice(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        again = read_upload((TABLE + "\n").encode(), "5月 再来.txt")
        with pytest.raises(NothingToConfirmError, match="5月的进展台账里已经有了"):
            join(officer, again, may_plan)
        assert _written(again) == (False, 0)

    def test_a_row_without_a_task_is_named_and_can_be_left_out(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        june = read_upload(
            f"{JUNE}4\t新建公园1座。\t完成。已开园。\t区住建局\n".encode(), "6月.txt"
        )
        with pytest.raises(NothingToConfirmError, match="第4项在台账里找不到"):
            join(officer, june, may_plan)
        correct(officer, june, DropRow(table=0, row=3))
        assert join(officer, june, may_plan).state == State.CONFIRMED

    def test_a_changed_target_is_shown_and_not_written_over(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        june = read_upload(JUNE.replace("修路25条", "修路20条").encode(), "6月.txt")
        with pytest.raises(PlanExistsError) as raised:
            confirm(officer, june)
        (difference,) = raised.value.plans[0].differences
        assert (difference.ledger, difference.document) == ("修路25条。", "修路20条。")
        join(officer, june, may_plan)
        assert Task.objects.get(plan=may_plan, number="2").annual_target == "修路25条。"

    def test_a_target_of_the_new_period_is_added(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        with_target = (
            JUNE.replace("年度目标任务\t", "年度目标任务\t6月份目标任务\t")
            .replace("新建学校3所。\t", "新建学校3所。\t建成2所。\t")
            .replace("修路25条。\t", "修路25条。\t修到24条。\t")
            .replace("1000亩。\t", "1000亩。\t\t")
        )
        join(officer, read_upload(with_target.encode(), "6月.txt"), may_plan)
        targets = Target.objects.filter(task__plan=may_plan, period_index=6)
        assert sorted(targets.values_list("text", flat=True)) == ["修到24条。", "建成2所。"]

    def test_who_leads_is_taken_over_where_the_ledger_does_not_know(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        june = read_upload(JUNE.encode(), "6月.txt")
        units = [
            {"name": "区交通局", "lead": True, "role": "责任"},
            {"name": "区财政局", "lead": False, "role": "责任"},
        ]
        correct(officer, june, SetField(table=0, row=1, field="units", value=units))
        join(officer, june, may_plan)
        leads = Assignment.objects.filter(task__plan=may_plan, task__number="2")
        assert list(leads.values_list("written", "lead")) == [
            ("区交通局", True), ("区财政局", False),
        ]  # fmt: skip

    def test_what_was_asked_in_may_is_not_asked_again_in_june(
        self, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        join(officer, read_upload(JUNE.encode(), "6月.txt"), may_plan)
        report = Report.objects.get(task__plan=may_plan, task__number="2", period_index=6)
        assert report.source is not None
        assert report.source.doubt_count == 0

    def test_a_plan_of_another_place_cannot_be_joined(
        self, county: County, may_plan: Plan, read_upload: ReadUpload, officer: Actor
    ) -> None:
        june = read_upload(JUNE.encode(), "6月.txt")
        may_plan.place = type(county.place).objects.create(
            name="平山县", full_name="平山县", level="county"
        )
        may_plan.save()
        with pytest.raises(NothingToConfirmError, match="另一个地区"):
            join(officer, june, may_plan)


def _written(upload: Upload) -> tuple[bool, int]:
    """Say whether the upload counts as confirmed, and how many parses its file has."""
    upload.refresh_from_db()
    return upload.state == State.CONFIRMED, Parse.objects.filter(file=upload.file).count()
