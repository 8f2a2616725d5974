"""Whether the same bytes were handed over before."""

from jiannuo.directory.models import Place
from jiannuo.intake.models import State, Upload


def known_upload(place: Place, sha256: str) -> Upload | None:
    """Return the latest upload of these bytes for the place, unless it was discarded."""
    return (
        Upload.objects.filter(place=place, sha256=sha256)
        .exclude(state=State.DISCARDED)
        .order_by("-created_at", "-pk")
        .first()
    )
