"""A reading and a person's changes make the document; nothing is lost, everything can be undone."""

from typing import Any

import pytest

from jiannuo.core.records import Period, PeriodKind, Row, Unit, from_json, to_json
from jiannuo.intake.changes import (
    Change,
    DropRow,
    PlaceText,
    RestoreRow,
    SetAside,
    SetFact,
    SetField,
    SettleDoubt,
    change_from_json,
    change_to_json,
)
from jiannuo.intake.correcting import ChangeDoesNotFitError, edit, readable, units_text
from tests.apps.intake.readings import READING

ALL_KINDS: list[Change] = [
    SetFact(name="title", value="新标题"),
    SetField(table=0, row=0, field="progress", value="新建学校2所。"),
    SettleDoubt(table=0, row=0, doubt=1),
    DropRow(table=0, row=1),
    RestoreRow(table=0, row=1),
    PlaceText(piece=1, table=0, row=1, field="progress"),
    SetAside(piece=0),
]


def _row(*changes: Change, row: int = 0) -> Row:
    return list(edit(READING, changes).final().rows())[row]


def _set(field: str, value: Any, row: int = 0) -> SetField:
    return SetField(table=0, row=row, field=field, value=value)


def test_without_changes_the_reading_stays_as_it_is() -> None:
    assert edit(READING, ()).final() == READING


def test_any_changes_leave_a_document_that_can_be_written_and_read() -> None:
    final = edit(READING, ALL_KINDS).final()
    assert from_json(to_json(final)) == final


@pytest.mark.parametrize("change", ALL_KINDS, ids=lambda change: type(change).__name__)
def test_a_change_survives_being_stored(change: Change) -> None:
    assert change_from_json(change_to_json(change)) == change


def test_the_reading_itself_is_never_touched() -> None:
    before = to_json(READING)
    edit(READING, ALL_KINDS)
    assert to_json(READING) == before


class TestFields:
    def test_a_corrected_text_says_what_was_read_before(self) -> None:
        row = _row(_set("progress", "新建学校2所。"))
        assert row.progress == "新建学校2所。"
        assert row.warnings == ("“完成情况”经核对更正，原读作“新建学校3所。”。",)

    def test_it_keeps_its_source(self) -> None:
        before = READING.tables[0].rows[0].citations["progress"]
        assert _row(_set("progress", "新建学校2所。")).citations["progress"] == before

    def test_pieces_and_marks_of_the_old_text_go(self) -> None:
        row = _row(_set("annual_target", "新建学校3所。"))
        assert row.items == ()
        assert row.marks == {}

    def test_the_same_text_again_changes_nothing(self) -> None:
        assert _row(_set("progress", "新建学校3所。")) == READING.tables[0].rows[0]

    def test_a_text_can_be_emptied_and_filled(self) -> None:
        assert _row(_set("progress", " ")).progress is None
        row = _row(_set("remarks", "见附件"))
        assert row.remarks == "见附件"
        assert row.warnings == ("“备注”为核对时补填，来源单元格中没有读出。",)

    def test_one_quarter_of_several(self) -> None:
        row = _row(_set("quarter_targets.2", "12条", row=1), row=1)
        assert row.quarter_targets == {"1": "5条", "2": "12条"}

    def test_a_quarter_can_be_taken_away(self) -> None:
        assert _row(_set("quarter_targets.1", "", row=1), row=1).quarter_targets == {"2": "15条"}

    def test_organisations(self) -> None:
        value = [{"name": "区教体局", "lead": True, "role": "责任"}]
        row = _row(_set("units", value))
        assert row.units == (Unit(name="区教体局", lead=True),)
        assert "原读作“区教体局、区卫健局”" in row.warnings[0]

    def test_saying_who_leads_contradicts_nothing_in_the_source(self) -> None:
        value = [
            {"name": "区教体局", "lead": False, "role": "责任"},
            {"name": "区卫健局", "lead": True, "role": "责任"},
        ]
        row = _row(_set("units", value))
        assert [unit.lead for unit in row.units] == [False, True]
        assert row.warnings == ()

    def test_leaders(self) -> None:
        assert _row(_set("leaders", ["崔赞", " 高晋 ", ""])).leaders == ("崔赞", "高晋")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("raw_cells", "x"),
            ("items", "x"),
            ("quarter_targets", "x"),
            ("units.1", []),
            ("units", [{"name": "区教体局", "boss": True}]),
            ("leaders", "崔赞"),
            ("progress", 5),
            ("progress", "长" * 20_001),
            ("", "x"),
        ],
    )
    def test_what_does_not_fit_is_refused_with_a_sentence(self, field: str, value: Any) -> None:
        with pytest.raises(ChangeDoesNotFitError, match="。"):
            _row(_set(field, value))

    @pytest.mark.parametrize(("table", "row"), [(0, 2), (1, 0), (-1, 0), (0, -1)])
    def test_so_is_a_row_that_is_not_there(self, table: int, row: int) -> None:
        with pytest.raises(ChangeDoesNotFitError, match="没有这一行"):
            edit(READING, [SetField(table=table, row=row, field="progress", value="x")])


