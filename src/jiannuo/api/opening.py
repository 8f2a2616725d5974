"""The interface itself: what it is called, what it says of itself (OpenAPI 3.1), how it answers errors."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from jiannuo.api.answering import known_parameters_only, sentence
from jiannuo.api.problems import MEDIA_TYPE, Problem, Refused, flaw, refuse

_ABOUT: Final = """\
政府工作报告任务和民生实事的公开数据：每项任务的目标、责任单位、进展、完成情况，历次目标调整，
以及有关通报。只含已经批准发布的内容。

- 只能读取，不需要注册，也不使用 Cookie；任何网页都可以直接调用（CORS）。
- 列表分页给出，总数在 `total`，前后页的地址在 `Link` 头（RFC 8288）。
- 回答带有 `ETag`；再次查询时用 `If-None-Match` 送回，内容没有变化则回答 304。
- 小数写作文本，以免失真；时间含时区。
- 不认识的参数一律拒绝，并说明原因；错误的格式见 RFC 9457。
- 整批使用请下载文件，不要逐页抓取。
"""


class Chinese(JSONRenderer):
    """JSON that can be read: Chinese stays Chinese."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


class OpenData(NinjaAPI):
    """The interface; its description also has what every operation has in common."""

    def get_root_path(self, path_params: dict[str, Any]) -> str:
        """Return the address that all operations stand below."""
        return reverse("api:api-root", kwargs=path_params)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Describe the interface (OpenAPI 3.1)."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema["components"].setdefault("schemas", {}).update(_problem_schemas())
        for operations in schema["paths"].values():
            for operation in operations.values():
                _complete(operation)
        return schema


def _problem_schemas() -> dict[str, Any]:
    described = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**described.pop("$defs"), "Problem": described}


def _complete(operation: dict[str, Any]) -> None:
    """Say of an operation what `answering` adds to each: validators, and how it refuses."""
    operation["parameters"] = operation.get("parameters", [])
    answered = operation["responses"][200]
    answered["description"] = "成功"
    answered["headers"] = {
        "ETag": {"description": "内容的校验值", "schema": {"type": "string"}},
        **answered.get("headers", {}),
    }
    operation["responses"][304] = {"description": "内容没有变化"}
    operation["parameters"].append(
        {
            "in": "header",
            "name": "If-None-Match",
            "required": False,
            "description": "上次回答的 ETag；内容没有变化则回答 304",
            "schema": {"type": "string"},
        }
    )
    for status, description in ((400, "请求有误"), (404, "没有找到"), (422, "做不到")):
        operation["responses"][status] = {
            "description": description,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


api: Final = OpenData(
    title="践诺公开数据接口",
    version="1",
    description=_ABOUT,
    urls_namespace="api",
    docs_url=None,
    renderer=Chinese(),
    openapi_extra={
        "tags": [
            {"name": "地区", "description": "发布数据的地区，及其历次发布"},
            {"name": "计划", "description": "一年一份的任务清单"},
            {"name": "任务", "description": "每一项任务和它的进展"},
            {"name": "单位", "description": "责任单位"},
            {"name": "通报", "description": "公开的通报"},
            {"name": "下载", "description": "整批数据、订阅和目录"},
        ]
    },
)
api.add_decorator(known_parameters_only, mode="view")


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)  # noqa: S101 - ninja's type allows the class too
    flaws = [flaw(one) for one in error.errors]
    return refuse(request, 400, sentence(flaws), flaws)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:
    return refuse(request, 404, str(error))


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused | type[Refused]) -> HttpResponse:
    assert isinstance(error, Refused)  # noqa: S101 - ninja's type allows the class too
    return refuse(request, error.status, error.detail, error.errors)
