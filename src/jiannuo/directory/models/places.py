"""Places, and the organisations of each, with the names and forms that they had before."""

from django.db import models


class PlaceLevel(models.TextChoices):
    """A place's level of government."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWN = "town", "乡级"


class Place(models.Model):
    """A place with a government of its own: 淄博市, 临淄区 below it.

    `full_name` starts below the province (淄博市临淄区) and is how documents name the place.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=200, unique=True)
    level = models.CharField("级别", max_length=10, choices=PlaceLevel)

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name


class OrganisationKind(models.TextChoices):
    """What an organisation is, as far as its name or a person tells."""

    BUREAU = "bureau", "部门"
    STREET = "street", "镇、街道"
    TASK_FORCE = "taskforce", "专班"
    HEADQUARTERS = "headquarters", "指挥部"
    COMPANY = "company", "企业"
    INSTITUTION = "institution", "其他机构"
    GROUP = "group", "单位集合"


class Organisation(models.Model):
    """An organisation (单位) of a place, or a set of them (各街道办事处) with its members.

    `telephone` may be published, `internal_telephone` is for the office alone. An organisation that
    was merged into another stays with its name and its past; `merged_into` always names the one
    that stands for it today, never one that was itself merged. `sort_key` puts names into the order
    of their common pronunciations (`directory.names`).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="organisations")
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=OrganisationKind)
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="groups")
    telephone = models.CharField("办公电话", max_length=40, blank=True)
    internal_telephone = models.CharField("内部电话", max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    sort_key = models.TextField(editable=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="organisation_name_in_place"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reached_at(self) -> str:
        """Return the number that the office itself dials: the internal one, else the public one."""
        return self.internal_telephone or self.telephone

    @property
    def current(self) -> "Organisation":
        """Return the organisation that stands for this one today: itself, or what it was merged into."""
        return self.merged_into or self


class OrganisationAlias(models.Model):
    """Another name under which documents know an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField("别名", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="alias_name_in_place"),
        ]

    def __str__(self) -> str:
        return self.name


class ChangeKind(models.TextChoices):
    """What happened to an organisation."""

    RENAMED = "renamed", "更名"
    MERGED = "merged", "并入"


class OrganisationChange(models.Model):
    """A rename or a merger: from which day, by which document, what it was called before.

    `successor` is what a merged organisation went into on that day, even if that was merged later.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="changes")
    kind = models.CharField("变更", max_length=8, choices=ChangeKind)
    on = models.DateField("日期")
    document = models.CharField("依据", max_length=200, blank=True)
    before = models.CharField("原名称", max_length=200)
    after = models.CharField("新名称", max_length=200)
    successor = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="takeovers"
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_merger_has_a_successor",
                condition=models.Q(kind=ChangeKind.MERGED, successor__isnull=False)
                | models.Q(kind=ChangeKind.RENAMED, successor__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} {self.get_kind_display()} {self.after}"
