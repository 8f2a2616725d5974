"""The ways out: each takes a letter to an address and says what is known of the outcome."""

from jiannuo.outbox.channels.letters import (
    Letter,
    NotTakenError,
    OutcomeUnknownError,
    RefusedError,
)
from jiannuo.outbox.channels.mail import can_mail, send_mail
from jiannuo.outbox.channels.robots import is_allowed, send_dingtalk, send_wecom

__all__ = [
    "Letter",
    "NotTakenError",
    "OutcomeUnknownError",
    "RefusedError",
    "can_mail",
    "is_allowed",
    "send_dingtalk",
    "send_mail",
    "send_wecom",
]
