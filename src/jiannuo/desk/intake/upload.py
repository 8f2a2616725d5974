"""One upload's page: being read, read and to be looked at, not readable, done."""

import math
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from jiannuo.desk.intake.review import review_context
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.intake.actions.resume_lost import LOST_AFTER
from jiannuo.intake.models import State, Upload
from jiannuo.intake.queries.visible import uploads_visible_to

_A_MOMENT: Final = 5
_MINUTE: Final = 60
_PATIENCE: Final = 10
"""Seconds in the queue after which the page says what may be wrong."""


def upload_or_404(request: HttpRequest, upload: int) -> Upload:
    """Return an upload that the visitor handles; "not found" for anybody else."""
    found = (
        uploads_visible_to(visitor(request))
        .select_related("place", "file", "archive")
        .filter(pk=upload)
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_GET
def upload(request: HttpRequest, upload: int) -> HttpResponse:
    """Show the upload as it stands."""
    found = upload_or_404(request, upload)
    if found.is_unfinished:
        return page(request, "desk/intake/progress.html", _progress(found))
    if found.state == State.READ:
        context = review_context(request, found)
        return page(request, "desk/intake/review.html", context | {"same": _same(request, found)})
    return page(request, "desk/intake/outcome.html", _outcome(request, found))


@require_GET
def progress(request: HttpRequest, upload: int) -> HttpResponse:
    """Show how far the reading is: asked for again and again.

    When it is done, the answer asks no more and names the page to go to. (A redirect would be
    answered by the next question while the page is still on its way, and begin again for ever.)
    """
    found = upload_or_404(request, upload)
    return page(request, "desk/intake/progress.html", _progress(found))


def _progress(upload: Upload) -> dict[str, Any]:
    now = timezone.now()
    waited = (now - upload.changed_at).total_seconds()
    died = upload.beat_at is not None and now - upload.beat_at > LOST_AFTER
    if upload.state == State.READING and died:
        return {
            "upload": upload,
            "done": False,
            "stage": "读取中断了，等候后台进程接着读",
            "overdue": int((now - (upload.beat_at or now)).total_seconds()),
            "kept": upload.file_id is not None,
        }
    return {
        "upload": upload,
        "done": not upload.is_unfinished,
        "stage": upload.message or "排队等候读取",
        "left": time_left(upload.expected_at - timezone.now()) if upload.expected_at else "",
        "kept": upload.file_id is not None,
        "overdue": int(waited) if upload.state == State.WAITING and waited > _PATIENCE else 0,
    }


def time_left(left: timedelta) -> str:
    """Say how long it will probably take, no more exactly than anybody can know."""
    seconds = max(left.total_seconds(), 0)
    if seconds < _A_MOMENT:
        return "马上就好"
    if seconds < _MINUTE:
        return f"大约还要 {math.ceil(seconds / 10) * 10} 秒"
    return f"大约还要 {math.ceil(seconds / _MINUTE)} 分钟"


def _outcome(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    return {
        "upload": upload,
        "plans": list(upload.plans.order_by("pk")),
        "corrections": upload.corrections.filter(undone_at=None).count(),
        "same": _same(request, upload),
        "unreadable": upload.state == State.UNREADABLE,
        "confirmed": upload.state == State.CONFIRMED,
        "refused": upload.state == State.REFUSED,
        "members": list(upload.members.order_by("pk")) if upload.state == State.UNPACKED else [],
        "unpacked": upload.state == State.UNPACKED,
        "kept": upload.file_id is not None,
    }


def _same(request: HttpRequest, upload: Upload) -> str:
    """Say, to somebody who just handed over the same bytes, when and by whom they came before."""
    if "same" not in request.GET:
        return ""
    at = timezone.localtime(upload.created_at)
    return (
        f"这份文件 {at.year}年{at.month}月{at.day}日 {at:%H:%M} 由{upload.by_name}上传过，内容一字不差"
        f"（当时叫“{upload.name}”），没有重复接收。"
    )


def tell(request: HttpRequest, sentence: str, *, wrong: bool = False) -> None:
    """Leave a sentence for the next page."""
    messages.add_message(request, messages.ERROR if wrong else messages.SUCCESS, sentence)
