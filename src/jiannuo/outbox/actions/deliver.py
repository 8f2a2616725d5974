"""Carry messages out: claim, send, mark; try again later, or take the next way.

The claim is committed before anything is sent. A worker that dies in between leaves the row
SENDING; after the lease it becomes UNKNOWN and stays so until a person decides.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F

from jiannuo.outbox.channels import (
    Letter,
    NotTakenError,
    OutcomeUnknownError,
    RefusedError,
    send_dingtalk,
    send_mail,
    send_wecom,
)
from jiannuo.outbox.models import DEAD_AFTER, Address, Channel, Delivery, DeliveryState, Endpoint

LEASE: Final = timedelta(minutes=3)
"""Longer than any sending may take (the channels' timeouts)."""
_BACKOFF: Final = tuple(timedelta(seconds=s) for s in (30, 120, 600, 1800))
_PROBE_EVERY: Final = timedelta(minutes=10)
_SEND: Final = {
    Channel.EMAIL.value: send_mail,
    Channel.WECOM.value: send_wecom,
    Channel.DINGTALK.value: send_dingtalk,
}


def deliver_due(now: datetime) -> int:
    """Carry out everything that is due, one after the other; return how many were tried."""
    count = 0
    due = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=now)
    for pk in list(due.order_by("due_at", "pk").values_list("pk", flat=True)):
        claimed = Delivery.objects.filter(pk=pk, state=DeliveryState.WAITING).update(
            state=DeliveryState.SENDING, claimed_at=now, attempts=F("attempts") + 1
        )
        if claimed:
            _carry(Delivery.objects.select_related("message", "address").get(pk=pk), now)
            count += 1
    return count


def note_unknown(now: datetime) -> int:
    """List what a crash has left between sending and marking; return how many were found."""
    return Delivery.objects.filter(state=DeliveryState.SENDING, claimed_at__lt=now - LEASE).update(
        state=DeliveryState.UNKNOWN,
        finished_at=now,
        error="发送时程序中断，不知道是否已发出。请向收件人核实后再定。",
    )


def _carry(one: Delivery, now: datetime) -> None:
    endpoint, _ = Endpoint.objects.get_or_create(name=one.address.endpoint)
    if _is_skipped(one, endpoint, now):
        _close(one, DeliveryState.DROPPED, now, "这条通道不通，改走下一条。")
        _next_way(one, now)
        return
    try:
        _SEND[one.address.channel](_letter(one))
    except NotTakenError as error:
        _failed(endpoint, now, str(error))
        _try_again(one, endpoint, now, str(error))
    except RefusedError as error:
        _close(one, DeliveryState.FAILED, now, str(error))
        _next_way(one, now)
    except OutcomeUnknownError as error:
        _failed(endpoint, now, str(error))
        _close(one, DeliveryState.UNKNOWN, now, str(error))
    else:
        _close(one, DeliveryState.SENT, now, "")
        Endpoint.objects.filter(pk=endpoint.pk).update(
            failures=0, failing_since=None, error="", tried_at=now, sent_at=now
        )


def _letter(one: Delivery) -> Letter:
    site = settings.JIANNUO_SITE_URL
    foot = f"\n\n请登录办理：{site}" if site else "\n\n请登录践诺办理。"
    return Letter(
        title=one.message.title,
        text=one.message.text + foot,
        to=one.address.value,
        secret=one.address.secret,
    )


def _is_skipped(one: Delivery, endpoint: Endpoint, now: datetime) -> bool:
    """Say whether a way is dead and another is at hand; now and then even a dead one is tried."""
    dead = endpoint.failures >= DEAD_AFTER
    lately = endpoint.tried_at is not None and now - endpoint.tried_at < _PROBE_EVERY
    return dead and lately and _held(one) is not None


def _try_again(one: Delivery, endpoint: Endpoint, now: datetime, error: str) -> None:
    endpoint.refresh_from_db()
    dead = endpoint.failures >= DEAD_AFTER and _held(one) is not None
    if dead or one.attempts > len(_BACKOFF):
        _close(one, DeliveryState.FAILED, now, error)
        _next_way(one, now)
        return
    Delivery.objects.filter(pk=one.pk, state=DeliveryState.SENDING).update(
        state=DeliveryState.WAITING,
        claimed_at=None,
        due_at=now + _BACKOFF[one.attempts - 1],
        error=error,
    )


def _close(one: Delivery, state: DeliveryState, now: datetime, error: str) -> None:
    Delivery.objects.filter(pk=one.pk, state=DeliveryState.SENDING).update(
        state=state, finished_at=now, error=error
    )


def _held(one: Delivery) -> Delivery | None:
    """Return the message's next way that is still in use."""
    return (
        Delivery.objects.filter(
            message=one.message_id,
            state=DeliveryState.HELD,
            order__gt=one.order,
            address__in=Address.objects.filter(active=True),
        )
        .order_by("order")
        .first()
    )


def _next_way(one: Delivery, now: datetime) -> None:
    with transaction.atomic():
        following = _held(one)
        if following is not None:
            Delivery.objects.filter(pk=following.pk, state=DeliveryState.HELD).update(
                state=DeliveryState.WAITING, due_at=now
            )


def _failed(endpoint: Endpoint, now: datetime, error: str) -> None:
    Endpoint.objects.filter(pk=endpoint.pk).update(
        failures=F("failures") + 1, tried_at=now, error=error
    )
    Endpoint.objects.filter(pk=endpoint.pk, failing_since=None).update(failing_since=now)
