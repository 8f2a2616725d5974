"""The list as a file: 附件1 and 附件2, in Word or Excel."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jiannuo.core.mapping.decomposition import TaskKind
from jiannuo.core.rendering import MEDIA_TYPES, render
from jiannuo.desk.intake.upload import upload_or_404
from jiannuo.intake.decomposition.listing import annexes
from jiannuo.intake.decomposition.queries import draft_of_upload, values_of

FORMS: Final = ("docx", "xlsx")


@require_safe
def annex(request: HttpRequest, upload: int, form: str) -> HttpResponse:
    """Hand the list out as it stands; ``?kind=report`` or ``pledges`` for one annex alone."""
    found = upload_or_404(request, upload)
    stored = draft_of_upload(found)
    kind = request.GET.get("kind", "")
    if form not in FORMS or stored is None or kind not in {"", *TaskKind}:
        raise Http404
    draft = values_of(stored)
    document = annexes(draft, found.name, TaskKind(kind) if kind else None)
    if not document.tables:
        raise Http404
    response = HttpResponse(render(document, form), content_type=MEDIA_TYPES[form])
    name = f"{document.tables[0].caption if kind else document.title}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response
