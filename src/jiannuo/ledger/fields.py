"""Which canonical fields a task itself holds, which its targets hold, and what people call them."""

from typing import Final

TASK_FIELDS: Final = (
    "number",
    "category",
    "task",
    "subproject",
    "region",
    "indicator",
    "annual_target",
    "measure_unit",
    "target_value",
    "principal",
    "deputy",
    "deadline",
    "contact",
    "remarks",
)
"""Texts that stand in columns of `Task`."""

TARGET_FIELDS: Final = ("quarter_targets", "month_plan", "period_target", "period_plan_text")
"""Fields that stand in rows of `Target`."""

LABELS: Final = {
    "number": "序号",
    "category": "类别",
    "task": "工作任务",
    "subproject": "子项目",
    "region": "区域",
    "indicator": "指标",
    "annual_target": "年度目标",
    "quarter_targets": "季度目标",
    "month_plan": "月度计划",
    "period_plan_text": "推进计划",
    "period_target": "本期目标",
    "measure_unit": "计量单位",
    "target_value": "目标值",
    "actual_value": "完成值",
    "ratio": "完成率",
    "progress_period": "当期进展",
    "progress_to_date": "累计进展",
    "progress": "完成情况",
    "status": "自报状态",
    "problems": "存在问题",
    "causes": "原因",
    "next_steps": "下步打算",
    "leaders": "牵头领导",
    "principal": "主要负责人",
    "deputy": "分管负责人",
    "units": "责任单位",
    "deadline": "完成时限",
    "remarks": "备注",
    "contact": "联系方式",
    "items": "分项",
}
"""The Chinese name of every canonical field, for pages that are not bound to a source's own heads."""
