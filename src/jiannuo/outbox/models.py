"""Messages, the addresses of recipients, deliveries, and how well each way works."""

from typing import Final

from django.db import models

DEAD_AFTER: Final = 3
"""Failures in a row after which a way counts as dead."""


class Channel(models.TextChoices):
    """A way out of the site."""

    EMAIL = "email", "电子邮件"
    WECOM = "wecom", "企业微信群机器人"
    DINGTALK = "dingtalk", "钉钉群机器人"


class Address(models.Model):
    """Where a recipient is reached, in the order in which ways are tried.

    `value` is an e-mail address or a robot's webhook URL, `secret` the robot's signing secret. One
    that is no longer used stays, because deliveries name it.
    """

    recipient = models.CharField(max_length=80, db_index=True)
    channel = models.CharField("通道", max_length=10, choices=Channel)
    value = models.CharField("地址", max_length=500)
    secret = models.CharField("加签密钥", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["recipient", "order", "id"]

    def __str__(self) -> str:
        return self.shown()

    def shown(self) -> str:
        """Return the address as it may be shown: a webhook's key is as good as a password."""
        if self.channel == Channel.EMAIL:
            return self.value
        return f"{self.get_channel_display()} …{self.value[-4:]}"

    @property
    def endpoint(self) -> str:
        """Return what works or fails as one: the mail server for all e-mail, each robot alone."""
        return "email" if self.channel == Channel.EMAIL else f"{self.channel}:{self.pk}"


class Message(models.Model):
    """Something told to somebody; stands in their list on the site until they have read it.

    `key` names the occasion: the same message is never posted twice. `about` is what it is about
    (``submission:7``), for those who look things up.
    """

    key = models.CharField(max_length=200, unique=True)
    recipient = models.CharField(max_length=80)
    recipient_name = models.CharField("收件人", max_length=150)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容")
    about = models.CharField(max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["recipient", "read_at", "created_at"])]

    def __str__(self) -> str:
        return self.title


class DeliveryState(models.TextChoices):
    """What became of a delivery; HELD waits for the one before it to fail."""

    HELD = "held", "备用"
    WAITING = "waiting", "待发"
    SENDING = "sending", "正在发"
    SENT = "sent", "已发出"
    FAILED = "failed", "没发成"
    UNKNOWN = "unknown", "结果不明"
    DROPPED = "dropped", "不再发"


class Delivery(models.Model):
    """One try to carry a message out by one address.

    A row is claimed (SENDING, committed) before anything is sent and marked afterwards: what a crash
    leaves between the two is UNKNOWN, for a person to decide.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    address = models.ForeignKey(Address, models.PROTECT, related_name="deliveries")
    order = models.PositiveSmallIntegerField(default=0)
    state = models.CharField("结果", max_length=10, choices=DeliveryState)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("何时发")
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    error = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["message", "order"]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.address} {self.get_state_display()}"


class Endpoint(models.Model):
    """How well one way works (`Address.endpoint`): failures in a row, since when, and the last words."""

    name = models.CharField(max_length=80, unique=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
