"""The page where files are handed over, and those that came lately."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jiannuo.core.readers import can_recognise
from jiannuo.desk.intake.memory import content_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.intake.actions.receive import PASTED_NAME, receive, too_large
from jiannuo.intake.jobs import dispatch
from jiannuo.intake.models import State, Upload
from jiannuo.intake.names import clean_name
from jiannuo.intake.outcomes import KnownAlready, Outcome, Received, Refused
from jiannuo.intake.queries.visible import importable_places, uploads_visible_to

MOST_FILES: Final = 40
RECENT: Final = 50

_MARKS: Final = {
    State.READ: "question",
    State.CONFIRMED: "consistent",
    State.UNREADABLE: "contradiction",
    State.REFUSED: "contradiction",
}


@require_http_methods(["GET", "POST"])
def arrivals(request: HttpRequest) -> HttpResponse:
    """Show the page, or take files and pasted text in and go where they can be watched."""
    actor = visitor(request)
    places = list(Place.objects.filter(pk__in=importable_places(actor)))
    if not places:
        raise NotAllowedError(Act.IMPORT)
    if request.method == "POST":
        return _receive(request, actor, places)
    context = {
        "places": places,
        "chosen": _last_place(actor) or places[0].pk,
        "scans": can_recognise(),
        **_recent(request, actor),
    }
    return page(request, "desk/intake/arrivals.html", context)


@require_GET
def recent(request: HttpRequest) -> HttpResponse:
    """Show the list alone: asked for every second while something in it is being read."""
    return page(request, "desk/intake/recent.html", _recent(request, visitor(request)))


def _last_place(actor: Actor) -> int | None:
    """Return the place into which the person imported last."""
    own = uploads_visible_to(actor).filter(by=actor.user)
    return own.values_list("place", flat=True).first()


def _receive(request: HttpRequest, actor: Actor, places: list[Place]) -> HttpResponse:
    place = next((one for one in places if str(one.pk) == request.POST.get("place")), None)
    files = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    pasted = request.POST.get("text", "").strip()
    if place is None or not (files or pasted) or len(files) > MOST_FILES:
        messages.error(request, _what_is_missing(place, len(files)))
        return redirect("desk:arrivals")
    outcomes = [_receive_one(actor, place, file) for file in files]
    if pasted:
        outcomes.append(
            receive(actor, place, name=PASTED_NAME, content=pasted.encode(), pasted=True)
        )
    dispatch()
    return _shown(request, outcomes)


def _receive_one(actor: Actor, place: Place, file: UploadedFile[bytes]) -> Outcome:
    content = content_of(file)
    name = file.name or ""
    if content is None:
        return Refused(clean_name(name), too_large(clean_name(name)))
    return receive(actor, place, name=name, content=content)


def _what_is_missing(place: Place | None, files: int) -> str:
    if place is None:
        return "请选择导入到哪个地区，再重新选择文件。"
    if files > MOST_FILES:
        return f"一次最多 {MOST_FILES} 个文件，这次选了 {files} 个。请分几次上传。"
    return "还没有选择文件，也没有粘贴文字。请先选一个文件或粘贴表格内容。"


def _shown(request: HttpRequest, outcomes: list[Outcome]) -> HttpResponse:
    """Go to the one file's own page, or back to the list with the new ones marked."""
    for number, outcome in enumerate(outcomes, 1):
        if isinstance(outcome, Refused):
            which = f"第 {number} 个文件：" if len(outcomes) > 1 else ""
            messages.error(request, f"{which}{outcome.sentence}")
    came = [one for one in outcomes if not isinstance(one, Refused)]
    if len(came) == 1 == len(outcomes):
        known = "?same=1" if isinstance(came[0], KnownAlready) else ""
        return redirect(reverse("desk:upload", args=[came[0].upload.pk]) + known)
    said = {
        "new": _ids(one for one in came if isinstance(one, Received)),
        "same": _ids(one for one in came if isinstance(one, KnownAlready)),
    }
    query = urlencode({name: ids for name, ids in said.items() if ids}, safe=",")
    return redirect(f"{reverse('desk:arrivals')}{f'?{query}' if query else ''}")


def _ids(outcomes: Iterable[Outcome]) -> str:
    return ",".join(str(one.upload.pk) for one in outcomes if not isinstance(one, Refused))


def _recent(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    uploads = list(uploads_visible_to(actor).select_related("place", "archive")[:RECENT])
    same, new = (set(request.GET.get(name, "").split(",")) for name in ("same", "new"))
    return {
        "uploads": [
            _line(upload, same=str(upload.pk) in same, new=str(upload.pk) in new)
            for upload in uploads
        ],
        "unfinished": any(upload.is_unfinished for upload in uploads),
        "recent_href": f"{reverse('desk:arrivals_recent')}?{request.GET.urlencode()}",
        "several_places": len({upload.place_id for upload in uploads}) > 1,
    }


def _line(upload: Upload, *, same: bool, new: bool) -> dict[str, Any]:
    return {
        "id": upload.pk,
        "name": upload.name,
        "place": upload.place.name,
        "by": upload.by_name,
        "at": upload.created_at,
        "state": upload.get_state_display(),
        "mark": _MARKS.get(State(upload.state), ""),
        "progress": upload.progress if upload.is_unfinished else None,
        "said": said_of(upload),
        "archive": upload.archive.name if upload.archive else "",
        "same": same,
        "new": new,
    }


def said_of(upload: Upload) -> str:
    """Say in a few words how an upload stands."""
    match upload.state:
        case State.READ if upload.doubts:
            return f"{upload.rows} 行，{upload.doubts} 处待问"
        case State.READ | State.CONFIRMED if upload.rows:
            return f"{upload.rows} 行"
        case _:
            return upload.message
