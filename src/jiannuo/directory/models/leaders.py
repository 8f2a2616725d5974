"""Leaders, and who held which sector from when to when."""

from django.db import models
from django.db.models import F, Q

from jiannuo.directory.models.places import Organisation, Place


class Leader(models.Model):
    """A leader (牵头领导、分管领导) of a place's government.

    A leader who has left stays with all past tasks; `succeeded_by` is who took everything over
    (always somebody in office, never one who left in turn).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="leaders")
    name = models.CharField("姓名", max_length=100)
    title = models.CharField("职务", max_length=80, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    sort_key = models.TextField(editable=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="leader_name_in_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """A field of work (城市建设、交通运输) that a leader has charge of, with the organisations in it."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="sectors")
    name = models.CharField("分管工作", max_length=100)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="sectors")
    sort_key = models.TextField(editable=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="sector_name_in_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Tenure(models.Model):
    """A sector in one leader's charge, from `begins` to `ends` (both days included; None: until now).

    Tenures of a sector never overlap (`actions.assign_sector` sees to it); ended ones stay.
    """

    sector = models.ForeignKey(Sector, models.PROTECT, related_name="tenures")
    leader = models.ForeignKey(Leader, models.PROTECT, related_name="tenures")
    begins = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)
    document = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        ordering = ["begins", "id"]
        constraints = [
            models.CheckConstraint(
                name="tenure_ends_after_it_begins",
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")),
            ),
            models.UniqueConstraint(
                fields=["sector"], condition=Q(ends__isnull=True), name="one_open_tenure_a_sector"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector} {self.leader}"
