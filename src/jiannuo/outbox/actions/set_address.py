"""Say where a recipient is reached. Callers ask permission."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max

from jiannuo.history.actions.record import Author, Subject, record
from jiannuo.outbox.channels import is_allowed
from jiannuo.outbox.models import Address, Channel


class AddressRefusedError(Exception):
    """The address cannot be used; the message says why."""


def add_address(
    author: Author, recipient: str, channel: Channel, value: str, *, secret: str = ""
) -> Address:
    """Add an address behind those there are. Raises AddressRefusedError for one that is none."""
    value = value.strip()
    if channel == Channel.EMAIL:
        try:
            validate_email(value)
        except ValidationError as error:
            raise AddressRefusedError("这不是一个电子邮件地址，请核对。") from error
    elif not is_allowed(value):
        raise AddressRefusedError(
            "只能用企业微信、钉钉群机器人的地址；内网代理的主机名由系统管理员登记（JIANNUO_WEBHOOK_HOSTS）。"
        )
    with transaction.atomic():
        last = Address.objects.filter(recipient=recipient).aggregate(last=Max("order"))["last"]
        address = Address.objects.create(
            recipient=recipient,
            channel=channel,
            value=value,
            secret=secret.strip(),
            order=0 if last is None else last + 1,
        )
        _recorded(author, "address.add", address)
    return address


def end_address(author: Author, address: Address) -> None:
    """Use an address no more."""
    with transaction.atomic():
        address.active = False
        address.save(update_fields=["active"])
        _recorded(author, "address.end", address)


def _recorded(author: Author, code: str, address: Address) -> None:
    record(
        author,
        code,
        Subject("address", address.pk, address.recipient),
        {"channel": address.get_channel_display(), "shown": address.shown()},
    )
