"""Bulletins that were made public."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from jiannuo.api import paging
from jiannuo.api.parameters import BulletinSlug, PlaceFilter, PlaceSlug
from jiannuo.api.places import place_of
from jiannuo.api.reading import reader
from jiannuo.publishing.opendata.bulletins import Bulletin, BulletinInFull
from jiannuo.publishing.queries import public

router = Router(tags=["通报"])


class Bulletins(paging.Listed):
    """A page of bulletins."""

    bulletins: list[Bulletin] = Field(title="通报", description="这一页的通报，最近的在前")


@router.get(
    "/bulletins",
    response=Bulletins,
    url_name="bulletins",
    summary="通报列表",
    operation_id="listBulletins",
    description="列出公开的通报，最近的在前；撤回、更正的也保留，并写明理由。",
)
def bulletins(
    request: HttpRequest,
    response: HttpResponse,
    place: PlaceFilter = "",
    limit: paging.Limit = 50,
    offset: paging.Offset = 0,
) -> dict[str, Any]:
    """List bulletins."""
    found = public.bulletins().select_related("corrected_by")
    if place:
        found = found.filter(place__slug=place)
    rows, said = paging.page_of(
        request, response, found, total=found.count(), limit=limit, offset=offset
    )
    read = reader(request, (row.place for row in rows))
    return {**said, "bulletins": [read.bulletin(row) for row in rows]}


@router.get(
    "/bulletins/{slug:place}/{slug:bulletin}",
    response=BulletinInFull,
    url_name="bulletin",
    summary="一份通报",
    operation_id="getBulletin",
    description="给出一份通报的正文、附件表格和它提到的任务。",
)
def bulletin(request: HttpRequest, place: PlaceSlug, bulletin: BulletinSlug) -> dict[str, Any]:
    """Give one bulletin in full."""
    row = public.bulletin(place_of(place), bulletin)
    if row is None:
        raise Http404(f"这个地区没有代号为“{bulletin}”的通报。")
    return reader(request, [row.place]).bulletin_in_full(row)
