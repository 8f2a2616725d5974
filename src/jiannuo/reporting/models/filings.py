"""Plan filings (附件3): what an organisation sets itself to reach by quarter and month."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Organisation
from jiannuo.documents.models import SourceFile
from jiannuo.ledger.models import Decision, Issue, Task
from jiannuo.reporting.models.submissions import SignatureKind, Submission


class FilingState(models.TextChoices):
    """How far a plan filing has come."""

    NOT_STARTED = "not_started", "待报"
    DRAFTING = "drafting", "填报中"
    SIGNING = "signing", "待签发"
    SUBMITTED = "submitted", "已报"
    RETURNED = "returned", "退回"
    APPROVED = "approved", "核定"


class PlanFiling(models.Model):
    """One organisation's plan (附件3) for the tasks of one notice that it answers for.

    `due_at` is set where this organisation was granted a later deadline than the notice's.
    `first_submitted_at` decides on time or late. `paper` is the written plan (落实方案), composed from the lines until somebody edits it.
    `revision` counts the saved changes of what stands around the lines.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="filings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="filings")
    state = models.CharField(
        "状态", max_length=12, choices=FilingState, default=FilingState.NOT_STARTED
    )
    due_at = models.DateTimeField("截止时间", null=True, blank=True)
    first_submitted_at = models.DateTimeField("首次报送时间", null=True, blank=True)
    submitted_at = models.DateTimeField("最近报送时间", null=True, blank=True)
    filled_by = models.CharField("填报人", max_length=150, blank=True)
    telephone = models.CharField("联系电话", max_length=40, blank=True)
    signed_by = models.CharField("负责人", max_length=150, blank=True)
    signature = models.CharField("签发方式", max_length=10, choices=SignatureKind, blank=True)
    signature_file = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.TextField("落实方案", blank=True)
    paper_edited = models.BooleanField(default=False)
    by_office = models.BooleanField("代录", default=False)
    reviewed_by = models.CharField("审核人", max_length=150, blank=True)
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    returned_why = models.TextField("退回理由", blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["issue", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "organisation"], name="one_filing_a_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_state_display()}"


class FilingLine(models.Model):
    """One row of 附件3: a task (`order` 0), or one of the organisation's own parts of it (分解序号).

    `quarters` and `months` hold the targets' texts by index ("1" … "4", "1" … "12").
    """

    filing = models.ForeignKey(PlanFiling, models.CASCADE, related_name="lines")
    task = models.ForeignKey(Task, models.PROTECT, related_name="filing_lines")
    order = models.PositiveSmallIntegerField(default=0)
    content = models.TextField("内容", blank=True)
    quarters: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    months: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    principal = models.CharField("主要负责人", max_length=100, blank=True)
    deputy = models.CharField("分管负责人", max_length=100, blank=True)
    remarks = models.TextField("备注", blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["filing", "task__plan", "task__table", "task__position", "order"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "task", "order"], name="filing_line_order"),
        ]

    def __str__(self) -> str:
        return self.content or str(self.task)


class FilingVersion(models.Model):
    """A filing as it was handed in once, whole."""

    filing = models.ForeignKey(PlanFiling, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    reason = models.TextField("理由", blank=True)
    by_name = models.CharField("报送人", max_length=150)
    at = models.DateTimeField("报送时间")

    class Meta:
        ordering = ["filing", "number"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "number"], name="filing_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} 第{self.number}版"


class ExtensionRequest(models.Model):
    """A request for a later deadline, of a report or of a plan filing (one of the two is set)."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="extensions"
    )
    filing = models.ForeignKey(
        PlanFiling, models.CASCADE, null=True, blank=True, related_name="extensions"
    )
    until = models.DateTimeField("申请延至")
    reason = models.TextField("理由")
    asked_by = models.CharField("申请人", max_length=150)
    asked_at = models.DateTimeField("申请时间", auto_now_add=True)
    decision = models.CharField("答复", max_length=10, choices=Decision, default=Decision.OPEN)
    decided_by = models.CharField("答复人", max_length=150, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    answer = models.TextField("答复说明", blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="extension_of_one_thing",
                condition=models.Q(submission__isnull=False, filing__isnull=True)
                | models.Q(submission__isnull=True, filing__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.get_decision_display()}"
