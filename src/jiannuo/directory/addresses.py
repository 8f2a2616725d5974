"""Where a request comes from, as far as the proxies before us can be believed."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's address: the server's own word, or behind n proxies the n-th from the end.

    Each proxy appends the address it was asked from; what stands further left was written by the
    client and proves nothing. `JIANNUO_TRUSTED_PROXIES` says how many are ours.
    """
    ours: int = settings.JIANNUO_TRUSTED_PROXIES
    direct = str(request.META.get("REMOTE_ADDR", ""))
    passed = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if ours and len(passed) >= ours and passed[-ours]:
        return passed[-ours]
    return direct
