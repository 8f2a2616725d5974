"""One bulletin as a page of paper, with its life above it and what waits beside it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.bulletins.actions.clear import REVIEWABLE
from jiannuo.bulletins.actions.comment import OPEN_TO_COMMENT, may_comment
from jiannuo.bulletins.deadline import is_provisional, public_deadline
from jiannuo.bulletins.models import Bulletin, BulletinState, Comment, Ground, Openness
from jiannuo.bulletins.paper import paper_of
from jiannuo.bulletins.queries.agreement import disagreeing
from jiannuo.bulletins.queries.numbers import next_number, proposed_number
from jiannuo.bulletins.queries.visible import bulletins_visible_to
from jiannuo.core.rendering.grid import Grid, lay_out
from jiannuo.core.workdays import day_words
from jiannuo.desk.bulletins.standing import Next, headline, next_of, public_words, steps_of
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.history.queries import about

_SHARES: Final = 20
"""Columns' widths in so many parts: styles have a class for each, as pages carry no styles."""


@require_safe
def bulletin(request: HttpRequest, bulletin: int) -> HttpResponse:
    """Show a bulletin; those who only read what was issued see the paper and nothing of its making."""
    actor = visitor(request)
    return shown_page(request, actor, readable(actor, bulletin))


def readable(actor: Actor, pk: int) -> Bulletin:
    """Return a bulletin that the actor may read. Raises Http404."""
    found = bulletins_visible_to(actor).select_related("place", "plan", "corrects").filter(pk=pk)
    one = found.first()
    if one is None:
        raise Http404
    return one


def shown_page(
    request: HttpRequest,
    actor: Actor,
    found: Bulletin,
    *,
    fault: str = "",
    said: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page; after a refusal with its sentence and what was filled in."""
    subject = Subject(place=found.place_id)
    inside = found.place_id in actor.places or may(actor, Act.CLEAR, subject)
    context: dict[str, Any] = {
        "one": found,
        "inside": inside,
        "headline": headline(actor, found),
        "paper": _paper(found, {}),
        "corrections": _corrections(found),
        "public_words": public_words(found) if inside else "",
        "fault": fault,
        "said": said or {},
    }
    if inside:
        context |= _inside(actor, found)
    return page(request, "desk/bulletins/reading.html", context, status=status)


def _inside(actor: Actor, found: Bulletin) -> dict[str, Any]:
    """Return what those who work on it see besides: steps, remarks, what they can do, the trail."""
    subject = Subject(place=found.place_id)
    versions = list(found.versions.all())
    remarks = list(found.comments.all())
    following = next_of(actor, found)
    return {
        "steps": steps_of(found, versions),
        "next": following,
        "versions": len(versions),
        "paper": _paper(found, _remarks(found, remarks)),
        "loose": _remarks(found, remarks).get("", []),
        "disagreeing": disagreeing(actor, found) if _is_checked(following) else (),
        "open_remarks": sum(one.settled_at is None for one in remarks),
        "may_comment": found.state in OPEN_TO_COMMENT and may_comment(actor, found),
        "may_edit": found.state == BulletinState.DRAFT and may(actor, Act.COMPOSE, subject),
        "may_send_back": _may_send_back(actor, found),
        "may_clear": found.state in REVIEWABLE and may(actor, Act.CLEAR, subject),
        "may_correct": found.state == BulletinState.ISSUED and may(actor, Act.COMPOSE, subject),
        "may_withdraw": found.state == BulletinState.ISSUED and may(actor, Act.APPROVE, subject),
        "numbers": _numbers(found) if following and following.do == "number" else None,
        "public": _public(found) if following and following.do == "issue" else None,
        "opennesses": [one for one in Openness if one != Openness.UNDECIDED],
        "grounds": list(Ground),
        "ground": Ground(found.openness_ground).label if found.openness_ground else "",
        "trail": trail_of(about("bulletin", found.pk)),
    }


def _is_checked(following: Next | None) -> bool:
    """Say whether the reader is about to answer for the numbers: who sends on, checks or signs."""
    return following is not None and following.do in {"send_on", "pass_on", "sign"}


def _may_send_back(actor: Actor, found: Bulletin) -> bool:
    subject = Subject(place=found.place_id)
    match found.state:
        case BulletinState.CHECKING:
            return may(actor, Act.COMPOSE, subject)
        case BulletinState.SIGNING:
            return may(actor, Act.APPROVE, subject)
    return False


def _paper(found: Bulletin, remarks: Mapping[str, list[Comment]]) -> dict[str, Any]:
    """Return what stands on the paper, each block with the remarks at it."""
    content = found.content
    attachments = [
        {
            "title": one.title,
            "tables": [_table(lay_out(one.table, one.style))] if one.table else [],
        }
        for one in paper_of(found).document.attachments
    ]
    return {
        "title": content.get("title", ""),
        "addressee": str(content.get("addressee", "")).rstrip("：:"),
        "blocks": [
            {**block, "remarks": remarks.get(str(block.get("id")), [])}
            for block in content.get("blocks", ())
        ],
        "attachments": attachments,
    }


def _table(grid: Grid) -> dict[str, Any]:
    lines = list(grid.rows())
    return {
        "head": lines[: grid.header_rows],
        "body": lines[grid.header_rows :],
        "shares": [max(1, round(share * _SHARES)) for share in grid.shares],
    }


def _remarks(found: Bulletin, remarks: list[Comment]) -> dict[str, list[Comment]]:
    """Return the remarks by block; those on words that are gone stand with those on the whole."""
    blocks = {str(one.get("id")) for one in found.content.get("blocks", ())}
    by_block: dict[str, list[Comment]] = defaultdict(list)
    for one in remarks:
        by_block[one.block if one.block in blocks else ""].append(one)
    return dict(by_block)


def _corrections(found: Bulletin) -> list[Bulletin]:
    """Return what corrected it in public."""
    public = (BulletinState.ISSUED, BulletinState.WITHDRAWN)
    return list(found.corrections.filter(state__in=public).order_by("issued_on", "pk"))


def _numbers(found: Bulletin) -> dict[str, Any]:
    year = today(found.place).year
    return {
        "year": year,
        "next": next_number(found.place_id, year),
        "proposed": proposed_number(found.place_id, year),
    }


def _public(found: Bulletin) -> dict[str, Any]:
    due = public_deadline(found.place, today(found.place))
    return {
        "day": day_words(due.date, weekday=True, year=due.date.year != today(found.place).year),
        "why": due.why,
        "provisional": is_provisional(due),
    }
