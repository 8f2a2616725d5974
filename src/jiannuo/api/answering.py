"""What every answer of the open data has in common, whatever it says.

Anyone's page may read it (CORS), anyone may keep it for a minute and ask whether it changed (ETag),
nobody is asked who he is, and what cannot be understood is refused rather than overlooked.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, re_path
from django.utils.cache import get_conditional_response

from jiannuo.api.problems import Flaw, Refused, refuse

if TYPE_CHECKING:
    from ninja.operation import Operation

View = Callable[..., HttpResponseBase]

METHODS: Final = "GET, HEAD, OPTIONS"
CACHE: Final = "public, max-age=60"
_EXPOSED: Final = "ETag, Link, Content-Disposition"
_OK: Final = 200

logger = logging.getLogger(__name__)


def opened(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern]:
    """Open the interface's addresses to everybody, and to reading only."""
    return [
        URLPattern(one.pattern, _open(one.callback), one.default_args, one.name)
        for one in patterns
        if isinstance(one, URLPattern)
    ]


def nowhere(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer an address that is none."""
    return refuse(request, 404, f"没有“{path}”这个地址。接口说明见 /api/v1/docs。")


def elsewhere() -> URLPattern:
    """Return the pattern that takes every address that is none."""
    return re_path(r"^(?P<path>(?s:.*))\Z", _open(nowhere), name="nowhere")


def known_parameters_only(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a parameter that an operation doesn't know: a mistyped filter would answer with everything."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]  # a bound method
    known = [
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    ]

    @wraps(run)
    def checked(request: HttpRequest, **values: Any) -> HttpResponse:
        flaws = [
            Flaw(
                parameter=name,
                detail=f"没有这个参数，可用的是：{'、'.join(known)}。"
                if known
                else "这个地址没有参数。",
            )
            for name in request.GET
            if name not in known
        ] or [
            Flaw(parameter=name, detail="只能写一次。")
            for name, given in request.GET.lists()
            if len(given) > 1
        ]
        if flaws:
            return refuse(request, 400, sentence(flaws), flaws)
        return run(request, **values)

    return checked


def sentence(flaws: Iterable[Flaw]) -> str:
    """Say in one text what is wrong with some parameters."""
    return "".join(f"参数“{flaw.parameter}”{flaw.detail}" for flaw in flaws)


def etag_of(content: bytes) -> str:
    """Return the validator of an answer (RFC 9110, §8.8.3)."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _open(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = _EXPOSED
        if response.status_code < 400:  # noqa: PLR2004 - what was refused may be allowed soon
            response["Cache-Control"] = CACHE
        return response

    answered.login_required = False  # type: ignore[attr-defined]
    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    match request.method:
        case "OPTIONS":
            return HttpResponse(
                status=204,
                headers={
                    "Allow": METHODS,
                    "Access-Control-Allow-Methods": METHODS,
                    "Access-Control-Allow-Headers": "If-None-Match",
                },
            )
        case "GET":
            return _read(view, request, *args, **kwargs)
        case "HEAD":
            request.method = "GET"
            full = _read(view, request, *args, **kwargs)
            request.method = "HEAD"
            return _head_of(full)
        case _:
            refused = refuse(request, 405, f"只能读取，不能用 {request.method}。")
            refused["Allow"] = METHODS
            return refused


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        response = view(request, *args, **kwargs)
    except Refused as refused:
        return refuse(request, refused.status, refused.detail, refused.errors)
    except Exception:
        logger.exception("%s", request.path)
        return refuse(request, 500, "系统出错了，请稍后再试；仍不行，请告诉发布机构。")
    if response.status_code != _OK:
        return response
    if isinstance(response, HttpResponse) and not response.has_header("ETag"):
        response["ETag"] = etag_of(response.content)
    # Files are streams, which have the headers that it copies; the stubs name plain answers only.
    plain = cast("HttpResponse", response)
    return get_conditional_response(request, etag=response.get("ETag"), response=plain) or plain


def _head_of(full: HttpResponseBase) -> HttpResponseBase:
    """Return an answer's head: as long as the answer, but without it."""
    head = HttpResponse(status=full.status_code, headers=dict(full.items()))
    if isinstance(full, HttpResponse):
        head["Content-Length"] = str(len(full.content))
    full.close()
    return head
