"""All versions of a bulletin, and what changed between any two."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiannuo.bulletins.comparing import Change, compare
from jiannuo.bulletins.models import BulletinState, BulletinVersion
from jiannuo.desk.bulletins.reading import readable
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, NotAllowedError, Subject, may

_SIGNS: Final = {Change.ADDED: "增", Change.REMOVED: "删", Change.CHANGED: "改"}


@require_safe
def versions(request: HttpRequest, bulletin: int) -> HttpResponse:
    """Show two versions against one another; without a choice, the last two that differ."""
    actor = visitor(request)
    found = readable(actor, bulletin)
    subject = Subject(place=found.place_id)
    if found.place_id not in actor.places and not may(actor, Act.CLEAR, subject):
        raise NotAllowedError(Act.COMPOSE)
    kept = list(found.versions.all())
    before, after = _chosen(request, kept)
    context: dict[str, Any] = {
        "one": found,
        "versions": [_line(one) for one in kept],
        "before": before and _line(before),
        "after": after and _line(after),
        "paragraphs": _paragraphs(before, after) if before and after else [],
    }
    context["changed"] = sum(bool(one["sign"]) for one in context["paragraphs"])
    return page(request, "desk/bulletins/comparison.html", context)


def _chosen(
    request: HttpRequest, kept: list[BulletinVersion]
) -> tuple[BulletinVersion | None, BulletinVersion | None]:
    by_number = {str(one.number): one for one in kept}
    before = by_number.get(request.GET.get("before", ""))
    after = by_number.get(request.GET.get("after", ""))
    if after is None and kept:
        after = kept[-1]
    if before is None and after is not None:
        earlier = [one for one in kept if one.number < after.number]
        differing = [one for one in earlier if one.content != after.content]
        before = next(reversed(differing or earlier), None)
    return before, after


def _line(one: BulletinVersion) -> dict[str, Any]:
    return {
        "number": one.number,
        "step": "签发" if one.step == BulletinState.SIGNED else one.get_step_display(),
        "by": one.by_name,
        "at": timezone.localtime(one.at),
        "note": one.note,
    }


def _paragraphs(before: BulletinVersion, after: BulletinVersion) -> list[dict[str, Any]]:
    return [
        {"change": one.change.value, "sign": _SIGNS.get(one.change, ""), "pieces": one.pieces}
        for one in compare(before.content, after.content)
    ]
