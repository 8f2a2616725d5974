"""What a public site that stands alone answers where there is no page."""

from django.http import HttpRequest, HttpResponse

from jiannuo.public import errors


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that there is nothing at (Django's handler404)."""
    del exception
    return errors.not_found(request)
