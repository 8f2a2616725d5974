"""For the system administrator: what was sent to whom, what failed, what nobody knows."""

from typing import Final

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, require
from jiannuo.outbox.actions.resolve import NotOpenError, count_as_sent, drop, send_again
from jiannuo.outbox.channels import can_mail
from jiannuo.outbox.models import Delivery
from jiannuo.outbox.queries import dead_endpoints, open_deliveries, recent_deliveries

_A_PAGE: Final = 50
_DECISIONS: Final = {"again": send_again, "sent": count_as_sent, "drop": drop}


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """List what needs a decision, dead ways, and everything sent."""
    actor = visitor(request)
    require(actor, Act.CONFIGURE)
    context = {
        "tabs": tabs(actor),
        "open": open_deliveries()[:_A_PAGE],
        "dead": dead_endpoints(),
        "recent": Paginator(recent_deliveries(), _A_PAGE).get_page(request.GET.get("page")),
        "can_mail": can_mail(),
    }
    return page(request, "desk/messages/deliveries.html", context)


@require_POST
def decide_delivery(request: HttpRequest, delivery: int) -> HttpResponse:
    """Send again, take as arrived, or let be."""
    actor = visitor(request)
    require(actor, Act.CONFIGURE)
    found = get_object_or_404(Delivery.objects.select_related("message", "address"), pk=delivery)
    decide = _DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        notes.error(request, "请选择重发、已送达或不再发。")
        return redirect("desk:deliveries")
    try:
        decide(actor.author, found, now=timezone.now())
    except NotOpenError as error:
        notes.error(request, str(error))
    else:
        notes.success(request, "已处理。")
    return redirect("desk:deliveries")
