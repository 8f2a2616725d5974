"""Which column of a table is what: chosen on a reading's page, the whole table read anew."""

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jiannuo.desk.intake.deeds import sentences
from jiannuo.desk.intake.upload import tell, upload_or_404
from jiannuo.desk.visitors import visitor
from jiannuo.intake.errors import ChangeDoesNotFitError
from jiannuo.intake.profiles.actions.remap import remap, undo_remap

KEPT: Final = "="
"""What a column's list sends where nobody chose anything."""


@require_POST
@sentences
def assign(request: HttpRequest, upload: int) -> HttpResponse:
    """Read a table anew as its columns were chosen."""
    found = upload_or_404(request, upload)
    table = request.POST.get("table", "")
    if not (table.isascii() and table.isdigit() and len(table) < 6):  # noqa: PLR2004
        raise ChangeDoesNotFitError("文件里没有这张表，可能已重新读取。请刷新页面后再改。")
    aside = request.POST.get("aside") == "1"
    columns = {} if aside else dict(_chosen(request))
    remap(visitor(request), found, int(table), columns, aside=aside)
    said = "这张表不再当作任务表" if aside else "已按新的栏目对应重新读取整张表"
    tell(request, f"{said}。下次收到同样的表，会自动这样对应。")
    return redirect(f"{reverse('desk:upload', args=[found.pk])}#columns")


def _chosen(request: HttpRequest) -> Iterator[tuple[int, str]]:
    for name, value in request.POST.items():
        place = name.removeprefix("c-")
        if name != place and place.isascii() and place.isdigit() and value != KEPT:
            yield int(place), str(value)


@require_POST
@sentences
def undo(request: HttpRequest, upload: int) -> HttpResponse:
    """Take the last assignment back."""
    found = upload_or_404(request, upload)
    undo_remap(visitor(request), found)
    tell(request, "已撤销栏目对应，按原来的读法重新读取，也不再记住这次的对应。")
    return redirect(f"{reverse('desk:upload', args=[found.pk])}#columns")
