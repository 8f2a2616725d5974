"""One promise: what was to be done, what was reported, what was assessed, as of which day."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from jiannuo.public.curve import Curve, curves_of
from jiannuo.public.pages import citation_of, open_page, page
from jiannuo.public.sentences import mark_of
from jiannuo.publishing.models.published import PublicProgress, PublicTask, Standing
from jiannuo.publishing.queries import public


@dataclass(frozen=True, slots=True)
class Told:
    """A period of a promise: two voices, each with the shape of its word."""

    progress: PublicProgress
    claim_mark: str
    assessed_mark: str


@open_page
def task(request: HttpRequest, permanent: str) -> HttpResponse:
    """Show a promise with all that was released of it, or say why it is not shown."""
    found = public.task(permanent)
    if found is None:
        raise Http404
    of = found.plan.place
    context: dict[str, object] = {"task": found, "plan": found.plan}
    if found.standing != Standing.OPEN:
        return page(request, "public/closed.html", context, place=of, current="home")
    told = [Told(one, mark_of(one.claim), mark_of(one.assessed)) for one in found.progress.all()]
    context |= {
        "mark": mark_of(found.result),
        "told": told[:1],
        "earlier": told[1:],
        "curves": _curves(found),
        "annual": "" if found.annual_target == found.wording else found.annual_target,
        "citation": citation_of(request, of, found.wording),
        "bulletins": sorted(
            (one.bulletin for one in found.mentions.all()),
            key=lambda one: one.issued_on,
            reverse=True,
        ),
        "targets": [one for one in found.targets if one.get("text")],
    }
    return page(request, "public/task.html", context, place=of, current="home")


def _curves(found: PublicTask) -> list[Curve]:
    return curves_of(found.figures.all())
