"""The security administrator's page for a file that turned out to be a state secret.

Who purges sees whose file it is and what will go, and nothing of what stands in it.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiannuo.desk.directory.tabs import tabs
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, require
from jiannuo.documents.models import SourceFile
from jiannuo.intake.errors import NotReadyError
from jiannuo.publishing.actions.purge import purge as purge_file

_DIGITS: Final = 18
_COUNTED: Final = {
    "reports": "份进展",
    "letters": "份函件",
    "closings": "份销号申请",
    "bulletins": "份通报",
    "public_tasks": "项已公开的任务（公开网站已改为依法不予公开）",
    "public_bulletins": "份已公开的通报",
}


@require_http_methods(["GET", "POST"])
def purge(request: HttpRequest) -> HttpResponse:
    """Look a file up by its number or SHA-256, show what would go, and purge it on confirmation."""
    actor = visitor(request)
    require(actor, Act.PURGE)
    asked = (request.POST if request.method == "POST" else request.GET).get("file", "").strip()
    found = _found(asked)
    context: dict[str, Any] = {
        "tabs": tabs(actor),
        "asked": asked,
        "files": _described(found),
        "missing": bool(asked) and found is None,
        "reason": request.POST.get("reason", ""),
    }
    if request.method == "POST" and found is not None:
        try:
            removed = purge_file(actor, found, request.POST.get("reason", ""))
        except NotReadyError as error:
            context["error"] = str(error)
        else:
            messages.success(
                request,
                f"已清除：原件和读出的内容，涉及 {_counted(removed)}。"
                "留痕里有记录。备份、已导出和已发出的文件请另行处理。",
            )
            return redirect(reverse("desk:purge"))
    return page(request, "desk/documents/purge.html", context)


def _counted(removed: Mapping[str, int]) -> str:
    """Say what went; of what there was none, nothing."""
    found = [f"{removed[key]} {word}" for key, word in _COUNTED.items() if removed.get(key)]
    return "、".join([f"{removed['tasks']} 项任务", *found])


def _found(asked: str) -> SourceFile | None:
    if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS:
        return SourceFile.objects.filter(pk=int(asked)).first()
    return SourceFile.objects.filter(sha256=asked.lower()).first() if asked else None


def _described(found: SourceFile | None) -> list[dict[str, Any]]:
    """Return every place's row of the same bytes: all of them go together."""
    if found is None:
        return []
    rows = SourceFile.objects.filter(sha256=found.sha256).select_related("place").order_by("pk")
    return [
        {
            "number": row.pk,
            "place": row.place.full_name,
            "by": row.added_by,
            "at": row.added_at,
            "size": row.size,
            "parses": row.parses.count(),
            "purged_at": row.purged_at,
            "purged_by": row.purged_by,
            "reason": row.purge_reason,
        }
        for row in rows
    ]
