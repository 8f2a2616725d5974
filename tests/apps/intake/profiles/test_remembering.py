"""May's odd table is corrected once; June's needs no correction, and everything can be taken back."""

import pytest

from jiannuo.core.mapping.profiles import profile_from_json, profile_to_json
from jiannuo.core.records import Row
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.changes import SetField
from jiannuo.intake.correcting import ChangeDoesNotFitError
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import Remembered, Upload
from jiannuo.intake.profiles.actions.forget import forget
from jiannuo.intake.profiles.actions.remap import remap, undo_remap
from jiannuo.intake.profiles.actions.take_over import take_over
from jiannuo.intake.profiles.queries import profile_of, remembered_visible_to
from jiannuo.intake.queries.reading import edited_document
from tests.apps.intake.files import ReadUpload
from tests.personae import County

MAY = (
    "2023年5月重点工作推进情况表\n\n"
    "序号\t事项\t谁来办\t5月办到哪了\t卡在哪\n"
    "1\t新建滨河公园\t区住建局\t完成招标。\t资金未到位\n"
    "2\t改造老旧小区20个\t区自然资源局、区民政局\t已开工8个。\t无\n"
)
JUNE = (
    "2023年6月重点工作推进情况表\n\n"
    "序号\t谁来办\t事项\t卡在哪\t6月办到哪了\n"
    "1\t区住建局\t新建滨河公园\t无\t已进场。\n"
    "2\t区自然资源局、区民政局\t改造老旧小区20个\t材料涨价\t已开工15个。\n"
)
COLUMNS = {2: "units.责任", 3: "progress", 4: "problems"}


@pytest.fixture
def may(read_upload: ReadUpload) -> Upload:
    return read_upload(MAY.encode(), "五月.txt")


def rows(upload: Upload) -> list[Row]:
    return [one.row for one in edited_document(upload).kept()]


def test_the_whole_table_is_read_as_its_columns_are_assigned(may: Upload, officer: Actor) -> None:
    assert rows(may)[0].progress is None
    edited = remap(officer, may, 0, COLUMNS)
    first = next(iter(edited.kept())).row
    assert (first.progress, first.problems) == ("完成招标。", "资金未到位")
    assert first.units[0].name == "区住建局"
    assert Entry.objects.filter(action="upload.remap").count() == 1


def test_june_needs_no_correction(
    may: Upload, officer: Actor, read_upload: ReadUpload, county: County
) -> None:
    remap(officer, may, 0, COLUMNS)
    (question,) = [d for one in edited_document(may).kept() for d in one.doubts]
    led = [
        {"name": "区自然资源局", "lead": True, "role": "责任"},
        {"name": "区民政局", "lead": False, "role": "责任"},
    ]
    correct(officer, may, SetField(table=0, row=1, field="units", value=led, doubt=question[0]))
    confirm(officer, may)
    june = read_upload(JUNE.encode(), "六月.txt")
    first, second = rows(june)
    assert (first.progress, first.units[0].name) == ("已进场。", "区住建局")
    assert second.problems == "材料涨价"
    assert [(unit.name, unit.lead) for unit in second.units] == [
        ("区自然资源局", True),
        ("区民政局", False),
    ]
    assert june.doubts == 0
    warnings = edited_document(june).document.warnings
    assert any("按本单位上次的对应方式" in warning for warning in warnings)
    assert any("上次的答复" in warning for warning in warnings)


def test_a_name_put_in_anothers_place_is_meant_next_time(
    read_upload: ReadUpload, officer: Actor
) -> None:
    may = read_upload(
        MAY.replace("谁来办", "责任单位").replace("办到哪了", "进展").encode(), "a.txt"
    )
    value = [{"name": "区住房和城乡建设局", "lead": None, "role": "责任"}]
    correct(officer, may, SetField(table=0, row=0, field="units", value=value))
    confirm(officer, may)
    june = JUNE.replace("谁来办", "责任单位").replace("办到哪了", "进展")
    assert rows(read_upload(june.encode(), "b.txt"))[0].units[0].name == "区住房和城乡建设局"


def test_corrections_made_before_are_carried_over(may: Upload, officer: Actor) -> None:
    correct(officer, may, SetField(table=0, row=1, field="task", value="改造老旧小区22个"))
    remap(officer, may, 0, COLUMNS)
    assert rows(may)[1].task == "改造老旧小区22个"
    assert rows(may)[1].progress == "已开工8个。"


def test_an_assignment_can_be_undone_and_is_no_longer_remembered(
    may: Upload, officer: Actor, read_upload: ReadUpload
) -> None:
    before = rows(may)
    remap(officer, may, 0, COLUMNS)
    undo_remap(officer, may)
    assert rows(may) == before
    assert rows(read_upload(JUNE.encode(), "六月.txt"))[0].progress is None
    with pytest.raises(NotReadyError):
        undo_remap(officer, may)


def test_what_is_forgotten_is_not_applied(
    may: Upload, officer: Actor, read_upload: ReadUpload
) -> None:
    remap(officer, may, 0, COLUMNS)
    forget(officer, Remembered.objects.get())
    assert rows(read_upload(JUNE.encode(), "六月.txt"))[0].progress is None
    assert not remembered_visible_to(officer)


def test_a_table_may_be_no_list_of_tasks(
    may: Upload, officer: Actor, read_upload: ReadUpload
) -> None:
    remap(officer, may, 0, {}, aside=True)
    assert rows(may) == []
    assert rows(read_upload(JUNE.encode(), "六月.txt")) == []


def test_a_profile_goes_to_another_office_and_back(
    may: Upload, officer: Actor, county: County
) -> None:
    remap(officer, may, 0, COLUMNS)
    written = profile_to_json(profile_of(county.place))
    forget(officer, Remembered.objects.get())
    assert not profile_of(county.place).layouts
    assert take_over(officer, county.place, profile_from_json(written)) == 1
    assert profile_of(county.place).layouts[0].columns["办到哪了"] == "progress"


def test_only_columns_and_fields_that_exist_are_assigned(may: Upload, officer: Actor) -> None:
    for table, columns in ((7, {0: "task"}), (0, {9: "task"}), (0, {1: "password"}), (0, {})):
        with pytest.raises(ChangeDoesNotFitError):
            remap(officer, may, table, columns)


def test_who_may_not_import_may_not_assign(may: Upload, stranger: Actor) -> None:
    with pytest.raises(NotAllowedError):
        remap(stranger, may, 0, COLUMNS)
