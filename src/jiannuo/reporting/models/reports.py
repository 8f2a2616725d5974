"""What was reported."""

from typing import Any

from django.db import models

from jiannuo.documents.models import SourceRow
from jiannuo.ledger.models import Plan, Task


class Claim(models.TextChoices):
    """What the organisation itself says about the period's target (自报); empty: it says nothing."""

    MET = "met", "完成"
    PARTLY = "partly", "部分完成"
    MISSED = "missed", "未完成"
    OTHER = "other", "其他"


class Report(models.Model):
    """What was reported about a task for a period: the organisation's own voice.

    `status` is the document's own word, `claim` what it amounts to. `period_kind` and
    `period_index` are empty and 0 where the document names no period. The period's target stands in
    `ledger.Target`; what the office assesses is another fact in another place (`Assessment`). A report
    comes from a confirmed document (`source`) or from an organisation's sheet (its lines' versions).
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField("自报", max_length=10, choices=Claim, blank=True)
    status = models.TextField("自报原文", blank=True)
    progress = models.TextField("完成情况", blank=True)
    progress_period = models.TextField("当期进展", blank=True)
    progress_to_date = models.TextField("累计进展", blank=True)
    actual_value = models.TextField("完成值", blank=True)
    ratio = models.TextField("完成率", blank=True)
    problems = models.TextField("存在问题", blank=True)
    causes = models.TextField("原因", blank=True)
    next_steps = models.TextField("下步打算", blank=True)
    outlook = models.CharField("全年预计", max_length=10, blank=True)
    items: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    source = models.ForeignKey(SourceRow, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["task", "period_kind", "period_index"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "period_kind", "period_index"], name="one_report_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.status}".strip()


class PeriodDocument(models.Model):
    """The document in which a plan's reports of one period came, with its own head and columns.

    An export of that period recomposes this table ("6月份目标任务"), not the first month's. `tables`
    are as in `Plan.tables`, `position` being the table of the plan whose tasks it reports about.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="periods")
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    head: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    tables: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)

    class Meta:
        ordering = ["plan", "period_kind", "period_index"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "period_kind", "period_index"], name="one_document_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.period_kind}{self.period_index}"
