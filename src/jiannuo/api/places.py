"""Places and what they released when."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from jiannuo.api import paging
from jiannuo.api.parameters import PlaceFilter, PlaceSlug
from jiannuo.api.reading import edition, reader
from jiannuo.publishing.models.published import PublicPlace
from jiannuo.publishing.opendata.records import Edition, Place
from jiannuo.publishing.queries import public

router = Router(tags=["地区"])


class Places(paging.Listed):
    """A page of places."""

    places: list[Place] = Field(title="地区", description="这一页的地区")


class Editions(paging.Listed):
    """A page of releases."""

    editions: list[Edition] = Field(title="发布", description="这一页的发布，最近的在前")


@router.get(
    "/places",
    response=Places,
    url_name="places",
    summary="地区列表",
    operation_id="listPlaces",
    description="列出发布过数据的地区。",
)
def places(
    request: HttpRequest,
    response: HttpResponse,
    limit: paging.Limit = 50,
    offset: paging.Offset = 0,
) -> dict[str, Any]:
    """List places."""
    found = public.places()
    rows, said = paging.page_of(
        request, response, found, total=found.count(), limit=limit, offset=offset
    )
    read = reader(request, rows)
    return {**said, "places": [read.place(row) for row in rows]}


@router.get(
    "/places/{slug:place}",
    response=Place,
    url_name="place",
    summary="一个地区",
    operation_id="getPlace",
    description="给出一个地区的公开机构、意见反映渠道、使用条件和下载地址。",
)
def place(request: HttpRequest, place: PlaceSlug) -> dict[str, Any]:
    """Give one place."""
    row = place_of(place)
    return reader(request, [row]).place(row)


@router.get(
    "/editions",
    response=Editions,
    url_name="editions",
    summary="历次发布",
    operation_id="listEditions",
    description="列出历次发布和更正，最近的在前。",
)
def editions(
    request: HttpRequest,
    response: HttpResponse,
    place: PlaceFilter = "",
    limit: paging.Limit = 50,
    offset: paging.Offset = 0,
) -> dict[str, Any]:
    """List releases."""
    found = public.editions()
    if place:
        found = found.filter(place__slug=place)
    rows, said = paging.page_of(
        request,
        response,
        found.order_by("-published_at", "-pk"),
        total=found.count(),
        limit=limit,
        offset=offset,
    )
    return {**said, "editions": [edition(row) for row in rows]}


def place_of(slug: str) -> PublicPlace:
    """Return the place of an address. Raises Http404."""
    found = public.place(slug)
    if found is None:
        raise Http404(f"没有代号为“{slug}”的地区。")
    return found
