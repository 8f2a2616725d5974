"""A filled form on its way into a sheet."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Place, User
from jiannuo.documents.models import SourceFile
from jiannuo.reporting.models import ReportingRound, Submission


class FormState(models.TextChoices):
    """How far a form has come."""

    OPEN = "open", "待核对"
    TAKEN = "taken", "已采用"
    DISCARDED = "discarded", "已放弃"


class FormArrival(models.Model):
    """A form as somebody handed it over, with what was read in it.

    `said` is ``{organisation, filled_by, telephone, signed_by, period, rows: [{number, task,
    progress, problems, causes, next_steps, status}]}``, the words as the form has them. `submission`
    is the sheet it belongs to, None as long as nobody knows which; `on_behalf` that an officer handed
    it over (代录).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="forms")
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

    def __str__(self) -> str:
        return self.name
