"""An office's own Word templates: which are in use, handing one in, a sample to begin with."""

from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.template_fields import LARGEST
from jiannuo.core.rendering import MEDIA_TYPES
from jiannuo.core.rendering.templates import sample
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.actions.add_template import TemplateRefusedError, add_template
from jiannuo.documents.actions.retire_template import retire_template
from jiannuo.documents.models import Template, TemplateUse
from jiannuo.documents.queries.templates import templates_visible_to
from jiannuo.documents.store import content_of
from jiannuo.documents.template_fields import FIELDS

_LONGEST_NAME: Final = 80


@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest, place: int) -> HttpResponse:
    """List a place's templates by use; a POST hands one in, checked at once."""
    actor = visitor(request)
    found = _place(actor, place)
    problems: list[str] = []
    if request.method == "POST":
        problems = _hand_in(request, actor, found)
        if not problems:
            return redirect("desk:templates", place)
    rows = list(Template.objects.filter(place=found).select_related("file"))
    context = {
        "place": found,
        "uses": [
            {
                "value": use.value,
                "label": use.label,
                "templates": [one for one in rows if one.use == use],
                "fields": FIELDS[use],
            }
            for use in TemplateUse
        ],
        "problems": problems,
        "chosen": request.POST.get("use", ""),
    }
    return page(request, "desk/bulletins/templates.html", context, status=422 if problems else 200)


def _hand_in(request: HttpRequest, actor: Actor, place: Place) -> list[str]:
    """Take the sent template into use; return what is wrong with it."""
    file, use = request.FILES.get("file"), request.POST.get("use", "")
    if not isinstance(file, UploadedFile) or use not in TemplateUse.values:
        return ["还没有选择用途和文件。"]
    name = (request.POST.get("name", "").strip() or (file.name or "").removesuffix(".docx"))[
        :_LONGEST_NAME
    ]
    try:
        kept = add_template(
            actor,
            place,
            TemplateUse(use),
            name=name,
            file_name=file.name or "模板.docx",
            content=file.read(LARGEST + 1),
        )
    except TemplateRefusedError as error:
        return error.problems
    except (Forbidden, Unreadable) as error:
        return [str(error)]
    messages.success(request, f"已启用{kept.get_use_display()}模板“{kept.name}”。")
    return []


@require_safe
def sample_template(request: HttpRequest, place: int, use: str) -> HttpResponse:
    """Hand out a template to begin with: every field of a use, and what it means."""
    _place(visitor(request), place)
    if use not in TemplateUse.values:
        raise Http404
    chosen = TemplateUse(use)
    fields = [(one.name, one.meaning, one.block) for one in FIELDS[chosen]]
    return _file(sample(chosen.label, fields), f"{chosen.label}模板样例.docx")


@require_safe
def template_file(request: HttpRequest, place: int, template: int) -> HttpResponse:
    """Hand out a template as it was handed in."""
    found = _template(visitor(request), place, template)
    return _file(content_of(found.file.sha256), f"{found.name}.docx")


@require_POST
def retire_one(request: HttpRequest, place: int, template: int) -> HttpResponse:
    """Put a template away, or take it up again."""
    found = _template(visitor(request), place, template)
    again = request.POST.get("again") == "1"
    retire_template(visitor(request), found, active=again)
    messages.success(request, f"已{'启用' if again else '停用'}模板“{found.name}”。")
    return redirect("desk:templates", place)


def _place(actor: Actor, pk: int) -> Place:
    require(actor, Act.COMPOSE, Subject(place=pk))
    found = Place.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _template(actor: Actor, place: int, pk: int) -> Template:
    _place(actor, place)
    found = templates_visible_to(actor).filter(pk=pk, place=place).first()
    if found is None:
        raise Http404
    return found


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES["docx"])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response
