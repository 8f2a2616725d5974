"""Releases: what somebody proposes to make public, who cleared and approved it. Never public itself."""

from typing import Any

from django.db import models

from jiannuo.bulletins.models import Bulletin, Openness
from jiannuo.directory.models import Place
from jiannuo.ledger.models import Plan, Task


class PublicFace(models.Model):
    """How a place shows itself in public: set by its office, copied out with every release.

    `slug` is the place's part of every public address; it never changes once something was
    published.
    """

    place = models.OneToOneField(Place, models.PROTECT, related_name="public_face")
    slug = models.SlugField("网址中的地名", max_length=20, unique=True)
    office = models.CharField("公开机构", max_length=120, blank=True)
    telephone = models.CharField("公开电话", max_length=40, blank=True)
    complain_at = models.TextField("意见反映渠道", blank=True)
    conditions = models.TextField("数据使用条件", blank=True)

    def __str__(self) -> str:
        return self.slug


class AddressKind(models.TextChoices):
    """What can have a public address."""

    PLAN = "plan", "计划"
    TASK = "task", "任务"
    ORGANISATION = "organisation", "单位"
    BULLETIN = "bulletin", "通报"


class Address(models.Model):
    """The permanent public name that a row of ours was given; never changed, never given twice.

    `held` is the row's id among its `kind`. The name outlives the row's withdrawal.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=AddressKind)
    held = models.BigIntegerField()
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "held"], name="one_address_a_row"),
            models.UniqueConstraint(fields=["place", "kind", "name"], name="address_given_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ReleaseState(models.TextChoices):
    """拟发布 → 保密审查 → 批准 → 已发布; a mistake is put right by a further release, visibly."""

    DRAFT = "draft", "拟发布"
    CLEARING = "clearing", "待保密审查"
    APPROVING = "approving", "待批准"
    PUBLISHED = "published", "已发布"
    CANCELLED = "cancelled", "未发布"


class Release(models.Model):
    """One act of making a plan's period public, with or without its bulletin.

    The rows hold what would be published, frozen when the release was drafted: accepted or assessed
    values only; `bulletin_content` is the bulletin as `published.PublicBulletin` has it, with its own
    `bulletin_redactions`. `leaders_shown` says whether leaders' names are published, `withheld_shown`
    whether a withheld row is named with the article of the law. `number` counts a place's published releases. `due_on` is the twentieth working day
    after the information came about (政府信息公开条例, art. 26).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="releases")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="releases")
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    bulletin = models.ForeignKey(
        Bulletin, models.PROTECT, null=True, blank=True, related_name="releases"
    )
    state = models.CharField(
        "状态", max_length=10, choices=ReleaseState, default=ReleaseState.DRAFT
    )
    number = models.PositiveIntegerField("第几次发布", null=True, blank=True)
    bulletin_content: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    bulletin_redactions: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    leaders_shown = models.BooleanField("公开牵头领导姓名", default=True)
    withheld_shown = models.BooleanField("列出不予公开的任务", default=True)
    title = models.CharField("说明", max_length=200)
    correction = models.TextField("更正说明", blank=True)
    due_on = models.DateField("公开期限", null=True, blank=True)
    drafted_by = models.CharField("拟稿人", max_length=150)
    drafted_at = models.DateTimeField("拟稿时间")
    cleared_by = models.CharField("审查人", max_length=150, blank=True)
    cleared_at = models.DateTimeField("审查时间", null=True, blank=True)
    approved_by = models.CharField("批准人", max_length=150, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    sent_back = models.TextField("退回意见", blank=True)

    class Meta:
        ordering = ["-drafted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "number"],
                condition=models.Q(number__isnull=False),
                name="one_release_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReleasedRow(models.Model):
    """One task in a release: the values proposed, what was struck out, and what was decided of it.

    `content` holds the fields as in `published`; `redactions` are ``{field, start, end, words,
    rule, kept}``, made by rule or by hand, applied when the row is published. `kept` False is one that
    somebody undid, None a question nobody has answered yet. `article` is the article of the 政府信息公开条例
    that a withheld row is withheld by.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="rows")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    redactions: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    openness = models.CharField(max_length=12, choices=Openness, default=Openness.PUBLIC)
    reason = models.TextField("不公开理由", blank=True)
    article = models.CharField("依据条款", max_length=20, blank=True)
    withdrawn = models.BooleanField("撤下已公开的内容", default=False)

    class Meta:
        ordering = ["release", "id"]
        constraints = [
            models.UniqueConstraint(fields=["release", "task"], name="one_row_a_task"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.task_id}"
