"""A batch of files, and what came of each."""

from django.db import models

from jiannuo.directory.models import Place, User


class Batch(models.Model):
    """Files that somebody hands over together; `expected` is how many they said there would be."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField("上传人", max_length=150)
    expected = models.PositiveIntegerField("文件数")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.expected} 份文件"


class BatchFile(models.Model):
    """One file of a batch: the upload that it became, or the sentence why it was not taken.

    `order` is the sender's number for it, from 1, so that one sent twice counts once. The name of a
    file that was refused stands nowhere: it may tell what must not be told.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="files")
    order = models.PositiveIntegerField()
    upload = models.ForeignKey(
        "intake.Upload", models.PROTECT, null=True, blank=True, related_name="batch_files"
    )
    known = models.BooleanField("以前导入过", default=False)
    sentence = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["batch", "order"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "order"], name="file_once_in_a_batch"),
            models.UniqueConstraint(
                fields=["batch", "upload"],
                condition=models.Q(upload__isnull=False),
                name="upload_once_in_a_batch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.order}"
