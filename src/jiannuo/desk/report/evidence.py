"""Files beside a line: attached, shown, taken away."""

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from jiannuo.desk.report.access import line_for
from jiannuo.desk.visitors import visitor
from jiannuo.documents.models import SourceFile
from jiannuo.documents.store import content_of
from jiannuo.intake.actions.receive import too_large
from jiannuo.intake.actions.receive_attachment import AttachmentRefusedError, receive_attachment
from jiannuo.intake.names import clean_name
from jiannuo.reporting.actions.submission.errors import SheetError
from jiannuo.reporting.actions.submission.evidence import (
    attach_evidence,
    remove_evidence,
    require_room,
)
from jiannuo.reporting.queries.submissions import evidence_visible_to, lines_visible_to

if TYPE_CHECKING:
    from django.core.files import File as AnyFile

_SHOWN: Final = {"png": "image/png", "jpeg": "image/jpeg", "pdf": "application/pdf"}
"""What a browser shows by itself; the type is what the bytes were found to be, never the name's."""


@require_POST
def attach(request: HttpRequest, line: int) -> HttpResponse:
    """Take files in beside a line; each is checked by itself, and refused by itself."""
    actor = visitor(request)
    found = line_for(actor, line)
    taken = 0
    files = request.FILES.getlist("file")
    for sent in files:
        try:
            require_room(actor, found)
            file = receive_attachment(
                actor, found.submission.round.place, name=sent.name or "", content=content(sent)
            )
            attach_evidence(actor, found, file, file_name(sent))
            taken += 1
        except (SheetError, AttachmentRefusedError) as error:
            messages.error(request, str(error))
    if taken:
        messages.success(request, f"已附上 {taken} 个文件。")
    elif not files:
        messages.error(request, "没有选文件。佐证材料不是必填，可以不附。")
    return redirect("desk:line", line)


@require_safe
def file(request: HttpRequest, evidence: int) -> HttpResponse:
    """Show a picture or a PDF, hand out anything else; nothing in it may run on our pages."""
    found = evidence_visible_to(visitor(request)).select_related("file").filter(pk=evidence).first()
    if found is None:
        raise Http404
    return handed_out(found.file, found.name)


def handed_out(file: SourceFile, name: str) -> HttpResponse:
    """Return a kept file with a type that nobody can have forged, and rights to nothing."""
    shown = _SHOWN.get(file.format)
    response = HttpResponse(
        content_of(file.sha256), content_type=shown or "application/octet-stream"
    )
    way = content_disposition_header(as_attachment=shown is None, filename=name)
    response["Content-Disposition"] = way or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def remove(request: HttpRequest, evidence: int) -> HttpResponse:
    """Take a file away from a line that is being written."""
    actor = visitor(request)
    own = lines_visible_to(actor)
    found = (
        evidence_visible_to(actor)
        .filter(pk=evidence, line__in=own)
        .select_related("line__submission__round", "line__task", "file")
        .first()
    )
    if found is None:
        raise Http404
    line_for(actor, found.line_id)
    try:
        remove_evidence(actor, found)
        messages.success(request, f"已移除“{found.name}”。")
    except SheetError as error:
        messages.error(request, str(error))
    return redirect("desk:line", found.line_id)


def content(sent: "AnyFile[bytes]") -> bytes:
    """Return an uploaded file's bytes. Raises AttachmentRefusedError for one over the limit.

    Of such a file the upload handler keeps only the size.
    """
    found: bytes = sent.read()
    if sent.size and len(found) < sent.size:
        raise AttachmentRefusedError(too_large(file_name(sent)))
    return found


def file_name(sent: "AnyFile[bytes]") -> str:
    """Return the name under which a file is shown."""
    return clean_name(sent.name or "")
