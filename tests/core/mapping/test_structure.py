"""Headers, merged cells, joined cells, groups, sections: what a table's structure says."""

from jiannuo.core.mapping.alignment import align
from jiannuo.core.mapping.headers import find_header
from tests.core.mapping.tables import fields_of, rows_of, table, understood


class TestHeaders:
    def test_a_header_of_two_lines_is_joined(self) -> None:
        header = find_header(align(table("序号|任务|进展|<\n^|^|当月|累计\n1|甲|开工|完工")))
        assert header is not None
        assert [header.path(n) for n in range(4)] == ["序号", "任务", "进展/当月", "进展/累计"]
        assert (header.first, header.last) == (0, 2)

    def test_an_empty_place_beside_a_group_belongs_to_it(self) -> None:
        header = find_header(
            align(table("序号|任务|进展情况||备注\n||当月进展|存在问题|\n1|甲|开工|无|"))
        )
        assert header is not None
        assert header.path(3) == "进展情况/存在问题"
        assert header.path(4) == "备注"

    def test_lines_above_the_header_are_its_title_and_unit(self) -> None:
        document = understood(
            "2024年重点任务完成情况表|<|<\n单位：万元|<|<\n序号|重点任务|完成情况\n1|甲|开工"
        )
        assert document.title == "2024年重点任务完成情况表"
        assert document.tables[0].form_fields == ("单位：万元",)

    def test_data_is_no_second_line_of_the_header(self) -> None:
        assert len(rows_of("序号|任务|责任单位\n1|修路|县交通局\n|通水|县水利局")) == 2

    def test_a_repeated_header_is_counted_and_no_row(self) -> None:
        document = understood("序号|任务|进展\n1|甲|完工\n序号|任务|进展\n2|乙|开工")
        (one,) = document.tables
        assert [row.number for row in one.rows] == ["1", "2"]
        assert [(skipped.why, skipped.count) for skipped in one.skipped_rows] == [
            ("表头", 1),
            ("重复的表头", 1),
        ]


class TestRagged:
    def test_joined_cells_are_laid_where_their_names_and_contents_fit(self) -> None:
        rows = rows_of(
            "序号|项目内容|牵头单位|责任单位|进展情况\n"
            "1|示范区|道路工程|区住建局|区住建局|已开工。\n"
            "||公园工程||区城管局|已完工。\n"
            "2|改造管网38千米|区住建局|区住建局|正在施工。\n"
            "3|新建学校|区教体局|区教体局|正在招标。\n"
            "4|高标准农田|一期工程|区农业农村局|徐庄镇|正在招标。",
            ragged=True,
        )
        assert [(row.number, row.task, row.subproject) for row in rows] == [
            ("1", "示范区", "道路工程"),
            ("1", "示范区", "公园工程"),
            ("2", "改造管网38千米", None),
            ("3", "新建学校", None),
            ("4", "高标准农田", "一期工程"),
        ]
        assert [unit.name for unit in rows[1].units] == ["区住建局", "区城管局"]

    def test_cells_beyond_the_last_column_are_kept_unplaced(self) -> None:
        document = understood(
            "序号|任务|进展\n1|甲|完工\n2|乙|开工\n3|丙|开工|多出一格", ragged=True
        )
        assert [piece.text for piece in document.unplaced] == ["多出一格"]
        assert list(document.rows())[2].doubts


class TestGroups:
    def test_merged_cells_count_for_every_row_they_cover(self) -> None:
        rows = rows_of(
            "类别|序号|任务|责任单位\n产业|1|甲|县发改局\n^|2|乙|县经信局\n民生|3|丙|县教体局\n^|^|丁|县卫健局"
        )
        assert [row.category for row in rows] == ["产业", "产业", "民生", "民生"]
        assert [row.number for row in rows] == ["1", "2", "3", "3"]

    def test_an_empty_category_goes_on(self) -> None:
        rows = rows_of("类别|序号|任务|进展\n产业|1|甲|完工\n|2|乙|完工")
        assert [row.category for row in rows] == ["产业", "产业"]

    def test_a_task_of_its_own_with_a_lead_of_its_own_has_no_number_from_above(self) -> None:
        rows = rows_of("序号|任务|牵头单位|进展\n8|甲|县林业局|完工\n|乙|县教体局|完工")
        assert [row.number for row in rows] == ["8", None]
        assert "没有序号" not in "".join(rows[0].warnings)

    def test_a_part_of_a_task_takes_number_and_lead_from_it(self) -> None:
        rows = rows_of(
            "序号|任务|牵头单位|责任单位|进展\n5|机场|县交运局|县交运局|完工\n|高速||县公路局|完工"
        )
        assert rows[1].number == "5"
        assert [(unit.name, unit.lead) for unit in rows[1].units] == [
            ("县交运局", True),
            ("县公路局", False),
        ]

    def test_an_empty_leader_beside_a_new_task_is_presumed_and_asked_about(self) -> None:
        rows = rows_of("序号|任务|牵头领导|进展\n1|甲|张健|完工\n2|乙||完工")
        assert rows[1].leaders == ("张健",)
        assert [doubt.field for doubt in rows[1].doubts] == ["leaders"]

    def test_where_merges_are_marked_an_empty_cell_is_empty(self) -> None:
        rows = rows_of("类别|序号|任务|牵头领导\n产业|1|甲|张健\n^|2|乙|")
        assert rows[1].leaders == ()

    def test_ditto_stands_for_the_cell_above(self) -> None:
        rows = rows_of("序号|任务|完成时限|责任单位\n1|甲|6月底|县发改局\n2|乙|同上|〃")
        assert rows[1].deadline == "6月底"
        assert [unit.name for unit in rows[1].units] == ["县发改局"]


