"""Nobody is known on the open side: its pages and data neither read nor set a cookie."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

OPEN: Final = ("/public/", "/api/")
"""Where the public site and the open data stand (`config.urls`)."""


class Anonymous:
    """Middleware: takes cookies off what is asked of the open side, so that every answer is anyone's.

    It stands before the sessions: one who is logged in at the desk is a stranger here, his session is
    not read, and a cache may hand the same answer to everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as to a stranger."""
        if not request.path_info.startswith(OPEN):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        varying = [
            word for word in (one.strip() for one in response.get("Vary", "").split(",")) if word
        ]
        kept = [word for word in varying if word.lower() != "cookie"]
        if kept:
            response["Vary"] = ", ".join(kept)
        elif varying:
            del response["Vary"]
        return response
