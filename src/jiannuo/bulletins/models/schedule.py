"""By which rule a place's bulletins come up by themselves."""

from django.db import models

from jiannuo.bulletins.models.bulletins import BulletinKind
from jiannuo.bulletins.models.layouts import Layout
from jiannuo.directory.models import Place


class Schedule(models.Model):
    """That a place publishes bulletins of a kind, how often, and how soon after the period.

    The defaults are what seeds/003 orders: pledges monthly, the whole quarterly, a finished task at
    once, a major matter each. `workdays_after` counts working days after the round's deadline (for
    a finished task: after it was closed). What is due stands as a draft and waits for a person.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="bulletin_schedules")
    kind = models.CharField("种类", max_length=12, choices=BulletinKind)
    period_kind = models.CharField("周期", max_length=10, blank=True)
    workdays_after = models.PositiveSmallIntegerField("期后几个工作日", default=5)
    layout = models.ForeignKey(Layout, models.SET_NULL, null=True, blank=True, related_name="+")
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["place", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="one_schedule_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.get_kind_display()}"
