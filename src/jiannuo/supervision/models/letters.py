"""Letters to one organisation about one matter: reminder, pressing letter, notice of a talk."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Organisation, Place
from jiannuo.documents.models import SourceFile
from jiannuo.ledger.models import Task


class LetterKind(models.TextChoices):
    """The steps of pressing (提醒 → 督办 → 约谈); accountability is never this office's (条例第二十一条)."""

    REMINDER = "reminder", "提醒函"
    PRESSING = "pressing", "督办函"
    TALK = "talk", "约谈通知"


class LetterState(models.TextChoices):
    """拟稿 → 签发 → 送达 → 反馈 → 核实 → 解除 (or the next letter: 升级)."""

    DRAFT = "draft", "拟稿"
    SIGNING = "signing", "待签发"
    SENT = "sent", "已送达"
    ANSWERED = "answered", "已反馈"
    RESOLVED = "resolved", "已解除"
    ESCALATED = "escalated", "已升级"
    CANCELLED = "cancelled", "已作废"


class Letter(models.Model):
    """One letter, numbered, with its answer.

    `content` is ``{title, addressee, blocks}`` with blocks as in `bulletins.Bulletin.content`. An
    escalated letter names its successor through `follows`. `reply` is what the organisation wrote
    back, `verification` what the office found when it looked. `serial` counts the letters of a kind
    that a place sent in `serial_year`; the number is written with it.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="letters")
    kind = models.CharField("种类", max_length=10, choices=LetterKind)
    state = models.CharField("状态", max_length=10, choices=LetterState, default=LetterState.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    tasks: models.ManyToManyField[Task, models.Model] = models.ManyToManyField(
        Task, related_name="letters"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    content: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    number = models.CharField("发文字号", max_length=80, blank=True)
    serial = models.PositiveIntegerField("顺序号", null=True, blank=True)
    serial_year = models.PositiveSmallIntegerField("编号年份", null=True, blank=True)
    cancelled_by = models.CharField("作废人", max_length=150, blank=True)
    cancelled_because = models.TextField("作废理由", blank=True)
    issuer = models.CharField("落款", max_length=120, blank=True)
    contact = models.CharField("联系人及电话", max_length=120, blank=True)
    reply_due_on = models.DateField("请于何日前反馈", null=True, blank=True)
    talk_at = models.DateTimeField("约谈时间", null=True, blank=True)
    talk_where = models.CharField("约谈地点", max_length=200, blank=True)
    drafted_by = models.CharField("拟稿人", max_length=150)
    drafted_at = models.DateTimeField("拟稿时间")
    signed_by = models.CharField("签发人", max_length=150, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    sent_at = models.DateTimeField("送达时间", null=True, blank=True)
    reply = models.TextField("反馈情况", blank=True)
    replied_by = models.CharField("反馈人", max_length=150, blank=True)
    replied_at = models.DateTimeField("反馈时间", null=True, blank=True)
    reply_file = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verification = models.TextField("核实情况", blank=True)
    verified_by = models.CharField("核实人", max_length=150, blank=True)
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    sent_back = models.TextField("退回意见", blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-drafted_at", "-id"]
        indexes = [models.Index(fields=["place", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "number"],
                condition=~models.Q(number=""),
                name="one_letter_a_number",
            ),
            models.UniqueConstraint(
                fields=["place", "kind", "serial_year", "serial"],
                name="one_letter_a_serial",
            ),
        ]

    def __str__(self) -> str:
        return str(self.content.get("title") or self.get_kind_display())
