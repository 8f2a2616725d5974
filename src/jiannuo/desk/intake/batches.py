"""Very many files: handed over one after the other by the page's script, watched on one page."""

from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jiannuo.desk.intake.arrivals import said_of
from jiannuo.desk.intake.memory import content_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.intake.actions.receive import too_large
from jiannuo.intake.batches.actions.add import add_to_batch, note_in_batch
from jiannuo.intake.batches.actions.begin import TooManyFilesError, begin_batch
from jiannuo.intake.batches.models import Batch, BatchFile
from jiannuo.intake.batches.queries import Standing, batches_visible_to, standing_of, uploads_of
from jiannuo.intake.jobs import dispatch
from jiannuo.intake.models import State
from jiannuo.intake.names import clean_name
from jiannuo.intake.outcomes import Refused
from jiannuo.intake.queries.visible import importable_places

MOST_LISTED: Final = 200
_FAILED: Final = (State.UNREADABLE, State.REFUSED)
_MINUTE: Final = 60


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a batch; the answer names its page and where its files go."""
    actor = visitor(request)
    places = Place.objects.filter(pk__in=importable_places(actor))
    if not places:
        raise NotAllowedError(Act.IMPORT)
    place = get_object_or_404(places, pk=_number(request.POST.get("place", "")))
    try:
        batch = begin_batch(actor, place, _number(request.POST.get("files", "")))
    except TooManyFilesError as error:
        return JsonResponse({"sentence": str(error)}, status=422)
    return JsonResponse(
        {
            "page": reverse("desk:batch", args=[batch.pk]),
            "files": reverse("desk:batch_files", args=[batch.pk]),
        },
        status=201,
    )


@require_GET
def batch(request: HttpRequest, batch: int) -> HttpResponse:
    """Show how far a batch is; asked for again and again while something happens."""
    found = _batch_or_404(visitor(request), batch)
    return page(request, "desk/intake/batch.html", _context(found))


@require_POST
def files(request: HttpRequest, batch: int) -> HttpResponse:
    """Take one file (``file``, with its number ``order``), or those of a plain form (``files``)."""
    actor = visitor(request)
    found = _batch_or_404(actor, batch)
    sent = [one for one in request.FILES.getlist("file") if isinstance(one, UploadedFile)]
    if sent:
        noted = _take(actor, found, _number(request.POST.get("order", "")), sent[0])
        dispatch()
        return JsonResponse({"sentence": noted.sentence, "known": noted.known})
    several = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    if not several:
        messages.error(request, "没有选择文件。请选好以后再送。")
    last = found.files.order_by("order").last()
    for number, one in enumerate(several, start=(last.order if last else 0) + 1):
        _take(actor, found, number, one)
    dispatch()
    return redirect("desk:batch", found.pk)


def _take(actor: Actor, batch: Batch, order: int, file: UploadedFile[bytes]) -> BatchFile:
    content = content_of(file)
    name = file.name or ""
    if content is None:
        refused = Refused(clean_name(name), too_large(clean_name(name)))
        return note_in_batch(actor, batch, order, refused)
    return add_to_batch(actor, batch, order, name=name, content=content)


def _batch_or_404(actor: Actor, batch: int) -> Batch:
    found = batches_visible_to(actor).select_related("place").filter(pk=batch).first()
    if found is None:
        raise Http404
    return found


def _context(batch: Batch) -> dict[str, Any]:
    standing = standing_of(batch, timezone.now())
    uploads = uploads_of(batch).select_related("archive").order_by("pk")
    failed = uploads.filter(state__in=_FAILED)
    others = uploads.exclude(state__in=(*_FAILED, State.UNPACKED))
    last = batch.files.order_by("order").last()
    return {
        "batch": batch,
        "standing": standing,
        "share": _share(standing),
        "left": _time(standing.seconds_left),
        "next_order": (last.order if last else 0) + 1,
        "refused": list(batch.files.filter(upload=None)[:MOST_LISTED]),
        "failed": [_line(one) for one in failed[:MOST_LISTED]],
        "others": [_line(one) for one in others[:MOST_LISTED]],
        "more": max(0, others.count() - MOST_LISTED),
        "unfinished": standing.working or standing.missing > 0,
    }


def _share(standing: Standing) -> int:
    """Return how much of the whole is done, in percent."""
    whole = standing.files + standing.missing
    return round(100 * standing.finished / whole) if whole else 0


def _line(upload: Any) -> dict[str, Any]:
    return {
        "id": upload.pk,
        "name": upload.name,
        "archive": upload.archive.name if upload.archive else "",
        "state": upload.get_state_display(),
        "said": said_of(upload),
        "doubts": upload.doubts,
    }


def _time(seconds: int | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, _MINUTE)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004
