"""Remarks on a bulletin: made at a paragraph or on the whole, and settled."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jiannuo.bulletins.actions.comment import comment as keep_comment
from jiannuo.bulletins.actions.comment import settle_comment
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.desk.bulletins.life import REFUSED
from jiannuo.desk.bulletins.reading import readable, shown_page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now


@require_POST
def comment(request: HttpRequest, bulletin: int) -> HttpResponse:
    """Keep a remark."""
    actor = visitor(request)
    found = readable(actor, bulletin)
    block = request.POST.get("block", "")
    text = request.POST.get("text", "")
    try:
        made = keep_comment(actor, found, text, block=block, now=now(found.place))
    except BulletinRefusedError as error:
        said = {"remark": text, "block": block}
        return shown_page(request, actor, found, fault=str(error), said=said, status=REFUSED)
    return redirect(f"{reverse('desk:bulletin', args=[found.pk])}#r{made.pk}")


@require_POST
def settle(request: HttpRequest, bulletin: int, comment: int) -> HttpResponse:
    """Say that a remark was dealt with."""
    actor = visitor(request)
    found = readable(actor, bulletin)
    remark = found.comments.select_related("bulletin").filter(pk=comment).first()
    if remark is None:
        raise Http404
    try:
        settle_comment(actor, remark, now=now(found.place))
    except BulletinRefusedError as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('desk:bulletin', args=[found.pk])}#r{remark.pk}")
