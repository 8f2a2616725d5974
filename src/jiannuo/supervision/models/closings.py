"""Striking finished tasks off the ledger (销号): applied for, confirmed, verified, approved."""

from django.db import models

from jiannuo.directory.models import Organisation
from jiannuo.documents.models import SourceFile
from jiannuo.ledger.models import Task


class ClosingState(models.TextChoices):
    """How far a closing has come; refused at any step, it ends there and may be asked for anew."""

    APPLIED = "applied", "待牵头单位确认"
    CONFIRMED = "confirmed", "待督查室核实"
    VERIFIED = "verified", "待主任批准"
    APPROVED = "approved", "已销号"
    REOPENED = "reopened", "销号后重新办理"
    REFUSED = "refused", "未予销号"
    WITHDRAWN = "withdrawn", "已撤回"


class Closing(models.Model):
    """One application to close a task, with everybody's word on it.

    An application of the lead organisation itself needs no confirmation and begins as confirmed.
    `refused_at_step` is the state in which it was refused. A closing that was found undone later
    (回头看) stays with all its words as reopened.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="closings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=ClosingState)
    finished_on = models.DateField("完成日期", null=True, blank=True)
    text = models.TextField("完成情况")
    applied_by = models.CharField("申请人", max_length=150)
    applied_at = models.DateTimeField("申请时间")
    confirmed_by = models.CharField("确认人", max_length=150, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    verified_by = models.CharField("核实人", max_length=150, blank=True)
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    verification = models.TextField("核实情况", blank=True)
    approved_by = models.CharField("批准人", max_length=150, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    refused_at_step = models.CharField(max_length=10, blank=True)
    refused_by = models.CharField("退回人", max_length=150, blank=True)
    refusal = models.TextField("理由", blank=True)
    reopened_by = models.CharField("重新办理决定人", max_length=150, blank=True)
    reopened_at = models.DateTimeField("重新办理时间", null=True, blank=True)
    reopening = models.TextField("重新办理理由", blank=True)

    class Meta:
        ordering = ["-applied_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(state__in=["applied", "confirmed", "verified", "approved"]),
                name="one_closing_under_way_a_task",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.get_state_display()}"


class ClosingEvidence(models.Model):
    """A file that bears out that the task is finished."""

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="evidence")
    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    added_by = models.CharField("上传人", max_length=150)

    class Meta:
        ordering = ["closing", "id"]

    def __str__(self) -> str:
        return self.name
