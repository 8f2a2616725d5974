"""Days that differ from their weekday: imported notices for the country, and days of a place's own."""

from django.db import models
from django.db.models import Q

from jiannuo.directory.models.places import Place


class Holiday(models.Model):
    """A day off or a weekend worked, by a notice (`place` empty) or by a place's own document.

    `year` is the notice's, which may also set a day of the December before. The notices that the
    product came with stand in `core.workdays`; one imported for the same year replaces them.
    """

    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="holidays")
    year = models.PositiveSmallIntegerField("年度")
    date = models.DateField("日期")
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=60)
    source = models.CharField("依据", max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["date", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"], condition=Q(place__isnull=True), name="national_day_once"
            ),
            models.UniqueConstraint(
                fields=["place", "date"],
                condition=Q(place__isnull=False),
                name="local_day_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}{'上班' if self.is_workday else '放假'}"
