"""A filled form on its way into a sheet (附件4) or a plan (附件3)."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Place, User
from jiannuo.documents.models import SourceFile
from jiannuo.reporting.models import PlanFiling, ReportingRound, Submission


class FormState(models.TextChoices):
    """How far a form has come."""

    OPEN = "open", "待核对"
    TAKEN = "taken", "已采用"
    DISCARDED = "discarded", "已放弃"


class FormArrival(models.Model):
    """A form as somebody handed it over, with what was read in it.

    Either `round` or `filing` is set: a report's form or a plan's. Of a report's, `said` is ``{organisation, filled_by, telephone, signed_by, period, rows: [{number, task,
    progress, problems, causes, next_steps, status}]}``, the words as the form has them, and `submission`
    the sheet it belongs to, None as long as nobody knows which. Of a plan's, `said` is a `PlanForm`
    as stored (`intake.forms.plan_reading`). `on_behalf`: an officer handed it over (代录).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    round = models.ForeignKey(
        ReportingRound, models.PROTECT, null=True, blank=True, related_name="forms"
    )
    filing = models.ForeignKey(
        PlanFiling, models.PROTECT, null=True, blank=True, related_name="forms"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="forms"
    )
    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField("上传人", max_length=150)
    on_behalf = models.BooleanField("代录", default=False)
    state = models.CharField("状态", max_length=10, choices=FormState, default=FormState.OPEN)
    said: models.JSONField[dict[str, Any]] = models.JSONField()
    arrived_at = models.DateTimeField("收到时间")
    settled_at = models.DateTimeField("办理时间", null=True, blank=True)

    class Meta:
        app_label = "intake"
        ordering = ["-arrived_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="form_of_one_thing",
                condition=models.Q(round__isnull=False, filing__isnull=True)
                | models.Q(round__isnull=True, filing__isnull=False, submission__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
