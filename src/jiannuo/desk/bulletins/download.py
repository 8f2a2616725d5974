"""A bulletin as a file: docx, pdf, xlsx, html; and the page that says what to know before printing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jiannuo.bulletins.paper import KINDS, draft_word, font_folders, paper_of, render_bulletin
from jiannuo.core.rendering import Unrenderable
from jiannuo.core.rendering.official import font_warnings
from jiannuo.core.rendering.official.faces import NoFontError
from jiannuo.desk.bulletins.reading import readable
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor

_WORDS = {
    "docx": ("Word 文件", "按公文格式排好，字体用本单位电脑上的，可以再改"),
    "pdf": ("PDF 文件", "按公文格式排好，字体嵌在文件里，直接打印"),
    "xlsx": ("Excel 文件", "只有附表"),
    "html": ("网页文件", "便于复制到别处"),
}


@require_safe
def bulletin_files(request: HttpRequest, bulletin: int) -> HttpResponse:
    """List the files that a bulletin can be had as."""
    found = readable(visitor(request), bulletin)
    context = {
        "one": found,
        "draft": draft_word(found),
        "notes": paper_of(found).notes,
        "fonts": _font_words(),
        "files": [
            {"kind": kind, "label": _WORDS[kind][0], "note": _WORDS[kind][1]} for kind in KINDS
        ],
    }
    return page(request, "desk/bulletins/files.html", context)


def _font_words() -> tuple[str, ...]:
    """Say what stands in for the fonts that the server lacks."""
    try:
        return font_warnings(font_folders())
    except NoFontError as error:
        return (str(error),)


@require_safe
def bulletin_file(request: HttpRequest, bulletin: int, kind: str) -> HttpResponse:
    """Hand a bulletin out as a file; what stands in for a missing font is said on a page first."""
    found = readable(visitor(request), bulletin)
    if kind not in KINDS:
        raise Http404
    try:
        made = render_bulletin(found, kind)
    except (NoFontError, Unrenderable) as error:
        context = {"one": found, "label": _WORDS[kind][0], "fault": str(error)}
        return page(request, "desk/bulletins/file_refused.html", context, status=422)
    response = HttpResponse(made.content, content_type=KINDS[kind])
    title = str(found).replace("\n", "")
    mark = f"（{draft_word(found)}）" if draft_word(found) else ""
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{title}{mark}.{kind}"
    )
    response["Cache-Control"] = "no-store"
    return response
