"""The machine's reading of reports: findings with people's answers, verdicts, figures.

All of it is derived (`actions.audit_plan` makes it anew) except the answers, which are kept for as
long as the words that they are about stand.
"""

from typing import Any

from django.db import models

from jiannuo.ledger.models import Plan, Task
from jiannuo.reporting.models.reports import Report


class Severity(models.TextChoices):
    """How sure a finding is of itself (`core.audit.Severity`)."""

    CONTRADICTION = "contradiction", "矛盾"
    QUESTION = "question", "待问"
    NOTE = "note", "提示"


class Finding(models.Model):
    """Something in a period's reports that a person should look at.

    `content` is the finding as `core.audit` writes it, each row with the `task` it stands for;
    `fingerprint` names the words it is about, so that it is the same finding, with its answers, when
    the audit is made again. `standing` is False once the words have changed and it is found no more.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="findings")
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    tasks: models.ManyToManyField[Task, Any] = models.ManyToManyField(Task, related_name="findings")
    rule = models.CharField("规则", max_length=30)
    severity = models.CharField("程度", max_length=15, choices=Severity)
    message = models.TextField("说明")
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    standing = models.BooleanField(default=True)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["plan", "period_kind", "period_index", "standing"])]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "period_kind", "period_index", "fingerprint"],
                name="one_finding_for_the_same_words",
            ),
        ]

    def __str__(self) -> str:
        return self.message


class AnswerKind(models.TextChoices):
    """What a person says to a finding."""

    CONFIRMED = "confirmed", "属实，待更正"
    DIFFERENT = "different", "口径不同"
    FALSE_ALARM = "false_alarm", "误报"


class Answer(models.Model):
    """A person's answer to a finding. Answers are only added; the last one holds."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="answers")
    kind = models.CharField("答复", max_length=15, choices=AnswerKind)
    text = models.TextField("说明", blank=True)
    by_name = models.CharField("答复人", max_length=150)
    at = models.DateTimeField("答复时间", auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.text}".strip()


class Outcome(models.TextChoices):
    """What the numbers say about a period's target (`core.audit.Outcome`)."""

    MET = "met", "达标"
    PARTLY = "partly", "部分达标"
    MISSED = "missed", "未达标"
    UNDETERMINED = "undetermined", "无法判断"


class Verdict(models.Model):
    """What the numbers of a report say about its target, with the `pairs` that it rests on."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="verdict")
    outcome = models.CharField("机器核读", max_length=15, choices=Outcome)
    pairs: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.report} {self.get_outcome_display()}"


class Against(models.TextChoices):
    """What a figure is measured by (`core.audit.figures.Against`)."""

    PERIOD = "period", "本期目标"
    YEAR = "year", "全年目标"
    NOTHING = "nothing", "没有目标"


class Figure(models.Model):
    """One point of a task's series: what was to be reached and what was, in one unit and period.

    Amounts are in `unit`, 万 and 亿 multiplied out, percentages as written; `target` is None where
    a rate was reported without one.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="figures")
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    against = models.CharField("对照", max_length=10, choices=Against)
    subject = models.CharField("指标", max_length=120)
    unit = models.CharField("计量单位", max_length=20, blank=True)
    target = models.DecimalField("目标", max_digits=28, decimal_places=6, null=True)
    achieved = models.DecimalField("完成", max_digits=28, decimal_places=6)
    cumulative = models.BooleanField("累计", null=True)
    estimated = models.BooleanField("预计", default=False)

    class Meta:
        ordering = ["task", "id"]
        indexes = [models.Index(fields=["task", "period_kind", "period_index"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.achieved}{self.unit}"
