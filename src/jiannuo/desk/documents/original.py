"""Hand out a source file as it was given."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.documents.models import SourceFile
from jiannuo.documents.store import content_of


@require_safe
def original(request: HttpRequest, file: int) -> HttpResponse:
    """Hand out the bytes, always as an attachment: nothing in them may run on our pages."""
    found = get_object_or_404(SourceFile, pk=file)
    if found.purged_at or not may(
        visitor(request), Act.SEE_WHOLE_SOURCE, Subject(place=found.place_id)
    ):
        raise Http404
    response = HttpResponse(content_of(found.sha256), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=found.name
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
