"""Audits that are due: a submission asks for one, a background job makes it for many at once."""

from django.db import models

from jiannuo.ledger.models import Plan


class AuditDue(models.Model):
    """A plan's reports of a period have changed and wait to be audited.

    Rows are only added, inside the transaction that changed the reports, so that submissions never
    wait for one another here; the audit that has seen a row removes it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    period_kind = models.CharField(max_length=10, blank=True)
    period_index = models.PositiveSmallIntegerField(default=0)
    job = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.period_kind}{self.period_index}"