class TestDoubts:
    def test_a_corrected_field_is_no_longer_asked_about(self) -> None:
        row = _row(_set("leaders", ["崔赞", "高晋"]))
        assert [doubt.field for doubt in row.doubts] == ["units"]

    def test_a_reading_that_is_right_is_settled_without_a_change(self) -> None:
        row = _row(SettleDoubt(table=0, row=0, doubt=1))
        assert row.leaders == ("崔高晋",)
        assert [doubt.field for doubt in row.doubts] == ["units"]
        assert row.warnings == ()

    def test_an_answer_to_one_doubt_leaves_another_about_the_same_field_open(self) -> None:
        change = SetField(
            table=0,
            row=0,
            field="units",
            value=[{"name": "区教体局", "lead": True, "role": "责任"}],
            doubt=7,
        )
        assert [doubt.field for doubt in _row(change).doubts] == ["units", "leaders"]

    def test_a_doubt_is_settled_once(self) -> None:
        settle = SettleDoubt(table=0, row=0, doubt=1)
        with pytest.raises(ChangeDoesNotFitError, match="已经答复过"):
            edit(READING, [settle, settle])

    def test_doubts_of_dropped_rows_are_not_counted(self) -> None:
        assert edit(READING, ()).doubts() == 2
        assert edit(READING, [DropRow(table=0, row=0)]).doubts() == 0


class TestRows:
    def test_a_dropped_row_stays_in_the_document_as_skipped(self) -> None:
        final = edit(READING, [DropRow(table=0, row=0)]).final()
        assert [row.number for row in final.rows()] == ["2"]
        (skipped,) = final.tables[0].skipped_rows
        assert skipped.why == "核对时确认不是任务"
        assert skipped.cells == READING.tables[0].rows[0].raw_cells

    def test_it_can_be_restored(self) -> None:
        final = edit(READING, [DropRow(table=0, row=0), RestoreRow(table=0, row=0)]).final()
        assert final == READING

    def test_places_of_other_rows_stay_the_same(self) -> None:
        changes = [DropRow(table=0, row=0), _set("progress", "已修21条。", row=1)]
        (row,) = edit(READING, changes).final().rows()
        assert row.progress == "已修21条。"


class TestStrayText:
    def test_it_is_put_after_what_stands_in_the_field(self) -> None:
        edited = edit(READING, [PlaceText(piece=1, table=0, row=1, field="progress")])
        assert list(edited.final().rows())[1].progress == "已修20条。\n另有5条在建。"
        assert [piece.text for piece in edited.final().unplaced] == ["注：数据截至5月31日。"]

    def test_in_an_empty_field_it_brings_its_source_along(self) -> None:
        row = _row(PlaceText(piece=0, table=0, row=0, field="remarks"))
        assert row.remarks == "注：数据截至5月31日。"
        assert row.citations["remarks"] == READING.unplaced[0].citation

    def test_set_aside_it_stays_in_the_document_and_says_so(self) -> None:
        edited = edit(READING, [SetAside(piece=0)])
        assert [number for number, _ in edited.pieces] == [1]
        assert {piece.text for piece in edited.final().unplaced} == {
            piece.text for piece in READING.unplaced
        }
        assert "不属于任何任务" in edited.final().unplaced[-1].why

    def test_it_can_be_placed_once(self) -> None:
        place = PlaceText(piece=1, table=0, row=1, field="progress")
        with pytest.raises(ChangeDoesNotFitError, match="已经有了去处"):
            edit(READING, [place, place])

    def test_organisations_are_not_filled_by_a_heap_of_text(self) -> None:
        with pytest.raises(ChangeDoesNotFitError, match="逐个写明"):
            edit(READING, [PlaceText(piece=1, table=0, row=1, field="units")])


class TestFacts:
    def test_facts_about_the_document(self) -> None:
        document = edit(
            READING,
            [
                SetFact(name="title", value=" 新标题 "),
                SetFact(name="year", value=2024),
                SetFact(name="period", value={"kind": "quarter", "index": 2}),
                SetFact(name="issued_on", value="2024-07-05"),
            ],
        ).document
        assert document.title == "新标题"
        assert document.year == 2024
        assert document.period == Period(PeriodKind.QUARTER, 2)
        assert document.issued_on is not None
        assert document.issued_on.isoformat() == "2024-07-05"

    def test_the_kind_of_plan_is_kept_beside_the_document(self) -> None:
        edited = edit(READING, [SetFact(name="kind", value="pledges")])
        assert edited.kind == "pledges"
        assert edited.document == READING

    def test_a_fact_can_be_taken_away(self) -> None:
        assert edit(READING, [SetFact(name="period", value=None)]).document.period is None

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("year", 23),
            ("year", "2023"),
            ("period", {"kind": "month", "index": 13}),
            ("period", {"kind": "week", "index": 1}),
            ("period", "5月"),
            ("issued_on", "昨天"),
            ("kind", "wishes"),
            ("source", "x"),
            ("tables", ()),
        ],
    )
    def test_what_cannot_be_is_refused_with_a_sentence(self, name: str, value: Any) -> None:
        with pytest.raises(ChangeDoesNotFitError, match=r"。|，"):
            edit(READING, [SetFact(name=name, value=value)])


def test_fields_are_read_out_as_people_write_them() -> None:
    first, second = READING.tables[0].rows
    assert readable(first, "units") == "区教体局、区卫健局"
    assert readable(second, "units") == "区交通局（牵头）、区财政局"
    assert readable(second, "quarter_targets.2") == "15条"
    assert readable(first, "remarks") == ""
    assert units_text([Unit(name="区统计局", role="提供数据")]) == "区统计局（提供数据）"
