"""An upload, what the machine read in it, and what people changed."""

from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Q

from jiannuo.directory.models import Place, User
from jiannuo.documents.models import Parse, SourceFile
from jiannuo.intake.batches.models import Batch, BatchFile
from jiannuo.intake.changes import Change, change_from_json
from jiannuo.intake.decomposition.models import DraftStep, ReportDraft
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.intake.profiles.models import Remapping, Remembered
from jiannuo.ledger.models import Plan

__all__ = [
    "OPEN", "UNFINISHED", "Batch", "BatchFile", "Correction", "DraftStep", "FormArrival", "FormState", "Reading", "Remapping", "Remembered", "ReportDraft", "State", "Upload",
]  # fmt: skip


class State(models.TextChoices):
    """How far an upload has come."""

    WAITING = "waiting", "排队中"
    READING = "reading", "读取中"
    READ = "read", "待核对"
    UNREADABLE = "unreadable", "没读成"
    CONFIRMED = "confirmed", "已入台账"
    DISCARDED = "discarded", "已放弃"
    REFUSED = "refused", "没有接收"
    UNPACKED = "unpacked", "已拆开"


UNFINISHED: Final = (State.WAITING, State.READING)
"""The machine is at work."""
OPEN: Final = (*UNFINISHED, State.READ, State.UNREADABLE)
"""Somebody still has to do something."""


class Upload(models.Model):
    """A file that somebody handed over for a place, on its way into the ledger.

    `name` is the file's name as given (`intake.names`); `message` is the sentence for the person who
    waits. While a worker reads, `beat_at` shows that it lives and `attempt` names its turn: what a
    worker writes counts only as long as the turn is its own. `job` is the queue's id for the turn,
    `expected_at` when it will probably be done.

    Until somebody has looked into it, nothing is stored: there is no `file`, and its bytes wait under
    the token `arrival` in the `antechamber` of that name. What came packed names its `archive`.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    file = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("大小（字节）", default=0)
    arrival = models.CharField(max_length=32, blank=True)
    antechamber = models.CharField(max_length=40, blank=True)
    archive = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members"
    )
    name = models.CharField("文件名", max_length=255)
    pasted = models.BooleanField("粘贴的文字", default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField("上传人", max_length=150)
    state = models.CharField("状态", max_length=12, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("进度（%）", default=0)
    message = models.TextField("说明", blank=True)
    rows = models.PositiveIntegerField("行数", default=0)
    doubts = models.PositiveIntegerField("待问", default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    job = models.CharField(max_length=40, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    expected_at = models.DateTimeField(null=True, blank=True)
    parse = models.ForeignKey(Parse, models.PROTECT, null=True, blank=True, related_name="+")
    plans: models.ManyToManyField[Plan, Any] = models.ManyToManyField(
        Plan, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    changed_at = models.DateTimeField("变动时间", auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["place", "-created_at"]),
            models.Index(fields=["state", "beat_at"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(state__in=OPEN), name="one_open_upload_a_file"
            ),
            models.UniqueConstraint(
                fields=["place", "sha256"],
                condition=Q(state__in=OPEN) & ~Q(sha256=""),
                name="one_open_upload_of_the_same_bytes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_unfinished(self) -> bool:
        """Say whether the machine is still at work."""
        return self.state in UNFINISHED


class Reading(models.Model):
    """What the machine made of an upload: kept until a person confirms or discards it.

    `raw` is the reader's document (`documents.codec`), `document` the canonical one; None until it
    is understood. Both are large, which is why they don't stand in the upload.
    """

    upload = models.OneToOneField(Upload, models.CASCADE, related_name="reading")
    raw: models.JSONField[dict[str, Any]] = models.JSONField()
    document: models.JSONField[dict[str, Any] | None] = models.JSONField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.upload}"


class Correction(models.Model):
    """One change that a person made to a reading (`intake.changes`); undone, it stays and says so.

    `before` is what stood there, as people write it, for those who look later.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="corrections")
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    before = models.TextField(blank=True)
    by_name = models.CharField("更正人", max_length=150)
    at = models.DateTimeField("更正时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.CharField("撤销人", max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.upload} {self.content.get('change', '')}"

    @property
    def change(self) -> Change:
        """Return the change as a value."""
        return change_from_json(self.content)
