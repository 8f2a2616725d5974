"""What a reader is told when there is no page, in the public site's own style."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

_GET: Final = "GET, HEAD"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What happened, and what to do."""

    status: int
    title: str
    advice: str


_NOT_FOUND: Final = Refusal(
    404,
    "没有找到这一页",
    "地址可能抄漏了字，或者这项内容没有公开。已经公开的内容，地址永远不变。",
)
_NOT_FOR_THAT: Final = Refusal(405, "这个网站只供查看", "请从首页重新点进来。")
_FAILED: Final = Refusal(
    500, "网站出了故障，这一页暂时打不开", "不是您操作有误。请过几分钟再试；急用可致电公开机构。"
)


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer for an address that there is no page at."""
    return _answer(request, _NOT_FOUND)


def not_for_that(request: HttpRequest) -> HttpResponse:
    """Answer somebody who wants to do anything but read."""
    response = _answer(request, _NOT_FOR_THAT)
    response["Allow"] = _GET
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for our own failure; nothing is asked of the database again."""
    return _answer(request, _FAILED)


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    del request
    text = render_to_string("public/refusal.html", {"refusal": refusal})
    response = HttpResponse(text, status=refusal.status)
    response["Cache-Control"] = "no-store"
    return response
