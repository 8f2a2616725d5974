"""What a talk (约谈) ended with: who was there, what was said, who signed, what was promised."""

from django.db import models

from jiannuo.documents.models import SourceFile
from jiannuo.supervision.models.letters import Letter


class TalkRecord(models.Model):
    """The signed record of a talk (约谈记录); `file` is the scan with the signatures."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="record")
    held_at = models.DateTimeField("约谈时间")
    where = models.CharField("约谈地点", max_length=200)
    present = models.TextField("参加人员")
    said = models.TextField("约谈情况")
    signed_by = models.CharField("签字确认人", max_length=150)
    file = models.ForeignKey(SourceFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.CharField("记录人", max_length=150)
    recorded_at = models.DateTimeField("记录时间")

    def __str__(self) -> str:
        return f"{self.letter} {self.held_at:%Y-%m-%d}"


class Commitment(models.Model):
    """Something that was promised in a talk: what, and by when."""

    record = models.ForeignKey(TalkRecord, models.CASCADE, related_name="commitments")
    order = models.PositiveSmallIntegerField()
    text = models.TextField("承诺事项")
    due_on = models.DateField("完成时限", null=True, blank=True)

    class Meta:
        ordering = ["record", "order"]

    def __str__(self) -> str:
        return self.text
