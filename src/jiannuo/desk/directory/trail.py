"""The whole trail and its proof, for the auditing administrator."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, require
from jiannuo.history.queries import latest, verify

_SHOWN: Final = 200


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Show the latest entries; with ``?verify=1`` every link is recomputed."""
    actor = visitor(request)
    require(actor, Act.READ_TRAIL)
    context = {
        "tabs": tabs(actor),
        "trail": trail_of(latest(_SHOWN)),
        "verification": verify() if request.GET.get("verify") else None,
    }
    return page(request, "desk/directory/trail.html", context)
