"""What was released when: nothing is changed without an edition that says so."""

from django.http import HttpRequest, HttpResponse

from jiannuo.public.pages import open_page, page, place_or_404
from jiannuo.publishing.queries import public


@open_page
def editions(request: HttpRequest, place: str) -> HttpResponse:
    """Show a place's releases, newest first, with what each of them corrected."""
    of = place_or_404(request, place)
    context = {"editions": list(public.editions(of).prefetch_related("bulletins"))}
    return page(request, "public/editions.html", context, place=of, current="editions")
