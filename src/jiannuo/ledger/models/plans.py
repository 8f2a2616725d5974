"""One list of promises for one year."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Place
from jiannuo.documents.models import Parse


class PlanKind(models.TextChoices):
    """Where a list of promises comes from."""

    REPORT = "report", "政府工作报告"
    PLEDGES = "pledges", "民生实事"


class Plan(models.Model):
    """One list (the tasks of the work report, the livelihood pledges) of one place and year.

    `head` holds what the document says about itself (title, issuer, number …) and `tables` the
    tables that the list came in: ``{position, caption, columns, form_fields, skipped_rows}`` each,
    `position` being the table's place in its document. From both an export recomposes the office's
    own table, `Task.table` naming the table that a task stands in.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=10, choices=PlanKind)
    title = models.CharField("名称", max_length=200)
    parse = models.ForeignKey(Parse, models.PROTECT, null=True, blank=True, related_name="+")
    head: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    tables: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "id"]
        indexes = [models.Index(fields=["place", "year"])]

    def __str__(self) -> str:
        return self.title
