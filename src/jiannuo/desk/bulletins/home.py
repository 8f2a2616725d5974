"""The first page of bulletins: what waits, what could be drafted, what was issued, year by year."""

from typing import Any

from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jiannuo.bulletins.models import BulletinState
from jiannuo.bulletins.queries.beginnings import beginnings, plans_to_compose
from jiannuo.bulletins.queries.visible import READERS, bulletins_visible_to
from jiannuo.core.workdays import day_words
from jiannuo.desk.bulletins.standing import public_words
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.ledger.periods import Span

_PUBLISHED = (BulletinState.ISSUED, BulletinState.WITHDRAWN)


@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    """Show the bulletins that the visitor may read; to those who write them, what there is to do."""
    actor = visitor(request)
    if actor.roles.isdisjoint(READERS):
        raise NotAllowedError(Act.SEE_TASK)
    # Of the content, which holds whole ledgers, a list needs the title alone.
    seen = bulletins_visible_to(actor).annotate(title=KT("content__title")).defer("content")
    seen = seen.select_related("place")
    issued = seen.filter(state__in=_PUBLISHED)
    years = sorted(set(issued.values_list("year", flat=True)), reverse=True)
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else next(iter(years), 0)
    writes = holds(actor, Act.COMPOSE)
    plans = plans_to_compose(actor) if writes else []
    working = seen.exclude(state__in=[*_PUBLISHED, BulletinState.DISCARDED])
    context = {
        "writes": writes,
        "inside": writes or holds(actor, Act.CLEAR) or holds(actor, Act.SEE_WHOLE_SOURCE),
        "working": [_line(one) for one in working],
        "beginnings": [
            {
                "plan": one.plan,
                "kind": one.kind.label,
                "value": one.kind.value,
                "span": one.span.label,
                "key": one.span.key,
            }
            for one in beginnings(plans)
        ],
        "places": list({plan.place_id: plan.place for plan in plans}.values()),
        "years": years,
        "year": year,
        "issued": [
            _line(one) for one in issued.filter(year=year).order_by("place", "-number", "-pk")
        ],
        "discarded": seen.filter(state=BulletinState.DISCARDED).count() if writes else 0,
    }
    return page(request, "desk/bulletins/home.html", context)


def _line(one: Any) -> dict[str, Any]:
    due = one.due_on if one.state not in _PUBLISHED else None
    return {
        "id": one.pk,
        "title": one.title or one.get_kind_display(),
        "kind": one.get_kind_display(),
        "place": one.place.full_name,
        "period": Span(one.period_kind, one.period_index).label,
        "state": one.get_state_display(),
        "draft": one.state == BulletinState.DRAFT,
        "withdrawn": one.state == BulletinState.WITHDRAWN,
        "sent_back": bool(one.sent_back) and one.state == BulletinState.DRAFT,
        "by": one.drafted_by or "系统按期拟稿",
        "number": one.number,
        "document_number": one.document_number,
        "issued_on": day_words(one.issued_on, year=True) if one.issued_on else "",
        "openness": one.get_openness_display(),
        "public": public_words(one),
        "due": day_words(due) if due else "",
        "late": due is not None and due < today(one.place),
    }
