"""Handing tasks to organisations (交办): the notice, who signed for it, and who objects."""

from django.db import models

from jiannuo.directory.models import Organisation, Place
from jiannuo.ledger.models.tasks import Task


class Issue(models.Model):
    """One issuing of tasks of a year's plans, with its notice (立项督查通知).

    One notice may issue the report's list and the pledges together. Tasks added in mid-year or adopted later are issued by a further notice. `due_at` is by when the
    plan filings (附件3) are due, `months_asked` whether they must have month targets, too.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="issues")
    year = models.PositiveSmallIntegerField("年度")
    tasks: models.ManyToManyField[Task, models.Model] = models.ManyToManyField(
        Task, related_name="issues"
    )
    number = models.CharField("发文字号", max_length=80, blank=True)
    title = models.CharField("标题", max_length=200)
    addressees = models.TextField("主送", blank=True)
    text = models.TextField("正文", blank=True)
    issuer = models.CharField("落款", max_length=120, blank=True)
    issued_on = models.DateField("成文日期")
    due_at = models.DateTimeField("计划报送截止时间")
    months_asked = models.BooleanField("须报月度计划", default=False)
    issued_by = models.CharField("交办人", max_length=150)
    issued_at = models.DateTimeField("交办时间")

    class Meta:
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["place", "year"])]

    def __str__(self) -> str:
        return self.title


class Receipt(models.Model):
    """That an organisation was handed its tasks of a notice, and when it signed for them (签收)."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="receipts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="receipts")
    signed_at = models.DateTimeField("签收时间", null=True, blank=True)
    signed_by = models.CharField("签收人", max_length=150, blank=True)

    class Meta:
        ordering = ["issue", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "organisation"], name="one_receipt_a_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {'已签收' if self.signed_at else '未签收'}"


class ObjectionReason(models.TextChoices):
    """Why an organisation objects to an assignment."""

    NOT_OURS = "not_ours", "不是本单位职责"
    WRONG_LEAD = "wrong_lead", "牵头有误"
    UNREALISTIC = "unrealistic", "目标不实"
    OTHER = "other", "其他"


class ObjectionAnswer(models.TextChoices):
    """What the office answered to an objection."""

    OPEN = "open", "待答复"
    KEPT = "kept", "维持"
    CHANGED = "changed", "已调整"


class Objection(models.Model):
    """An organisation's objection to being assigned a task; its other tasks are not touched by it."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="objections")
    task = models.ForeignKey(Task, models.PROTECT, related_name="objections")
    reason = models.CharField("事由", max_length=12, choices=ObjectionReason)
    text = models.TextField("说明", blank=True)
    raised_by = models.CharField("提出人", max_length=150)
    raised_at = models.DateTimeField("提出时间")
    answer = models.CharField(
        "答复", max_length=10, choices=ObjectionAnswer, default=ObjectionAnswer.OPEN
    )
    answer_text = models.TextField("答复说明", blank=True)
    answered_by = models.CharField("答复人", max_length=150, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "task"],
                condition=models.Q(answer="open"),
                name="one_open_objection_a_task",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.get_reason_display()}"
