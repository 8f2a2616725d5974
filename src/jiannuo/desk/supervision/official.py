"""Official documents handed out as files; the office's own fonts come first."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from jiannuo.core.rendering import MEDIA_TYPES
from jiannuo.core.rendering.official import OfficialDocument, render_official
from jiannuo.core.rendering.official.faces import NoFontError

_TYPES: Final = {"docx": MEDIA_TYPES["docx"], "pdf": "application/pdf"}


def handed_out_officially(
    request: HttpRequest,
    document: OfficialDocument,
    filled: Callable[[], bytes | None],
    *,
    kind: str,
    name: str,
    back: str,
) -> HttpResponse:
    """Hand out a document as docx or pdf; without Chinese fonts say so on the page it was asked from.

    `filled` gives it in the office's own Word template, None where there is none.
    """
    folder = Path(settings.JIANNUO_HOME) / "fonts"
    fonts = [folder] if folder.is_dir() else []
    try:
        content = filled() if kind == "docx" else None
        if content is None:
            content = render_official(document, kind, fonts=fonts).content
    except NoFontError as error:
        messages.error(request, str(error))
        return redirect(back)
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{kind}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
