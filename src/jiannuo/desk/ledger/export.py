"""A filtered ledger as a file, in the office's own columns."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jiannuo.core.rendering import MEDIA_TYPES, render
from jiannuo.desk.ledger.grid import EXPORTS, filters_of
from jiannuo.desk.ledger.state import GridState
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import span_from_key
from jiannuo.reporting.queries.documents import document


@require_safe
def export(request: HttpRequest, plan: int, kind: str) -> HttpResponse:
    """Hand out what the grid shows under the same address, all pages of it."""
    if kind not in dict(EXPORTS):
        raise Http404
    actor = visitor(request)
    if not holds(actor, Act.EXPORT):
        raise NotAllowedError(Act.EXPORT)
    state = GridState.read(request.GET)
    try:
        written = document(
            actor,
            plan,
            filters_of(state),
            sort=state.sort or "number",
            span=span_from_key(state.period),
        )
    except Plan.DoesNotExist as error:
        raise Http404 from error
    response = HttpResponse(render(written, kind), content_type=MEDIA_TYPES[kind])
    title = written.title or Plan.objects.values_list("title", flat=True).get(pk=plan)
    name = f"{title}{'（筛选）' if state.filtered else ''}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response
