"""Plans: the released lists of promises."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from jiannuo.api import paging
from jiannuo.api.parameters import PlaceFilter, PlaceSlug, PlanSlug
from jiannuo.api.places import place_of
from jiannuo.api.reading import reader
from jiannuo.publishing.models.published import PublicPlan
from jiannuo.publishing.opendata.records import Plan
from jiannuo.publishing.queries import public

router = Router(tags=["计划"])

Year = Annotated[
    int | None,
    Query(None, ge=1949, le=2999, title="年度", description="只要这个年度的计划", examples=[2023]),
]


class Plans(paging.Listed):
    """A page of plans."""

    plans: list[Plan] = Field(title="计划", description="这一页的计划，年度近的在前")


@router.get(
    "/plans",
    response=Plans,
    url_name="plans",
    summary="计划列表",
    operation_id="listPlans",
    description="列出已发布的计划，以及各种完成情况的任务数。",
)
def plans(
    request: HttpRequest,
    response: HttpResponse,
    *,
    place: PlaceFilter = "",
    year: Year = None,
    limit: paging.Limit = 50,
    offset: paging.Offset = 0,
) -> dict[str, Any]:
    """List plans."""
    found = public.plans()
    if place:
        found = found.filter(place__slug=place)
    if year is not None:
        found = found.filter(year=year)
    rows, said = paging.page_of(
        request, response, found, total=found.count(), limit=limit, offset=offset
    )
    read = reader(request, (row.place for row in rows))
    return {**said, "plans": [read.plan(row) for row in rows]}


@router.get(
    "/plans/{slug:place}/{slug:plan}",
    response=Plan,
    url_name="plan",
    summary="一个计划",
    operation_id="getPlan",
    description="给出一个计划，各种完成情况的任务数和下载地址。",
)
def plan(request: HttpRequest, place: PlaceSlug, plan: PlanSlug) -> dict[str, Any]:
    """Give one plan."""
    row = plan_of(place, plan)
    return reader(request, [row.place]).plan(row)


def plan_of(place: str, slug: str) -> PublicPlan:
    """Return the plan of an address. Raises Http404."""
    found = public.plan(place_of(place), slug)
    if found is None:
        raise Http404(f"这个地区没有代号为“{slug}”的计划。")
    return found
