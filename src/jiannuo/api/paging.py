"""Long lists in pages: how many there are, and links to the pages before and behind (RFC 8288)."""

from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from jiannuo.api.addresses import site_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST: Final = 500
_FARTHEST: Final = 10_000_000

Limit = Annotated[
    int,
    Query(
        50,
        ge=1,
        le=LONGEST,
        title="每页条数",
        description=f"每页最多几条，1 至 {LONGEST}",
        examples=[50],
    ),
]
Offset = Annotated[
    int,
    Query(0, ge=0, le=_FARTHEST, title="跳过条数", description="跳过前面几条", examples=[0]),
]
Row = TypeVar("Row")


class Listed(BaseModel):
    """What every page of a list says of itself."""

    model_config = ConfigDict(extra="forbid")
    total: int = Field(title="总数", description="符合条件的一共多少条", examples=[124])
    limit: int = Field(title="每页条数", description="每页最多几条", examples=[50])
    offset: int = Field(title="跳过条数", description="跳过了前面几条", examples=[0])
    next: str | None = Field(
        title="下一页",
        description="下一页的地址；没有的为空",
        examples=["https://example.gov.cn/api/v1/tasks?limit=50&offset=50"],
    )


def page_of(
    request: HttpRequest,
    response: HttpResponse,
    rows: "QuerySet[Any, Row]",
    *,
    total: int,
    limit: int,
    offset: int,
) -> tuple[list[Row], dict[str, Any]]:
    """Return a page's rows and what it says of itself; its links go into the response's head."""
    links = {"first": 0, "last": max(total - 1, 0) // limit * limit}
    if offset:
        links["prev"] = max(offset - limit, 0)
    if offset + limit < total:
        links["next"] = offset + limit
    addresses = {name: _address(request, limit, at) for name, at in links.items()}
    response["Link"] = ", ".join(f'<{to}>; rel="{name}"' for name, to in addresses.items())
    said = {"total": total, "limit": limit, "offset": offset, "next": addresses.get("next")}
    return list(rows[offset : offset + limit]), said


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{site_of(request)}{request.path}?{query.urlencode()}"
