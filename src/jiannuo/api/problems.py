"""What is refused, in one shape: problem details for HTTP (RFC 9457), in Chinese sentences.

``{"type", "title", "status", "detail", "instance", "errors": [{"parameter", "detail"}]}``
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, ConfigDict, Field

MEDIA_TYPE: Final = "application/problem+json"

TITLES: Final = {
    400: "请求有误",
    404: "没有找到",
    405: "不能这样访问",
    422: "做不到",
    500: "系统出错",
}


class Flaw(BaseModel):
    """What is wrong with one parameter."""

    model_config = ConfigDict(extra="forbid")
    parameter: str = Field(title="参数", description="哪个参数有误", examples=["limit"])
    detail: str = Field(title="说明", description="错在哪里，怎样改", examples=["应为整数。"])


class Problem(BaseModel):
    """Why a request was refused (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")
    type: str = Field(title="类型", description="固定为 about:blank", examples=["about:blank"])
    title: str = Field(title="概要", description="错误的种类", examples=["请求有误"])
    status: int = Field(title="状态码", description="HTTP 状态码", examples=[400])
    detail: str = Field(
        title="说明", description="错在哪里，怎样改", examples=["参数“limit”应为整数。"]
    )
    instance: str = Field(
        title="地址", description="出错的请求地址", examples=["/api/v1/tasks?limit=a"]
    )
    errors: list[Flaw] = Field(title="各个参数", description="有误的参数；与参数无关时为空")


class Refused(Exception):  # noqa: N818 - no failure, an answer
    """A request that is answered with a problem."""

    def __init__(self, status: int, detail: str, errors: Sequence[Flaw] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)


def refuse(
    request: HttpRequest, status: int, detail: str, errors: Sequence[Flaw] = ()
) -> HttpResponse:
    """Answer with a problem."""
    problem = Problem(
        type="about:blank",
        title=TITLES[status],
        status=status,
        detail=detail,
        instance=request.get_full_path(),
        errors=list(errors),
    )
    return HttpResponse(
        json.dumps(problem.model_dump(), ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )


def flaw(error: Mapping[str, Any]) -> Flaw:
    """Say in a sentence what pydantic found wrong with a parameter (`loc`, `type`, `ctx`)."""
    context: Mapping[str, Any] = error.get("ctx", {})
    sentence = _SENTENCES.get(error["type"], "的值看不懂")
    names = [str(part) for part in error["loc"] if isinstance(part, str)]
    return Flaw(parameter=names[-1], detail=sentence.format_map(context) + "。")


_SENTENCES: Final = {
    "missing": "没有填写",
    "int_parsing": "应为整数",
    "int_parsing_size": "太大",
    "int_from_float": "应为整数",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是 {expected}",
    "string_too_long": "不能超过 {max_length} 个字符",
    "string_pattern_mismatch": "有不能使用的字符",
    "value_error": "{error}",
}
"""What stands behind a parameter's name, by pydantic's type of error."""
