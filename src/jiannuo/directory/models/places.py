"""Places, and the organisations and leaders of each."""

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

    `sort_key` puts names into the order of their common pronunciations (`directory.names`).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="organisations")
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=OrganisationKind)
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="groups")
    telephone = models.CharField("联系电话", max_length=40, blank=True)
    sort_key = models.TextField(editable=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="organisation_name_in_place"),
        ]

    def __str__(self) -> str:
        return self.name


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


class Leader(models.Model):
    """A leader (牵头领导、分管领导) of a place's government."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="leaders")
    name = models.CharField("姓名", max_length=100)
    title = models.CharField("职务", max_length=80, blank=True)
    sort_key = models.TextField(editable=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="leader_name_in_place"),
        ]

    def __str__(self) -> str:
        return self.name
