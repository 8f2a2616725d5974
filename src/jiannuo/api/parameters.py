"""The parameters that operations take, each with what it means."""

import re
from datetime import datetime
from typing import Annotated, Final, Literal

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from ninja import Path, Query, Schema
from pydantic import BeforeValidator, Field, StringConstraints

PlaceSlug = Annotated[
    str, Path(title="地区代号", description="地区的代号，见“地区”", examples=["linzi"])
]
PlanSlug = Annotated[
    str, Path(title="计划代号", description="计划的代号，见“计划”", examples=["2023-report"])
]
TaskId = Annotated[
    str, Path(title="任务编号", description="任务的永久编号", examples=["linzi-2023-0007"])
]
OrganisationSlug = Annotated[
    str, Path(title="单位代号", description="单位的代号，见“单位”", examples=["zhujianju"])
]
BulletinSlug = Annotated[
    str, Path(title="通报代号", description="通报的代号，见“通报”", examples=["2023-05"])
]

_Words = StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST: Final = 1970
_LAST: Final = 9998
"""Years that every engine and time zone can hold."""

PlaceFilter = Annotated[
    str, _Words, Query("", title="地区代号", description="只要这个地区的", examples=["linzi"])
]
Text = Annotated[str, _Words]


def _moment(given: object) -> datetime:
    """Read a day or a moment (ISO 8601); one without a time zone is the product's own."""
    text = str(given)
    day = parse_date(text) if _DAY.fullmatch(text) else None
    moment = (
        datetime(day.year, day.month, day.day)  # noqa: DTZ001 - made aware below
        if day
        else parse_datetime(text)
    )
    if moment is None or not _FIRST <= moment.year <= _LAST:
        raise ValueError("应写作 2023-06-01 或 2023-06-01T08:00:00+08:00")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


Since = Annotated[datetime, BeforeValidator(_moment)]


class TaskFilters(Schema):
    """Which promises are asked for; an empty one says nothing."""

    place: Text = Field("", title="地区代号", description="只要这个地区的任务", examples=["linzi"])
    plan: Text = Field(
        "",
        title="计划代号",
        description="只要这个计划的任务；各地区的计划代号可能相同，宜与 place 同用",
        examples=["2023-report"],
    )
    year: int | None = Field(
        None, ge=1949, le=2999, title="年度", description="只要这个年度的任务", examples=[2023]
    )
    result: Literal["", "met", "partly", "missed", "undetermined", "none"] = Field(
        "",
        title="完成情况",
        description="met 完成，partly 部分完成，missed 未完成，undetermined 无法判定，none 尚无结果",
        examples=["missed"],
    )
    category: Text = Field(
        "", title="类别", description="只要这个类别的任务，与原文完全一致", examples=["城市建设"]
    )
    organisation: Text = Field(
        "", title="单位代号", description="只要这个单位负责的任务", examples=["zhujianju"]
    )
    q: Text = Field(
        "",
        title="检索词",
        description="全文检索，两个字即可，多个词以空格隔开，须全部出现；最多给出前 1000 项",
        examples=["停车场"],
    )
    updated_since: Since | None = Field(
        None,
        title="此后更新",
        description="只要此时或以后发布过的任务，日期或含时区的时间",
        examples=["2023-06-01"],
        json_schema_extra={"format": "date-time"},
    )
