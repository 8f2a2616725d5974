"""The first page of administration differs by what its visitor looks after."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.permissions import Act, NotAllowedError, may


@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """Go to the trail, the users or the organisations."""
    actor = visitor(request)
    if not holds(actor, Act.SEE_DIRECTORY):
        raise NotAllowedError(Act.SEE_DIRECTORY)
    if may(actor, Act.READ_TRAIL):
        return redirect("desk:trail")
    return redirect("desk:users" if may(actor, Act.SEE_DIRECTORY) else "desk:organisations")
