"""Errors become a status and a Chinese sentence here, and nowhere else on the desk.

What an app raises says what is wrong; the page adds what to do. A subject that the visitor may not
see is "not found", so that its existence isn't told either.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jiannuo.core.rendering import Unrenderable
from jiannuo.desk.pages import page
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.directory.second_factor import SecretKeyChangedError
from jiannuo.documents.store import FileMissingError

_NOT_ALLOWED: Final = 405

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a page of error says: status, the sentence in its title, and what to do."""

    status: int
    title: str
    advice: str
    retry: bool = False


REFUSALS: Final = {
    refusal.status: refusal
    for refusal in (
        Refusal(
            400,
            "地址或内容不完整，系统看不懂",
            "请从台账里重新点进来；如果是填表时出现的，返回上一页检查后再提交。",
        ),
        Refusal(
            403,
            "您没有权限进行这项操作",
            "如果工作需要，请联系督查室，或请系统管理员、安全管理员调整您的角色。",
        ),
        Refusal(
            404,
            "没有找到这一页",
            "地址可能不完整，内容可能已移走，或者不在您的职责范围内。请从台账里重新查找。",
        ),
        Refusal(405, "这个地址不能这样打开", "请从台账里重新点进来。"),
        Refusal(
            429,
            "登录失败次数太多，账号已锁定",
            "15 分钟后自动解锁。忘了口令，请联系本单位的系统管理员重置。",
        ),
        Refusal(
            500,
            "系统出错了，这一步没有做成",
            "数据没有改动。请稍后再试；仍不行，请告诉系统管理员下面的时间。",
            retry=True,
        ),
    )
}

_STALE_FORM: Final = Refusal(
    403,
    "表单已过期，没有提交",
    "页面停留太久，或者浏览器不允许保存 Cookie。请返回上一页，刷新后重新提交。",
)

STATUS_OF: Final[dict[type[Exception], int]] = {
    NotAllowedError: 403,
    NotFittingError: 400,
    SecretKeyChangedError: 500,
    FileMissingError: 500,
    Unrenderable: 400,
}
"""The status of each error that an app below raises; their own words become the page's title."""


class ErrorsInChinese:
    """Middleware: answers the named errors of the apps with their page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let every request pass; give a page to an answer that has a status and no word."""
        response = self.get_response(request)
        if response.status_code == _NOT_ALLOWED and not response.content:
            page_of_it = refuse(request, _NOT_ALLOWED)
            page_of_it["Allow"] = response["Allow"]
            return page_of_it
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an error that has a page; Django deals with any other."""
        status = STATUS_OF.get(type(error))
        if status is None:
            return None
        if status >= 500:  # noqa: PLR2004 - the range of statuses that are the server's fault
            logger.error("%s %s", request.path, error)
        return refuse(request, status, title=str(error).partition("。")[0])


def refuse(request: HttpRequest, status: int, *, title: str = "") -> HttpResponse:
    """Answer with the page for a status, with a title of its own where one is given."""
    refusal = REFUSALS[status]
    return _answer(request, replace(refusal, title=title) if title else refusal)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood (Django's handler400)."""
    del exception
    return refuse(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not allowed (Django's handler403)."""
    del exception
    return refuse(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what isn't there, or not for this visitor (Django's handler404)."""
    del exception
    return refuse(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer our own failure (Django's handler500, which has logged it)."""
    return refuse(request, 500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without a valid token (CSRF_FAILURE_VIEW)."""
    logger.warning("%s %s", request.path, reason)
    return _answer(request, _STALE_FORM)


def locked_out(request: HttpRequest, *_credentials: Any, **_more: Any) -> HttpResponse:
    """Answer a login that is locked after too many failures (AXES_LOCKOUT_CALLABLE)."""
    return refuse(request, 429)


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    at = timezone.localtime().strftime("%Y-%m-%d %H:%M:%S") if refusal.status == 500 else ""  # noqa: PLR2004
    context = {"refusal": refusal, "reference": at}
    return page(request, "desk/errors/refusal.html", context, status=refusal.status)
