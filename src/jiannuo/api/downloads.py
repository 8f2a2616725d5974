"""The downloads: everything of a place or a plan as one file."""

import hashlib
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import Path, Router

from jiannuo import __version__
from jiannuo.api import exporting
from jiannuo.api.parameters import PlaceSlug, PlanSlug
from jiannuo.api.places import place_of
from jiannuo.api.plans import plan_of
from jiannuo.api.problems import Refused
from jiannuo.api.reading import Reader, Values, conditions_of, reader
from jiannuo.publishing.models.published import PublicPlace, PublicTask
from jiannuo.publishing.opendata.files import CSV, FILE, FILES, XLSX
from jiannuo.publishing.queries import public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

router = Router(tags=["下载"])

MOST_IN_A_WORKBOOK: Final = 10_000
"""Promises that a workbook holds: beyond them it takes minutes to write and to open."""

FileName = Annotated[
    Literal[
        "data.xlsx",
        "tasks.csv",
        "organisations.csv",
        "progress.csv",
        "figures.csv",
        "changes.csv",
        "data.json",
        "data.sqlite3",
        "dictionary.csv",
    ],
    Path(title="文件名", description="要下载的文件", examples=["tasks.csv"]),
]
_ANSWER: Final = {
    "responses": {
        200: {
            "headers": {
                "Content-Disposition": {"description": "文件名", "schema": {"type": "string"}}
            },
            "content": {
                media_type: {"schema": {"type": "string", "contentMediaType": media_type}}
                if media_type != "application/json"
                else {"schema": {"type": "object"}}
                for media_type in dict.fromkeys(file.media_type for file in FILES)
            },
        }
    }
}


@router.get(
    "/places/{slug:place}/files/{name}",
    url_name="place_file",
    summary="下载一个地区的数据",
    operation_id="downloadPlace",
    openapi_extra=_ANSWER,
    description="下载一个地区全部计划的数据。CSV 为 UTF-8（带 BOM），可直接用 Excel、WPS 打开。",
)
def place_file(request: HttpRequest, place: PlaceSlug, name: FileName) -> HttpResponseBase:
    """Give a file of all of a place's data."""
    row = place_of(place)
    tasks = public.tasks().filter(plan__place=row)
    return _file(request, name, row, row.full_name, tasks, stem=row.slug)


@router.get(
    "/plans/{slug:place}/{slug:plan}/files/{name}",
    url_name="plan_file",
    summary="下载一个计划的数据",
    operation_id="downloadPlan",
    openapi_extra=_ANSWER,
    description="下载一个计划的数据。CSV 为 UTF-8（带 BOM），可直接用 Excel、WPS 打开。",
)
def plan_file(
    request: HttpRequest, place: PlaceSlug, plan: PlanSlug, name: FileName
) -> HttpResponseBase:
    """Give a file of a plan's data."""
    row = plan_of(place, plan)
    tasks = public.tasks(row)
    return _file(request, name, row.place, row.title, tasks, stem=f"{row.place.slug}-{row.slug}")


def _file(
    request: HttpRequest,
    name: str,
    place: PublicPlace,
    title: str,
    tasks: "QuerySet[PublicTask]",
    *,
    stem: str,
) -> HttpResponseBase:
    file = FILE[name]
    read = reader(request, [place])
    about = _about(read, place, title)
    if file.media_type == XLSX and tasks.count() > MOST_IN_A_WORKBOOK:
        raise Refused(
            422,
            f"任务超过 {MOST_IN_A_WORKBOOK:,} 项，Excel 打不开这么大的文件，请下载 CSV 或 JSON。",
        )
    etag = _validator(tasks, name, about)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    writers: dict[str, Callable[[], Iterable[bytes]]] = {
        "data.xlsx": lambda: [
            exporting.xlsx_of(list(exporting.in_full(tasks, read)), _said(about))
        ],
        "data.json": lambda: exporting.json_of(about, exporting.in_full(tasks, read)),
        "data.sqlite3": lambda: exporting.sqlite_of(exporting.in_full(tasks, read), _said(about)),
        "dictionary.csv": exporting.dictionary_csv,
    }
    table = name.removesuffix(".csv")
    write = writers.get(name, lambda: exporting.csv_of(table, tasks, read))
    response = StreamingHttpResponse(
        write(), content_type=f"{CSV}; charset=utf-8" if file.media_type == CSV else file.media_type
    )
    response["Content-Disposition"] = f'attachment; filename="{stem}-{name}"'
    response["ETag"] = etag
    return response


def _about(read: Reader, place: PublicPlace, title: str) -> Values:
    edition = read.newest.get(place.pk)
    return {
        "title": title,
        "publisher": place.office or place.full_name,
        "edition": edition.number if edition else None,
        "published_at": edition.published_at.isoformat() if edition else None,
        "conditions": conditions_of(place),
        "complain_at": place.complain_at,
        "address": read.at("api:place", place.slug),
    }


_NAMES: Final = {
    "title": "名称",
    "publisher": "发布机构",
    "edition": "第几次发布",
    "published_at": "发布时间",
    "conditions": "使用条件",
    "complain_at": "意见反映渠道",
    "address": "数据地址",
}


def _said(about: Values) -> list[tuple[str, Any]]:
    return [(_NAMES[key], value) for key, value in about.items()]


def _validator(tasks: "QuerySet[PublicTask]", name: str, about: Values) -> str:
    """Return a validator without writing the file: released data changes only with a release."""
    newest = tasks.order_by("-released_at").values_list("released_at", flat=True).first()
    parts = (__version__, name, newest, tasks.count(), sorted(about.items()))
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
