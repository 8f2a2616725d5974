"""What is remembered for a place, and how the columns of one upload were assigned."""

from typing import Any, Final

from django.db import models

from jiannuo.directory.models import Place


class Kind(models.TextChoices):
    """What an entry is about."""

    LAYOUT = "layout", "栏目对应"
    NAME = "name", "单位名称"
    ANSWER = "answer", "疑问答复"


class Remembered(models.Model):
    """One thing that was said: a layout's columns, a name that is meant, a doubt's answer.

    `content` is the entry as a mapping profile writes it (`core.mapping.profiles`); `key` is what it
    is known by. A forgotten entry stays and says so.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=8, choices=Kind)
    key = models.CharField(max_length=64)
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    by_name = models.CharField("记录人", max_length=150)
    at = models.DateTimeField("记录时间", auto_now_add=True)
    changed_at = models.DateTimeField("变动时间", auto_now=True)
    forgotten_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        app_label = "intake"
        ordering = ["kind", "-changed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind", "key"], name="one_memory_a_thing")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key[:8]}"


class Remapping(models.Model):
    """Columns of a table of an upload, assigned by a person; undone, it stays and says so.

    `content` is the layout (headers, columns, aside); `before` what was remembered of such a layout
    until then, None for nothing; `parted` the ids of corrections that no longer fitted.
    """

    upload = models.ForeignKey("intake.Upload", models.CASCADE, related_name="remappings")
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    before: models.JSONField[dict[str, Any] | None] = models.JSONField(null=True)
    parted: models.JSONField[list[int]] = models.JSONField(default=list)
    by_name = models.CharField("更正人", max_length=150)
    at = models.DateTimeField("更正时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.CharField("撤销人", max_length=150, blank=True)

    class Meta:
        app_label = "intake"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.upload_id} {len(self.content.get('columns', ()))}"


NAMES_OF_KINDS: Final = {Kind.LAYOUT: "layouts", Kind.NAME: "names", Kind.ANSWER: "answers"}
"""Kind of entry → where it stands in a profile."""
