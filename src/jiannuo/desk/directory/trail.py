"""The whole trail and its proof, for the auditing administrator."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.heads import IllegibleHeadError, line_of, present_head, read_heads
from jiannuo.history.queries import latest, verify

_SHOWN: Final = 200


@require_http_methods(["GET", "POST"])
def trail(request: HttpRequest) -> HttpResponse:
    """Show the latest entries; verify every link when asked to, against heads written down before."""
    actor = visitor(request)
    require(actor, Act.READ_TRAIL)
    text = request.GET.get("text", "").strip()
    before = request.GET.get("before", "")
    lines = trail_of(latest(_SHOWN, before=int(before) if before.isdecimal() else None, text=text))
    context: dict[str, Any] = {
        "tabs": tabs(actor),
        "trail": lines,
        "text": text,
        "older": lines[-1]["sequence"] if len(lines) == _SHOWN else None,
    }
    if request.method == "POST":
        context |= _verified(request.POST.get("heads", ""))
    return page(request, "desk/directory/trail.html", context)


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """Send the present head as a line of text, to be kept elsewhere."""
    require(visitor(request), Act.READ_TRAIL)
    head = present_head(timezone.now())
    response = HttpResponse(
        line_of(head) + "\n" if head else "", content_type="text/plain; charset=utf-8"
    )
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="jiannuo-head-{day}.txt"'
    response["Cache-Control"] = "no-store"
    return response


def _verified(text: str) -> dict[str, Any]:
    """Verify the chain against the lines that were pasted in, and write the present head down."""
    try:
        written = read_heads(text)
    except IllegibleHeadError as error:
        return {"heads": text, "illegible": str(error)}
    head = present_head(timezone.now())
    return {
        "heads": text,
        "written": len(written),
        "verification": verify(written),
        "line": line_of(head) if head else "",
    }