class TestRowsThatAreNoTasks:
    def test_a_heading_over_the_width_is_the_category_of_the_rows_below(self) -> None:
        rows = rows_of("序号|任务|进展\n一、工业|<|<\n1|甲|完工\n二、民生|<|<\n2|乙|开工")
        assert [row.category for row in rows] == ["一、工业", "二、民生"]

    def test_headings_of_two_levels_are_joined(self) -> None:
        rows = rows_of(
            "序号|任务|进展\n一、民生|<|<\n（一）教育|<|<\n1|甲|完工\n（二）医疗|<|<\n2|乙|开工"
        )
        assert [row.category for row in rows] == ["一、民生／（一）教育", "一、民生／（二）医疗"]

    def test_a_heading_may_stand_in_two_cells(self) -> None:
        rows = rows_of("序号|任务|进展\n一|工业项目|\n1|甲|完工")
        assert [row.category for row in rows] == ["一、工业项目"]

    def test_a_heading_without_rows_is_kept_unplaced(self) -> None:
        document = understood("序号|任务|进展\n1|甲|完工\n二、待定事项|<|<")
        assert [piece.text for piece in document.unplaced] == ["二、待定事项"]

    def test_totals_rules_blank_lines_and_notes_are_no_rows(self) -> None:
        document = understood(
            "序号|任务|完成数\n1|甲|3\n2||\n--|--|--\n合计||3\n注：不含市直。|<|<"
        )
        (one,) = document.tables
        assert len(one.rows) == 1
        assert [skipped.why for skipped in one.skipped_rows] == [
            "表头",
            "表格空行，只有序号",
            "分隔线，不是任务",
            "合计行，不是任务",
        ]
        assert [piece.text for piece in document.unplaced] == ["注：不含市直。"]


class TestColumns:
    def test_two_columns_of_tasks_are_task_and_part(self) -> None:
        text = "序号|项目名称|建设任务内容|进展\n1|示范区|道路|完工\n^|^|公园|完工"
        assert fields_of(text)[1:3] == ["task", "subproject"]

    def test_a_first_column_that_only_groups_numbered_rows_is_the_category(self) -> None:
        text = "编号|重点工作|主要任务|进展\n1|营商环境|甲|完工\n2|^|乙|完工\n3|项目建设|丙|完工"
        assert fields_of(text)[1:3] == ["category", "task"]

    def test_one_column_of_progress_is_progress_two_are_told_apart(self) -> None:
        assert fields_of("序号|任务|二季度推进情况\n1|甲|完工")[2] == "progress"
        text = "序号|任务|当月进展情况|今年以来进展情况\n1|甲|开工|开工两处"
        assert fields_of(text)[2:] == ["progress_period", "progress_to_date"]

    def test_the_next_month_belongs_to_the_next_steps(self) -> None:
        text = "序号|任务|8月份目标|8月份完成情况|9月份计划\n1|甲|开工|已开工|完工"
        assert fields_of(text)[2:] == ["period_target", "progress", "next_steps"]

    def test_quarters_and_months_side_by_side_are_keyed(self) -> None:
        text = "序号|任务|一季度|二季度|三季度|四季度\n1|甲|立项|招标|开工|完工"
        assert fields_of(text)[2:] == [f"quarter_targets.{n}" for n in range(1, 5)]
        text = "序号|任务|推进计划|<|<\n^|^|1月|2月|3月\n1|甲|立项|招标|开工"
        assert fields_of(text)[2:] == ["month_plan.1", "month_plan.2", "month_plan.3"]

    def test_a_target_in_a_report_of_a_quarter_is_the_quarters(self) -> None:
        text = "序号|工作任务|工作目标|推进情况\n1|甲|开工|已开工"
        assert fields_of(text, "2024年二季度重点任务推进情况表")[2] == "period_target"
        assert fields_of(text, "2024年度重点任务推进情况表")[2] == "annual_target"

    def test_unit_means_organisation_or_measure_by_what_stands_below(self) -> None:
        assert fields_of("指标名称|单位|目标值|完成值\n产值|亿元|5|4")[1] == "measure_unit"
        assert fields_of("任务|单位|进展情况\n修路|县交通局|完工")[1] == "units"

    def test_figures_go_with_a_unit_of_measurement_from_the_header(self) -> None:
        (row,) = rows_of("县（市、区）|任务数（公里）|完成数（公里）|完成率\n清河县|120|118|98.3%")
        assert (row.region, row.target_value, row.actual_value, row.ratio, row.measure_unit) == (
            "清河县", "120", "118", "98.3%", "公里",
        )  # fmt: skip

    def test_ticks_under_verdicts_are_the_status(self) -> None:
        rows = rows_of("序号|任务|完成情况|<\n^|^|已完成|推进中\n1|甲|√|\n2|乙||√")
        assert [row.status for row in rows] == ["已完成", "推进中"]

    def test_a_column_of_no_field_is_kept_unplaced_cell_by_cell(self) -> None:
        document = understood("序号|任务|批次号码\n1|甲|第三批\n2|乙|第四批")
        assert [piece.text for piece in document.unplaced] == ["第三批", "第四批"]
        assert all(piece.citation.column == 3 for piece in document.unplaced)
