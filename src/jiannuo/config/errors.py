"""Whose page tells an error: the public site's for its own addresses, else the desk's."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from jiannuo.desk import errors as desk
from jiannuo.public import errors as public

PUBLIC: Final = "/public/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that there is nothing at (Django's handler404)."""
    if request.path.startswith(PUBLIC):
        return public.not_found(request)
    return desk.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for our own failure (Django's handler500, which has logged it)."""
    if request.path.startswith(PUBLIC):
        return public.server_error(request)
    return desk.server_error(request)
