"""A report being taken apart by people: the arrangement as it stands, and what each step changed."""

from typing import Any

from django.db import models


class DraftState(models.TextChoices):
    """Whether the list is still being arranged."""

    OPEN = "open", "分解中"
    ADOPTED = "adopted", "已立项"


class ReportDraft(models.Model):
    """The proposals made of one upload's text (`intake.decomposition.draft`).

    `sentences` never change; `arrangement` holds what people change. `read_at` says which reading of
    the file the sentences were taken from: one that was read anew is taken apart anew.
    """

    upload = models.OneToOneField("intake.Upload", models.CASCADE, related_name="report_draft")
    state = models.CharField("状态", max_length=8, choices=DraftState, default=DraftState.OPEN)
    read_at = models.DateTimeField()
    sentences: models.JSONField[list[dict[str, Any]]] = models.JSONField()
    arrangement: models.JSONField[dict[str, Any]] = models.JSONField()
    proposals = models.PositiveIntegerField("任务数", default=0)
    doubts = models.PositiveIntegerField("待问", default=0)
    changed_at = models.DateTimeField("变动时间", auto_now=True)

    def __str__(self) -> str:
        return str(self.arrangement.get("title", ""))


class DraftStep(models.Model):
    """One step of a person, kept so that it can be taken back; undone, it stays and says so.

    `words` say it to people. `before` is what it replaced: ``{proposals: {id: proposal or null},
    reasons: {sentence: reason or null}, title, year}``.
    """

    draft = models.ForeignKey(ReportDraft, models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=20)
    words = models.CharField("做了什么", max_length=200)
    before: models.JSONField[dict[str, Any]] = models.JSONField()
    by_name = models.CharField("办理人", max_length=150)
    at = models.DateTimeField("时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.CharField("撤销人", max_length=150, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words
