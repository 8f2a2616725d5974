"""The reader's own messages, and where they want to be reached besides."""

from typing import Any, Final

from django import forms
from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may
from jiannuo.directory.recipients import place_address, user_address
from jiannuo.outbox.actions.read import read_all
from jiannuo.outbox.actions.set_address import AddressRefusedError, add_address, end_address
from jiannuo.outbox.channels import can_mail
from jiannuo.outbox.models import Channel, Message
from jiannuo.outbox.queries import addresses_of, messages_of

_A_PAGE: Final = 30
_MOST_ADDRESSES: Final = 5
_PAGES_OF: Final = {
    "submission": "desk:sheet",
    "filing": "desk:filing",
    "receipt": "desk:receipt",
    "task": "desk:task",
    "bulletin": "desk:bulletin",
    "letter": "desk:letter",
    "closing": "desk:closing",
}
"""Where what a message is about stands (`Message.about`)."""


class MailForm(forms.Form):
    """An e-mail address of the reader's own."""

    value = forms.EmailField(label="电子邮件", max_length=200)


class RobotForm(forms.Form):
    """A group chat's robot."""

    channel = forms.ChoiceField(
        label="种类",
        choices=[(one.value, one.label) for one in (Channel.WECOM, Channel.DINGTALK)],
    )
    value = forms.CharField(label="Webhook 地址", max_length=500)
    secret = forms.CharField(
        label="加签密钥", max_length=200, required=False, help_text="只有钉钉机器人选“加签”时要填。"
    )


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List the reader's messages, newest first."""
    actor = visitor(request)
    found = Paginator(messages_of(_own(actor)), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "messages_page": found,
        "letters": [_letter(one) for one in found],
        "unread": any(one.read_at is None for one in found),
        "addresses": [_shown(one) for one in addresses_of(_own(actor))],
        "can_mail": can_mail(),
        "form": MailForm(),
        "places": Place.objects.filter(pk__in=_managed(actor)),
    }
    return page(request, "desk/messages/inbox.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all of the reader's messages as read."""
    read_all(_own(visitor(request)), timezone.now())
    return redirect("desk:inbox")


@require_POST
def own_address(request: HttpRequest) -> HttpResponse:
    """Add an e-mail address of the reader's own, or end one."""
    actor = visitor(request)
    ended = request.POST.get("end")
    if ended:
        end_address(actor.author, get_object_or_404(addresses_of(_own(actor)), pk=ended))
        notes.success(request, "这个地址不再收消息。")
        return redirect("desk:inbox")
    _add(request, actor, _own(actor), MailForm(request.POST))
    return redirect("desk:inbox")


@require_http_methods(["GET", "POST"])
def robots(request: HttpRequest, place: int) -> HttpResponse:
    """Show and set the robots of a place's group chats."""
    actor = visitor(request)
    if not may(actor, Act.MANAGE_ROUNDS, Subject(place=place)):
        raise NotAllowedError(Act.MANAGE_ROUNDS)
    found = get_object_or_404(Place, pk=place)
    recipient = place_address(found.pk)
    form = RobotForm(request.POST or None)
    if request.method == "POST":
        ended = request.POST.get("end")
        if ended:
            end_address(actor.author, get_object_or_404(addresses_of(recipient), pk=ended))
            notes.success(request, "这个机器人不再使用。")
            return redirect("desk:robots", found.pk)
        if _add(request, actor, recipient, form):
            return redirect("desk:robots", found.pk)
    context = {
        "place": found,
        "form": form,
        "addresses": [_shown(one) for one in addresses_of(recipient)],
    }
    return page(request, "desk/messages/robots.html", context)


def _letter(one: Message) -> dict[str, Any]:
    """Return a message with the way to what it is about."""
    kind, _, subject = one.about.partition(":")
    page_of = _PAGES_OF.get(kind)
    return {
        "title": one.title,
        "text": one.text,
        "at": one.created_at,
        "new": one.read_at is None,
        "href": reverse(page_of, args=[subject]) if page_of else "",
    }


def _add(request: HttpRequest, actor: Actor, recipient: str, form: forms.Form) -> bool:
    if not form.is_valid():
        notes.error(request, "地址没有保存：请核对后再填。")
        return False
    given = form.cleaned_data
    if addresses_of(recipient).count() >= _MOST_ADDRESSES:
        notes.error(request, f"最多{_MOST_ADDRESSES}个地址，请先停用一个。")
        return False
    try:
        add_address(
            actor.author,
            recipient,
            Channel(given.get("channel", Channel.EMAIL)),
            given["value"],
            secret=given.get("secret", ""),
        )
    except AddressRefusedError as error:
        form.add_error("value", str(error))
        notes.error(request, str(error))
        return False
    notes.success(request, "已保存。消息先发第一个地址，发不成再依次改用后面的。")
    return True


def _shown(one: Any) -> dict[str, Any]:
    return {"id": one.pk, "channel": one.get_channel_display(), "shown": one.shown()}


def _own(actor: Actor) -> str:
    return user_address(actor.user or 0)


def _managed(actor: Actor) -> list[int]:
    return [pk for pk in actor.places if may(actor, Act.MANAGE_ROUNDS, Subject(place=pk))]
