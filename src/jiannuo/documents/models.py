"""Source files, parses, and the rows that they gave."""

from typing import Any, Final

from django.db import models

from jiannuo.directory.models import Place


class SourceFile(models.Model):
    """A file as somebody handed it over: bytes on disk (`documents.store`), facts here.

    The same bytes given twice to the same place are the same file. One that turned out to be a state
    secret is purged: its bytes, its name and all that was read in it are gone, and this row stays, so
    that the same bytes are known and refused.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveBigIntegerField("大小（字节）")
    format = models.CharField("格式", max_length=20, blank=True)
    added_at = models.DateTimeField("上传时间", auto_now_add=True)
    added_by = models.CharField("上传人", max_length=150)
    purged_at = models.DateTimeField("清除时间", null=True, blank=True)
    purged_by = models.CharField("清除人", max_length=150, blank=True)
    purge_reason = models.TextField("清除原因", blank=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.UniqueConstraint(fields=["place", "sha256"], name="file_once_in_a_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Parse(models.Model):
    """What one version of the reader made of a file: its cells, and the canonical document.

    `raw` is the reader's document (`documents.codec`), for showing a source cell with its
    neighbours; `canonical` what was understood (`core.records.to_json`), as a person confirmed it.
    Both are large: lists of parses defer them.
    """

    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="parses")
    reader = models.CharField("读取程序版本", max_length=40)
    raw: models.JSONField[dict[str, Any]] = models.JSONField()
    canonical: models.JSONField[dict[str, Any]] = models.JSONField()
    made_at = models.DateTimeField("读取时间", auto_now_add=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.file} {self.reader}"


class SourceRow(models.Model):
    """One row of a parse that went into the ledger: the evidence for the values taken from it.

    `citations` and `marks` are keyed by canonical field; `raw_cells` is the row as it stands.
    `table` and `position` count from 0 in the canonical document.
    """

    parse = models.ForeignKey(Parse, models.PROTECT, related_name="rows")
    table = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    citations: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    marks: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    doubts: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    warnings: models.JSONField[list[str]] = models.JSONField(default=list)
    raw_cells: models.JSONField[list[str]] = models.JSONField(default=list)
    doubt_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["parse", "table", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["parse", "table", "position"], name="row_once_in_a_parse"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parse_id}/{self.table}/{self.position}"


ROW_EVIDENCE: Final = ("citations", "marks", "doubts", "warnings", "raw_cells")
"""The parts of a canonical row that a `SourceRow` keeps."""


class TemplateUse(models.TextChoices):
    """What a Word template is for."""

    BULLETIN = "bulletin", "通报"
    NOTICE = "notice", "立项督查通知"
    REMINDER = "reminder", "提醒函"
    PRESSING = "pressing", "督办函"
    TALK = "talk", "约谈通知"


class Template(models.Model):
    """An office's own Word file with fields in braces; checked when it is handed in."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="templates")
    use = models.CharField("用途", max_length=12, choices=TemplateUse)
    name = models.CharField("名称", max_length=80)
    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    active = models.BooleanField("启用", default=True)
    added_by = models.CharField("上传人", max_length=150)
    added_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        ordering = ["place", "use", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "use", "name"], name="template_name_in_place"),
        ]

    def __str__(self) -> str:
        return self.name
