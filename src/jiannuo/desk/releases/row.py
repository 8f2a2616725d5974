"""One row of a release, or its bulletin: each text as it stands, marked, beside what will be public."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from jiannuo.bulletins.models import Ground, Openness
from jiannuo.desk.pages import page
from jiannuo.desk.releases.shown import seen, stands, texts_shown
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.publishing.actions.publish import withdraw_task
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import ReleasedRow


@require_safe
def row(request: HttpRequest, release: int, row: int) -> HttpResponse:
    """Show a row."""
    actor = visitor(request)
    found = seen(actor, release)
    one = _row(found.rows.filter(pk=row).first())
    content = one.content
    context = {
        "release": stands(actor, found),
        "row": one,
        "texts": list(texts_shown(content, one.redactions)),
        "organisations": content["organisations"],
        "leaders": content["leaders"],
        "inside": one.withdrawn or one.openness != Openness.PUBLIC,
        "choices": Openness.choices[1:],
        "grounds": Ground.choices,
    }
    return page(request, "desk/releases/row.html", context)


@require_safe
def bulletin(request: HttpRequest, release: int) -> HttpResponse:
    """Show the release's bulletin."""
    actor = visitor(request)
    found = seen(actor, release)
    if found.bulletin is None:
        raise Http404
    shown = list(texts_shown(found.bulletin_content, found.bulletin_redactions))
    context = {
        "release": stands(actor, found),
        "row": None,
        "title": str(found.bulletin),
        "texts": [one for one in shown if one.redactions or one.label.startswith(("标题", "正文"))],
    }
    return page(request, "desk/releases/row.html", context)


@require_POST
def withdraw(request: HttpRequest, release: int, row: int) -> HttpResponse:
    """Take a published promise back at once."""
    actor = visitor(request)
    found = seen(actor, release)
    one = _row(found.rows.filter(pk=row).first())
    try:
        withdraw_task(
            actor, one.task_id, found.place, request.POST.get("why", ""), now=now(found.place)
        )
    except ReleaseRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "已撤下。原来的网址还在，上面写着撤下的理由。")
    return redirect("desk:release_row", found.pk, one.pk)


def _row(found: ReleasedRow | None) -> ReleasedRow:
    if found is None:
        raise Http404
    return found
