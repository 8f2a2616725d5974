"""Bulletins (通报): their words, the numbers in them, and the life that each one leads."""

from typing import Any, Final

from django.db import models

from jiannuo.bulletins.models.layouts import Layout
from jiannuo.directory.models import Place
from jiannuo.documents.models import Template
from jiannuo.ledger.models import Plan, Task


class BulletinKind(models.TextChoices):
    """The four kinds that an office publishes (seeds/003, 三: 一事一通报, 办结通报, 月通报, 季通报)."""

    MATTER = "matter", "重大事项通报"
    COMPLETION = "completion", "办结通报"
    PLEDGES = "pledges", "民生实事通报"
    WHOLE = "whole", "工作进展通报"


class BulletinState(models.TextChoices):
    """How far a bulletin has come: 拟稿 → 核稿 → 签发 → 编号 → 印发; 公开 is `Openness` and a release."""

    DRAFT = "draft", "拟稿"
    CHECKING = "checking", "核稿"
    SIGNING = "signing", "待签发"
    SIGNED = "signed", "已签发"
    NUMBERED = "numbered", "已编号"
    ISSUED = "issued", "已印发"
    WITHDRAWN = "withdrawn", "已撤回"
    DISCARDED = "discarded", "已作废"


ORDER: Final = (
    BulletinState.DRAFT,
    BulletinState.CHECKING,
    BulletinState.SIGNING,
    BulletinState.SIGNED,
    BulletinState.NUMBERED,
    BulletinState.ISSUED,
)
"""The way that a bulletin goes, step by step; it may be sent back to the draft until it is signed."""


class Openness(models.TextChoices):
    """What the openness review decided (政府信息公开条例, art. 14 to 17)."""

    UNDECIDED = "undecided", "待审查"
    PUBLIC = "public", "公开"
    INTERNAL = "internal", "内部"
    WORK_SECRET = "work_secret", "工作秘密"


class Ground(models.TextChoices):
    """Why a bulletin is not made public: the article of the 政府信息公开条例 (2019) that says so."""

    SAFETY = (
        "14",
        "第十四条：法律、行政法规禁止公开，或者公开后可能危及国家安全、公共安全、经济安全、社会稳定",
    )
    OTHERS = "15", "第十五条：涉及商业秘密、个人隐私等，公开会损害第三方合法权益"
    INTERNAL = "16", "第十六条：内部事务信息，或者讨论记录、过程稿、请示报告等过程性信息"


class Bulletin(models.Model):
    """One bulletin about a plan's period (or about single tasks of it).

    `content` is the whole text as frozen values: ``{title, addressee, blocks, attachments}``.
    A block is ``{id, level, text, lead, figures, tasks}`` (`level` as in
    `core.rendering.official.Level`); a figure is ``{key, start, end, value, tasks}``: the computed
    number that stands at that place of the text, how it is computed (`key`), and the rows that it
    counts. An attachment is ``{title, document, tasks}``: a canonical document and, for each of its
    tables, the tasks of the rows. Once signed, `content` never changes.

    `number` is the year's running number (第N期), `document_number` the 发文字号. `due_on` is by when a
    bulletin that came up by itself should be issued, and `occasion` names what it came up for
    (``plan:3:month-5``, ``closing:17``), so that it comes up once. `public_due_on` is the twentieth
    working day after it was issued (政府信息公开条例, art. 26). `corrects` names the bulletin that
    this one corrects in public, and `corrects_why` the reason; that one stays readable, with the
    pointer. `revision` counts saved changes; `openness_revision` is the one that was reviewed.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="bulletins")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="bulletins")
    kind = models.CharField("种类", max_length=12, choices=BulletinKind)
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    tasks: models.ManyToManyField[Task, models.Model] = models.ManyToManyField(
        Task, related_name="bulletins", blank=True
    )
    state = models.CharField(
        "状态", max_length=10, choices=BulletinState, default=BulletinState.DRAFT
    )
    content: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    layout = models.ForeignKey(Layout, models.SET_NULL, null=True, blank=True, related_name="+")
    template = models.ForeignKey(Template, models.SET_NULL, null=True, blank=True, related_name="+")
    mark = models.CharField("发文机关标志", max_length=120, blank=True)
    issuer = models.CharField("落款", max_length=120, blank=True)
    copies_to: models.JSONField[list[str]] = models.JSONField("抄送", default=list)
    sealed = models.BooleanField("加盖印章", default=False)
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("第几期", null=True, blank=True)
    document_number = models.CharField("发文字号", max_length=80, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    due_on = models.DateField("应印发日期", null=True, blank=True)
    by_schedule = models.BooleanField("按期自动拟稿", default=False)
    occasion = models.CharField(max_length=80, blank=True)
    drafted_by = models.CharField("拟稿人", max_length=150, blank=True)
    drafted_at = models.DateTimeField("拟稿时间")
    checked_by = models.CharField("核稿人", max_length=150, blank=True)
    signed_by = models.CharField("签发人", max_length=150, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True, blank=True)
    sent_back = models.TextField("退回意见", blank=True)
    openness = models.CharField(
        "公开属性", max_length=12, choices=Openness, default=Openness.UNDECIDED
    )
    openness_ground = models.CharField("不公开依据", max_length=4, choices=Ground, blank=True)
    openness_reason = models.TextField("不公开理由", blank=True)
    openness_by = models.CharField("审查人", max_length=150, blank=True)
    openness_at = models.DateTimeField("审查时间", null=True, blank=True)
    openness_revision = models.PositiveIntegerField(null=True, blank=True)
    public_due_on = models.DateField("公开期限", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    corrects_why = models.TextField("更正理由", blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_why = models.TextField("撤回理由", blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-drafted_at", "-id"]
        indexes = [models.Index(fields=["place", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "number"],
                condition=models.Q(number__isnull=False),
                name="one_bulletin_a_number",
            ),
            models.UniqueConstraint(
                fields=["place", "document_number"],
                condition=~models.Q(document_number=""),
                name="one_bulletin_a_document_number",
            ),
            models.UniqueConstraint(
                fields=["place", "occasion"],
                condition=~models.Q(occasion=""),
                name="one_bulletin_an_occasion",
            ),
        ]

    def __str__(self) -> str:
        return str(self.content.get("title") or self.get_kind_display())


class BulletinVersion(models.Model):
    """A bulletin's content as it left somebody's hands: at every step of its life, and when sent back."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    step = models.CharField("环节", max_length=10, choices=BulletinState)
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    by_name = models.CharField("经手人", max_length=150)
    at = models.DateTimeField("时间")
    note = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["bulletin", "number"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "number"], name="bulletin_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id} 第{self.number}稿"


class Comment(models.Model):
    """A remark on a block of a bulletin, until somebody settles it; `block` empty: on the whole."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="comments")
    block = models.CharField(max_length=40, blank=True)
    quote = models.TextField("原文", blank=True)
    text = models.TextField("意见")
    by_name = models.CharField("提出人", max_length=150)
    at = models.DateTimeField("提出时间")
    settled_by = models.CharField("处理人", max_length=150, blank=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        ordering = ["bulletin", "id"]

    def __str__(self) -> str:
        return self.text
