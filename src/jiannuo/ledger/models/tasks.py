"""A task, its targets, and who answers for it."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Leader, Organisation
from jiannuo.documents.models import SourceRow
from jiannuo.ledger.models.plans import Plan


class TaskState(models.TextChoices):
    """How far a task has come on the office's side; the last four are side exits."""

    DRAFT = "draft", "草拟"
    ADOPTED = "adopted", "已立项"
    ISSUED = "issued", "已交办"
    RUNNING = "running", "推进中"
    CLOSING = "closing", "待核销"
    CLOSED = "closed", "已销号"
    ADJUSTED = "adjusted", "调整"
    PAUSED = "paused", "暂停"
    POSTPONED = "postponed", "暂不实施"
    ENDED = "ended", "终止"


class Task(models.Model):
    """One row of a plan: what is promised, by when, where.

    Texts stand as the source has them; a field that the source has no place for is empty. What is
    to be reached in shorter periods than the year stands in `Target`, what was reported in the app
    above. `items` are the enumerated pieces of the task's own fields, each with its place among the
    row's pieces: ``{order, field, text, marker, name, units}``.

    A task with a `parent` is a part into which an organisation split its task for itself (附件3's
    分解序号): it is read through its parent and stands in no list of the plan's own rows.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="own_parts"
    )
    table = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveIntegerField()
    state = models.CharField("状态", max_length=10, choices=TaskState, default=TaskState.ADOPTED)
    number = models.TextField("序号", blank=True)
    category = models.TextField("类别", blank=True)
    task = models.TextField("工作任务", blank=True)
    subproject = models.TextField("子项目", blank=True)
    region = models.TextField("区域", blank=True)
    indicator = models.TextField("指标", blank=True)
    annual_target = models.TextField("年度目标", blank=True)
    measure_unit = models.TextField("计量单位", blank=True)
    target_value = models.TextField("目标值", blank=True)
    principal = models.TextField("主要负责人", blank=True)
    deputy = models.TextField("分管负责人", blank=True)
    deadline = models.TextField("完成时限", blank=True)
    contact = models.TextField("联系方式", blank=True)
    remarks = models.TextField("备注", blank=True)
    items: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    source = models.ForeignKey(SourceRow, models.PROTECT, null=True, blank=True, related_name="+")
    organisations: models.ManyToManyField[Organisation, "Assignment"] = models.ManyToManyField(
        Organisation, through="Assignment", related_name="tasks"
    )
    leaders: models.ManyToManyField[Leader, "TaskLeader"] = models.ManyToManyField(
        Leader, through="TaskLeader", related_name="tasks"
    )

    class Meta:
        ordering = ["plan", "table", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "table", "position"],
                condition=models.Q(parent__isnull=True),
                name="task_place_in_its_plan",
            ),
            models.UniqueConstraint(
                fields=["parent", "organisation", "position"],
                condition=models.Q(parent__isnull=False),
                name="part_place_in_its_task",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.wording()}".strip()

    def wording(self) -> str:
        """Return the text by which people know the task."""
        return self.subproject or self.task or self.annual_target or self.indicator


class TargetKind(models.TextChoices):
    """Which field of the canonical row a target stands in."""

    QUARTER = "quarter_targets", "季度目标"
    MONTH = "month_plan", "月度计划"
    PERIOD = "period_target", "本期目标"
    PLAN_TEXT = "period_plan_text", "推进计划"


class Target(models.Model):
    """What a task is to reach in a part of its year.

    `period_kind` and `period_index` name the period; empty and 0 where the source leaves the period
    open. `key` is the source's own word for it ("7-8" for a plan of two months; then `period_index`
    is the last month, in which it is due).
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=20, choices=TargetKind)
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    key = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("目标")
    items: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    source = models.ForeignKey(SourceRow, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["task", "kind", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "kind", "period_kind", "period_index", "key"],
                name="one_target_a_period",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class AssignmentRole(models.TextChoices):
    """What an organisation does for a task."""

    LEAD = "lead", "牵头"
    RESPONSIBLE = "responsible", "责任"
    SUPPORTING = "supporting", "配合"
    DATA = "data", "提供数据"
    OTHER = "other", "其他"


class Assignment(models.Model):
    """An organisation that answers for a task, as the document names it.

    `word` is the document's own word for the role. `lead` is True or False only where the document
    (or a person) says who leads; None is a question, never guessed. An organisation may stand in
    two roles.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    role = models.CharField("角色", max_length=12, choices=AssignmentRole)
    word = models.TextField("原文角色", blank=True)
    lead = models.BooleanField("牵头", null=True)
    written = models.TextField("原文名称")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["task", "order"]
        indexes = [models.Index(fields=["organisation", "task"])]

    def __str__(self) -> str:
        return self.written


class TaskLeader(models.Model):
    """A leader over a task, as the document names them, in its order."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="task_leaders")
    leader = models.ForeignKey(Leader, models.PROTECT, related_name="task_leaders")
    written = models.TextField("原文姓名")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["task", "order"]
        indexes = [models.Index(fields=["leader", "task"])]

    def __str__(self) -> str:
        return self.written
