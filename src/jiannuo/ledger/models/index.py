"""The texts that search finds: a copy that can be rebuilt at any time from the rows it was made of."""

from django.db import models

from jiannuo.ledger.models.tasks import Task


class IndexedText(models.Model):
    """One field's text of a task or of what was reported about it.

    `holder` says which row the text stands in ("task", "target:17", "report:5"), so that a changed
    row replaces its own texts only. The words themselves stand in the engine's index (`ledger.index`).
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="+")
    holder = models.CharField(max_length=40)
    field = models.CharField(max_length=30)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["task", "holder"])]

    def __str__(self) -> str:
        return f"{self.task_id} {self.field}"
