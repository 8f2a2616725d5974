"""Changes by decision: what was asked, who approved it, and what a target said before."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Organisation
from jiannuo.ledger.models.tasks import Target, Task


class Decision(models.TextChoices):
    """What was decided about a request."""

    OPEN = "open", "待定"
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"


class AdjustmentKind(models.TextChoices):
    """What a request wants to change."""

    TARGET = "target", "目标"
    ASSIGNMENT = "assignment", "责任单位"
    STATE = "state", "办理状态"


class Adjustment(models.Model):
    """A request to change a task's target, organisations or state (调整), and its decision.

    `field` names the text that is to change: a field of the task, or with `target` one of its
    periods' targets. `before` and `after` are in people's words; `wanted` is what will be done:
    ``{"text": …}``, ``{"assignments": [{organisation, role, lead}]}`` or ``{"state": …}``.
    `organisation` asks; none where the office itself proposes.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="adjustments")
    kind = models.CharField("调整事项", max_length=12, choices=AdjustmentKind)
    field = models.CharField(max_length=30, blank=True)
    target = models.ForeignKey(
        Target, models.SET_NULL, null=True, blank=True, related_name="adjustments"
    )
    before = models.TextField("原为", blank=True)
    after = models.TextField("调整为")
    wanted: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    reason = models.TextField("理由")
    document = models.CharField("依据文号", max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.CharField("申请人", max_length=150)
    asked_at = models.DateTimeField("申请时间")
    decision = models.CharField("审批", max_length=10, choices=Decision, default=Decision.OPEN)
    decided_by = models.CharField("批准人", max_length=150, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    answer = models.TextField("审批意见", blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["decision", "task"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.before} → {self.after}"


class TargetVersion(models.Model):
    """What a target said from `at` on; version 1 is what stood there before the first decision.

    Versions exist only for targets that were changed by a decision (an adjustment or an approved
    plan filing): correcting a misread word makes none. `field`, period and `key` name the target as
    `Target` does; `field` is a field of the task for a target of the whole year.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="target_versions")
    field = models.CharField(max_length=30)
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    key = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField("版次")
    text = models.TextField("目标", blank=True)
    reason = models.TextField("理由", blank=True)
    document = models.CharField("依据文号", max_length=120, blank=True)
    approved_by = models.CharField("批准人", max_length=150, blank=True)
    at = models.DateTimeField("批准时间", null=True, blank=True)

    class Meta:
        ordering = ["task", "field", "period_kind", "period_index", "key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "field", "period_kind", "period_index", "key", "number"],
                name="target_version_number",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版 {self.text}"
