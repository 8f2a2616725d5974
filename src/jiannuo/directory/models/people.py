"""Users and the roles they hold."""

from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from jiannuo.directory.models.leaders import Leader
from jiannuo.directory.models.places import Organisation, Place


class Role(models.TextChoices):
    """What a user may be. The three administrators exclude one another and see no ledger."""

    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"
    DIRECTOR = "director", "督查室主任"
    OFFICER = "officer", "督查员"
    OBSERVER = "observer", "上级"
    REVIEWER = "reviewer", "保密审查员"
    CLERK = "clerk", "单位填报人"
    HEAD = "head", "单位负责人"
    LEADER = "leader", "领导"
    SECRETARY = "secretary", "秘书"


ADMINISTRATORS: Final = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
READING_A_PLACE: Final = (Role.DIRECTOR, Role.OFFICER, Role.OBSERVER)
OF_A_PLACE: Final = (*READING_A_PLACE, Role.REVIEWER)
OF_AN_ORGANISATION: Final = (Role.CLERK, Role.HEAD)
OF_A_LEADER: Final = (Role.LEADER, Role.SECRETARY)


class UserManager(BaseUserManager["User"]):
    """Finds users by their login name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user who logs in under this name."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who logs in. What they may do stands in their grants, nowhere else."""

    username = models.CharField("用户名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    telephone = models.CharField("联系电话", max_length=40, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改口令", default=True)
    password_changed_at = models.DateTimeField("口令修改时间", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def has_perm(self, *_args: Any) -> bool:
        """Say no: permissions are `directory.permissions`, Django's own are not used."""
        return False


class Grant(models.Model):
    """A role that a user holds: at a place, in an organisation, or for a leader.

    `place` is set for every role but the administrators', who serve the whole installation. A
    withdrawn grant stays with `active` False, so that the trail's names keep their meaning.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField("角色", max_length=20, choices=Role)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    leader = models.ForeignKey(Leader, models.PROTECT, null=True, blank=True, related_name="+")
    active = models.BooleanField("有效", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_reaches_what_its_role_needs",
                condition=Q(
                    role__in=ADMINISTRATORS,
                    place__isnull=True,
                    organisation__isnull=True,
                    leader__isnull=True,
                )
                | Q(
                    role__in=OF_A_PLACE,
                    place__isnull=False,
                    organisation__isnull=True,
                    leader__isnull=True,
                )
                | Q(
                    role__in=OF_AN_ORGANISATION,
                    place__isnull=False,
                    organisation__isnull=False,
                    leader__isnull=True,
                )
                | Q(
                    role__in=OF_A_LEADER,
                    place__isnull=False,
                    organisation__isnull=True,
                    leader__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(active=True, role__in=ADMINISTRATORS),
                name="one_administrator_role_a_user",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "place"],
                condition=Q(active=True, organisation__isnull=True, leader__isnull=True),
                name="grant_at_a_place_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(active=True, organisation__isnull=False),
                name="grant_in_an_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "leader"],
                condition=Q(active=True, leader__isnull=False),
                name="grant_for_a_leader_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"
