"""Labels, month plans, verdicts: what stands inside cells."""

import pytest

from jiannuo.core.mapping.labels import foreign_target, narrative_blocks, target_blocks
from jiannuo.core.mapping.months import is_single_plan, month_entries
from jiannuo.core.mapping.statuses import opens_with_verdicts, status_prefix
from tests.core.mapping.tables import rows_of


class TestTargets:
    text = "全年目标：新建5处。⏎一季度目标：启动。⏎二季度目标：完成25%。"

    def test_labels_become_keys(self) -> None:
        (row,) = rows_of(f"序号|重点工作任务清单|进展情况\n1|{self.text}|完工")
        assert row.annual_target == "新建5处。"
        assert row.quarter_targets == {"1": "启动。", "2": "完成25%。"}
        assert row.citations["quarter_targets.2"].span is not None

    def test_what_stands_before_the_labels_is_the_task(self) -> None:
        (row,) = rows_of(f"序号|重点工作|进展情况\n1|公园建设。{self.text}|完工")
        assert row.task == "公园建设。"
        assert row.annual_target == "新建5处。"

    def test_labels_spelled_as_no_form_does_are_read_and_said(self) -> None:
        text = self.text.replace("一季度目标", "一季项目目标").replace("二季度目标", "二季项目目标")
        (row,) = rows_of(f"序号|重点工作任务清单|进展情况\n1|{text}|完工")
        assert row.quarter_targets == {"1": "启动。", "2": "完成25%。"}
        assert any("一季项目目标" in warning for warning in row.warnings)

    def test_a_word_in_a_sentence_is_no_label(self) -> None:
        assert target_blocks("完成全年目标的25%，一季度目标：启动。") == ()

    def test_the_targets_of_another_task_are_found_in_a_plan(self) -> None:
        plan = "甲：1月，开工。\n全年目标：新建路。\n一季度目标：15%。\n二季度目标：30%。"
        assert foreign_target(plan) == plan.index("全年目标")
        assert foreign_target("甲：1月，开工。") is None


class TestMonthPlans:
    def test_months_become_keys(self) -> None:
        (row,) = rows_of(
            "序号|任务|月度计划\n1|甲|1月，立项。⏎2-3月，招标。⏎7月-8月，施工。⏎12月，验收。"
        )
        assert row.month_plan == {"1": "立项。", "2-3": "招标。", "7-8": "施工。", "12": "验收。"}
        assert row.period_plan_text is None

    def test_plans_of_several_projects_stay_one_text_with_items(self) -> None:
        text = "甲路：1月，立项。3月，开工。⏎乙路：2月，招标。5月，完工。"
        (row,) = rows_of(f"序号|任务|月度计划\n1|修路|{text}")
        assert not row.month_plan
        assert [(item.name, item.text) for item in row.items] == [
            ("甲路", "1月，立项。3月，开工。"),
            ("乙路", "2月，招标。5月，完工。"),
        ]

    def test_a_month_that_stands_twice_is_no_plan_in_order(self) -> None:
        text = "3月，招标。3月，开工。"
        assert not is_single_plan(text, month_entries(text))
        (row,) = rows_of(f"序号|任务|月度计划\n1|修路|{text}")
        assert row.period_plan_text == text

    def test_words_repeated_under_several_months_are_said(self) -> None:
        (row,) = rows_of("序号|任务|月度计划\n1|甲|1月，完成施工招标。⏎2月，完成施工招标。")
        assert any("“完成施工招标”在1、2月重复出现" in warning for warning in row.warnings)


class TestVerdicts:
    @pytest.mark.parametrize(
        ("text", "status", "rest"),
        [
            ("完成。已建成3处。", "完成", "已建成3处。"),
            ("部分完成。 产业园：未立项。", "部分完成", "产业园：未立项。"),
            ("完成 。 已招标。", "完成", "已招标。"),
            ("完成： 棚改：已完成。", "完成", "棚改：已完成。"),
            ("未完成", "未完成", ""),
        ],
    )
    def test_a_verdict_opens_the_cell(self, text: str, status: str, rest: str) -> None:
        prefix = status_prefix(text)
        assert prefix is not None
        assert text[slice(*prefix.span)] == status
        assert text[prefix.rest :] == rest

    @pytest.mark.parametrize("text", ["完成投资3亿元。", "已完成设计招标。", "正在推进施工"])
    def test_the_same_words_within_a_sentence_do_not(self, text: str) -> None:
        assert status_prefix(text) is None

    def test_it_is_a_custom_of_the_column(self) -> None:
        assert opens_with_verdicts(["完成。甲。", "部分完成。乙。", "丙。"])
        assert not opens_with_verdicts(["已完成。", "正在施工。", "已招标。", "设计中。"])

    def test_the_verdict_is_the_status_and_the_rest_the_progress(self) -> None:
        rows = rows_of(
            "序号|任务|完成情况\n1|甲|完成。已建成。\n2|乙|未完成。征地受阻。\n3|丙|完成。"
        )
        assert [(row.status, row.progress) for row in rows] == [
            ("完成", "已建成。"),
            ("未完成", "征地受阻。"),
            ("完成", None),
        ]

    def test_a_row_without_the_customary_verdict_is_asked_about(self) -> None:
        rows = rows_of(
            "序号|任务|完成情况\n1|甲|完成。已建成。\n2|乙|完成。已招标。\n3|丙|征地受阻。"
        )
        assert [doubt.field for doubt in rows[2].doubts] == ["status"]


class TestReports:
    def test_labelled_parts_of_a_report_become_fields(self) -> None:
        text = "进展情况：完成23个村。存在问题：人手不足。下一步措施：6月底前配齐。"
        (row,) = rows_of(f"序号|任务|工作进展\n1|甲|{text}")
        assert (row.progress, row.problems, row.next_steps) == (
            "完成23个村。",
            "人手不足。",
            "6月底前配齐。",
        )

    def test_a_part_that_a_column_is_for_stays_in_the_text(self) -> None:
        text = "进展情况：顺利。存在问题：人手不足。"
        (row,) = rows_of(f"序号|任务|工作进展|存在问题\n1|甲|{text}|无")
        assert (row.progress, row.problems) == ("顺利。存在问题：人手不足。", "无")

    def test_a_label_in_the_middle_of_a_sentence_is_none(self) -> None:
        assert narrative_blocks("对排查出的主要问题：私搭乱建，已整改。") == ()

    def test_a_category_repeated_for_each_page_counts_once(self) -> None:
        (row,) = rows_of("序号|类别|任务|进展\n1|聚力民生⏎聚力民生|甲|完工")
        assert row.category == "聚力民生"
        assert any("出现2次" in warning for warning in row.warnings)
