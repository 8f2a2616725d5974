"""Organisations that answer for promises, with their public contact."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from jiannuo.api import paging
from jiannuo.api.parameters import OrganisationSlug, PlaceFilter, PlaceSlug
from jiannuo.api.places import place_of
from jiannuo.api.reading import reader
from jiannuo.publishing.opendata.records import Organisation
from jiannuo.publishing.queries import public

router = Router(tags=["单位"])


class Organisations(paging.Listed):
    """A page of organisations."""

    organisations: list[Organisation] = Field(title="单位", description="这一页的单位")


@router.get(
    "/organisations",
    response=Organisations,
    url_name="organisations",
    summary="单位列表",
    operation_id="listOrganisations",
    description="列出负责任务的单位。某个单位的任务，请用任务列表的 organisation 参数查询。",
)
def organisations(
    request: HttpRequest,
    response: HttpResponse,
    place: PlaceFilter = "",
    limit: paging.Limit = 50,
    offset: paging.Offset = 0,
) -> dict[str, Any]:
    """List organisations."""
    found = public.organisations()
    if place:
        found = found.filter(place__slug=place)
    rows, said = paging.page_of(
        request,
        response,
        found.order_by("place_id", "sort_key", "name", "pk"),
        total=found.count(),
        limit=limit,
        offset=offset,
    )
    read = reader(request, ())
    return {**said, "organisations": [read.organisation(row) for row in rows]}


@router.get(
    "/organisations/{slug:place}/{slug:organisation}",
    response=Organisation,
    url_name="organisation",
    summary="一个单位",
    operation_id="getOrganisation",
    description="给出一个单位和它的公开电话。",
)
def organisation(
    request: HttpRequest, place: PlaceSlug, organisation: OrganisationSlug
) -> dict[str, Any]:
    """Give one organisation."""
    found = public.organisation(place_of(place), organisation)
    if found is None:
        raise Http404(f"这个地区没有代号为“{organisation}”的单位。")
    return reader(request, ()).organisation(found)
