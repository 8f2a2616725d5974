"""What surrounds a user's login: deputies, invitations, former passwords, second factors, sessions."""

from django.db import models
from django.db.models import F, Q

from jiannuo.directory.models.people import Grant, User


class Deputation(models.Model):
    """A grant that somebody else may use for its holder (代理), from one day to another, both included."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="deputations")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="deputations")
    begins = models.DateField("起")
    ends = models.DateField("止")
    reason = models.CharField("事由", max_length=200, blank=True)
    withdrawn = models.BooleanField("已提前结束", default=False)

    class Meta:
        ordering = ["-begins", "-id"]
        constraints = [
            models.CheckConstraint(
                name="deputation_ends_after_it_begins", condition=Q(ends__gte=F("begins"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy}代{self.grant.user}"


class Invitation(models.Model):
    """A code that lets a user set a password once, until it expires. Only its SHA-256 is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at}"


class FormerPassword(models.Model):
    """A password (its hash) that a user had; the password policy says how many may not come back."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.user} {self.replaced_at}"


class SecondFactor(models.Model):
    """A user's authenticator (TOTP, RFC 6238). `secret` is encrypted with the installation's key.

    `last_step` is the time step of the last code that was accepted: no code is good twice. Until
    its first right code a factor is unconfirmed and asked of nobody.
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="second_factor")
    secret = models.TextField()
    confirmed_at = models.DateTimeField("启用时间", null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user}"


class RecoveryCode(models.Model):
    """A code that stands in for a lost authenticator once; only its keyed hash is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class SignIn(models.Model):
    """A session of a user: from where, on which device, when it began, was last seen and ended."""

    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.CharField("来源地址", max_length=60, blank=True)
    device = models.CharField("设备", max_length=200, blank=True)
    begun_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近操作")
    ended_at = models.DateTimeField("退出时间", null=True, blank=True)

    class Meta:
        ordering = ["-seen_at"]
        indexes = [models.Index(fields=["user", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.user} {self.begun_at}"
