"""What an organisation hands in for a round (附件4): its sheet, a line for each task, and versions."""

from typing import Any

from django.db import models

from jiannuo.directory.models import Organisation
from jiannuo.documents.models import SourceFile
from jiannuo.ledger.models import Task
from jiannuo.reporting.models.reports import Claim
from jiannuo.reporting.models.rounds import ReportingRound


class SubmissionState(models.TextChoices):
    """How far an organisation has come with a round. Late is no state: it is read off the times."""

    NOT_STARTED = "not_started", "未开始"
    DRAFTING = "drafting", "填报中"
    SIGNING = "signing", "待签发"
    SUBMITTED = "submitted", "已报"
    RETURNED = "returned", "退回"
    ACCEPTED = "accepted", "通过"


class SignatureKind(models.TextChoices):
    """How the head answered for the sheet."""

    SCREEN = "screen", "在线签发"
    INK = "ink", "纸质签字"
    NONE = "none", "本轮不须签发"


class Submission(models.Model):
    """One organisation's sheet for one round.

    `first_submitted_at` decides on time or late, whatever was corrected afterwards. `due_at` is set
    where this organisation was granted a later deadline. `paper` is the written report (书面材料),
    composed from the lines until somebody edits it. `by_office` marks a sheet that an officer
    entered for the organisation (代录). `revision` counts saved changes of the sheet itself, so that
    two people editing it are told. `head_word` is what the head wrote when handing it back to the
    clerk. `fields_asked` and `fields_prefilled` are counted when the sheet is opened (the burden).
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="submissions")
    state = models.CharField(
        "状态", max_length=12, choices=SubmissionState, default=SubmissionState.NOT_STARTED
    )
    due_at = models.DateTimeField("延期至", null=True, blank=True)
    opened_at = models.DateTimeField("开始填报时间", null=True, blank=True)
    first_submitted_at = models.DateTimeField("首次报送时间", null=True, blank=True)
    submitted_at = models.DateTimeField("最近报送时间", null=True, blank=True)
    filled_by = models.CharField("填报人", max_length=150, blank=True)
    telephone = models.CharField("联系电话", max_length=40, blank=True)
    signing_at = models.DateTimeField("送签时间", null=True, blank=True)
    head_word = models.TextField("负责人退回意见", blank=True)
    fields_asked = models.PositiveSmallIntegerField("应填栏目", default=0)
    fields_prefilled = models.PositiveSmallIntegerField("已带出栏目", default=0)
    signed_by = models.CharField("负责人", max_length=150, blank=True)
    signature = models.CharField("签发方式", max_length=10, choices=SignatureKind, blank=True)
    signature_file = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.TextField("书面材料", blank=True)
    paper_edited = models.BooleanField(default=False)
    by_office = models.BooleanField("代录", default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["round", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="one_submission_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_state_display()}"


class LinePart(models.TextChoices):
    """Whether a line answers for its task or only gives the lead organisation its share."""

    WHOLE = "whole", "本单位填报"
    SHARE = "share", "提供给牵头单位"


class LineState(models.TextChoices):
    """How far one line has come; a share ends at HANDED_OVER."""

    DRAFT = "draft", "草稿"
    HANDED_OVER = "handed_over", "已交牵头单位"
    SUBMITTED = "submitted", "已报"
    RETURNED = "returned", "退回"
    ACCEPTED = "accepted", "通过"


class Outlook(models.TextChoices):
    """The organisation's third claim: whether the year's task will be done."""

    ABLE = "able", "能够完成年度任务"
    HARD = "hard", "有困难"
    UNABLE = "unable", "不能完成年度任务"


class Line(models.Model):
    """One task's row in a sheet, as it is being written.

    Saved every few seconds without an entry in the trail: a draft is working paper. What was handed
    in stands in `LineVersion` and, for the ledger, in `Report`. `figures` are the boxes of the
    target's parts that the text leaves open: ``{subject, unit, value}``. `unchanged` says that the
    organisation declared "无变化" against its last report. `revision` grows with every save.
    `answers` are what was said to the machine's questions while writing
    (``{fingerprint, rule, kind, text}``); they become answers to findings once the plan is audited.
    `correcting` is why a line is open again after it was handed in (更正理由), else empty;
    `locked_before` says that it had been accepted then, or its round closed.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="lines")
    task = models.ForeignKey(Task, models.PROTECT, related_name="lines")
    part = models.CharField(max_length=10, choices=LinePart, default=LinePart.WHOLE)
    state = models.CharField("状态", max_length=12, choices=LineState, default=LineState.DRAFT)
    progress = models.TextField("完成情况", blank=True)
    causes = models.TextField("原因分析", blank=True)
    problems = models.TextField("存在问题", blank=True)
    next_steps = models.TextField("下一步计划", blank=True)
    claim = models.CharField("阶段任务目标", max_length=10, choices=Claim, blank=True)
    outlook = models.CharField("全年预计", max_length=10, choices=Outlook, blank=True)
    figures: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    answers: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    unchanged = models.BooleanField("无变化", default=False)
    correcting = models.TextField("更正理由", blank=True)
    locked_before = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["submission", "task"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "task"], name="one_line_a_task"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.get_state_display()}"


class LineVersion(models.Model):
    """A line as it was handed in once: what it said, when, by whom, and why it replaced the last.

    `content` holds the texts under the names of `Line`'s fields, with `figures`, `unchanged` and
    `evidence` (``{name, sha256}``). A correction of what was locked is `pending`, and not in the
    ledger, until the office accepts it.
    """

    line = models.ForeignKey(Line, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    reason = models.TextField("更正理由", blank=True)
    by_name = models.CharField("报送人", max_length=150)
    at = models.DateTimeField("报送时间")
    pending = models.BooleanField("更正待确认", default=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        ordering = ["line", "number"]
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="line_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} 第{self.number}版"


class Evidence(models.Model):
    """A file that bears out a line (佐证材料); optional, and never a photograph as a yardstick."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="evidence")
    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    added_by = models.CharField("上传人", max_length=150)
    added_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return self.name
