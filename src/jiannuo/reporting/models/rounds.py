"""Reporting rounds: for which period a place's organisations report, by when, and by which rule."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from jiannuo.core.workdays import DayOfMonth, NthWorkday, Rule
from jiannuo.directory.models import Place, User
from jiannuo.ledger.models import Plan


class DueBasis(models.TextChoices):
    """What a deadline's working days rest on (`core.workdays`)."""

    OFFICIAL = "official", "按国务院放假安排"
    PROVISIONAL = "provisional", "暂定，放假安排未公布"
    LOCAL = "local", "按本地安排"
    FIXED = "fixed", "指定日期"


class DueKind(models.TextChoices):
    """How a rule counts to its deadline."""

    WORKDAY = "workday", "次月第几个工作日"
    DAY = "day", "每月几日"


class RoundPeriod(models.TextChoices):
    """How often a rule's rounds come."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF = "half", "每半年"
    YEAR = "year", "每年"


class RoundRule(models.Model):
    """The rule by which a place's rounds of one kind of period are created.

    Without plans a round covers all of the year's. `number` is the nth working day of the month after
    the period, or a day of the `months_after`th month after it (0: the period's own last month),
    put off to a working day where `put_off` says so. A round opens `open_days` days before it falls
    due. A rule that isn't active creates nothing more; its rounds stay.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="round_rules")
    period_kind = models.CharField("周期", max_length=10, choices=RoundPeriod)
    plans: models.ManyToManyField[Plan, models.Model] = models.ManyToManyField(
        Plan, related_name="+", blank=True
    )
    due_kind = models.CharField("截止日", max_length=10, choices=DueKind, default=DueKind.WORKDAY)
    number = models.PositiveSmallIntegerField(
        "第几个", default=5, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    months_after = models.PositiveSmallIntegerField(
        "期后第几个月", default=1, validators=[MaxValueValidator(3)]
    )
    put_off = models.BooleanField("遇休息日顺延", default=True)
    closing_hour = models.CharField("截止钟点", max_length=5, default="24:00")
    open_days = models.PositiveSmallIntegerField(
        "提前几天开放填报", default=10, validators=[MaxValueValidator(60)]
    )
    needs_signature = models.BooleanField("须负责人签发", default=True)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "period_kind"],
                condition=Q(active=True),
                name="one_rule_a_kind_of_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.get_period_kind_display()}"

    def due_rule(self) -> Rule:
        """Return the rule as the core counts it."""
        if self.due_kind == DueKind.WORKDAY:
            return NthWorkday(n=self.number)
        return DayOfMonth(day=self.number, months_after=self.months_after, put_off=self.put_off)


class ReportingRound(models.Model):
    """A round of reports (报送轮次): one place, one period, one deadline for all its plans.

    `due_why` explains the date ("6月第5个工作日；…", no stop at its end). Once announced, a deadline
    may be put off, never brought forward. A closed round is locked: what it holds is what bulletins
    and assessments rest on. `rule` is empty for a round that somebody made by hand.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="rounds")
    rule = models.ForeignKey(
        RoundRule, models.PROTECT, null=True, blank=True, related_name="rounds"
    )
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


class Tone(models.TextChoices):
    """How a reminder speaks."""

    REMIND = "remind", "提醒"
    PRESS = "press", "催报"
    OVERDUE = "overdue", "逾期告知"


class ReminderRule(models.Model):
    """When a place reminds organisations that haven't submitted: hours from the deadline, negative before."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="reminder_rules")
    hours = models.SmallIntegerField(
        "距截止小时数", validators=[MinValueValidator(-720), MaxValueValidator(720)]
    )
    tone = models.CharField("语气", max_length=10, choices=Tone)
    to_heads = models.BooleanField("同时发给负责人", default=False)

    class Meta:
        ordering = ["place", "hours"]
        constraints = [
            models.UniqueConstraint(fields=["place", "hours"], name="one_reminder_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.hours}小时 {self.get_tone_display()}"


class CalendarFeed(models.Model):
    """A user's secret address under which a calendar program reads their deadlines.

    Only the secret's digest (SHA-256, hex) is kept: it is shown once, and a new one ends the old.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.user}"
