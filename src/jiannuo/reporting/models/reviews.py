"""The office's side of a report: fields sent back, and what the office itself assesses."""

from django.db import models

from jiannuo.reporting.models.reports import Report
from jiannuo.reporting.models.submissions import Line, LineVersion


class ReturnReason(models.TextChoices):
    """Why a field is sent back. Coded, because reasons are counted and shown."""

    FIGURES = "T1", "数字对不上"
    BASIS = "T2", "口径不清"
    MONTH_FIGURE = "T3", "缺当月数或累计数"
    SUBITEM = "T4", "子项没报"
    VAGUE = "T5", "原因或措施不具体"
    RESTATED = "T6", "与目标重复"
    COPIED = "T7", "与上期相同"
    OTHER = "T9", "其他"


class ReturnedField(models.TextChoices):
    """The fields of a line that can be sent back, each alone."""

    PROGRESS = "progress", "完成情况"
    CAUSES = "causes", "原因分析"
    PROBLEMS = "problems", "存在问题"
    NEXT_STEPS = "next_steps", "下一步计划"
    CLAIM = "claim", "是否完成阶段任务目标"


class Return(models.Model):
    """One field sent back with a coded reason, words for the organisation, and a day.

    The other fields stay as reported and need no answer; a returned line isn't late by it.
    """

    line = models.ForeignKey(Line, models.PROTECT, related_name="returns")
    version = models.ForeignKey(LineVersion, models.PROTECT, related_name="returns")
    field = models.CharField("栏目", max_length=12, choices=ReturnedField)
    reason = models.CharField("事由", max_length=4, choices=ReturnReason)
    text = models.TextField("给单位的话", blank=True)
    due_on = models.DateField("请于何日前重报", null=True, blank=True)
    by_name = models.CharField("退回人", max_length=150)
    at = models.DateTimeField("退回时间", auto_now_add=True)
    answered_by = models.ForeignKey(
        LineVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.get_field_display()}：{self.get_reason_display()}"


class Result(models.TextChoices):
    """The period's result as the office assesses it."""

    MET = "met", "完成"
    PARTLY = "partly", "部分完成"
    MISSED = "missed", "未完成"
    UNDETERMINED = "undetermined", "无法判定"


class Pace(models.TextChoices):
    """Where the task stands against its year, as the office assesses it."""

    AHEAD = "ahead", "超序时"
    ON_TRACK = "on_track", "达序时"
    BEHIND = "behind", "欠序时"


class Assessment(models.Model):
    """What the office assesses of a report (督查评定); the last one holds, the trail has the others."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="assessment")
    result = models.CharField("本期结果", max_length=15, choices=Result, blank=True)
    pace = models.CharField("序时进度", max_length=10, choices=Pace, blank=True)
    text = models.TextField("评定说明", blank=True)
    by_name = models.CharField("评定人", max_length=150)
    at = models.DateTimeField("评定时间")

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.get_pace_display()}".strip()
