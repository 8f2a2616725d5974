"""Reporting rounds: for which period a place's organisations report, and by when."""

from django.db import models

from jiannuo.directory.models import Place
from jiannuo.ledger.models import Plan


class DueBasis(models.TextChoices):
    """What a deadline's working days rest on (`core.workdays`)."""

    OFFICIAL = "official", "按国务院放假安排"
    PROVISIONAL = "provisional", "暂定，放假安排未公布"
    LOCAL = "local", "按本地安排"
    FIXED = "fixed", "指定日期"


class ReportingRound(models.Model):
    """A round of reports (报送轮次): one place, one period, one deadline for all its plans.

    `due_why` is the sentence that explains the date ("6月的第5个工作日"). Once announced, a deadline
    may be put off, never brought forward. A closed round is locked: what it holds is what bulletins
    and assessments rest on.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField("年度")
    period_kind = models.CharField(max_length=10)
    period_index = models.PositiveSmallIntegerField()
    plans: models.ManyToManyField[Plan, models.Model] = models.ManyToManyField(
        Plan, related_name="rounds"
    )
    opens_on = models.DateField("开始填报")
    due_at = models.DateTimeField("截止时间")
    due_basis = models.CharField("依据", max_length=12, choices=DueBasis)
    due_why = models.TextField("截止说明", blank=True)
    needs_signature = models.BooleanField("须负责人签发", default=True)
    announced_at = models.DateTimeField("通知时间", null=True, blank=True)
    closed_at = models.DateTimeField("锁定时间", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "-due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "period_kind", "period_index"],
                name="one_round_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.year} {self.period_kind}{self.period_index}"
