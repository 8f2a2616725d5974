"""By which rules a place's bulletins come up by themselves."""

from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from jiannuo.bulletins.actions.set_schedule import MOST_WORKDAYS, Wanted, set_schedule
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import BulletinKind, Layout, Schedule
from jiannuo.bulletins.queries.schedules import CUSTOMS, schedule_words, schedules_of
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.reporting.models import RoundPeriod

_UNPROCESSABLE: Final = 422


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, place: int) -> HttpResponse:
    """Show the four rules of a place, or keep them: all, or none where one is wrong."""
    actor = visitor(request)
    require(actor, Act.COMPOSE, Subject(place=place))
    found = get_object_or_404(Place, pk=place)
    stored = schedules_of(found)
    fault, status = "", 200
    if request.method == "POST":
        try:
            with transaction.atomic():
                for kind, rule in stored.items():
                    wanted = _wanted(request, kind, rule)
                    if _differs(rule, wanted):
                        set_schedule(actor, found, kind, wanted)
        except BulletinRefusedError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, "已保存，下一次到期按新的规则拟稿。")
            return redirect("desk:bulletin_schedule", found.pk)
    context = {
        "place": found,
        "rows": [_row(kind, rule) for kind, rule in stored.items()],
        "periods": RoundPeriod.choices,
        "most": MOST_WORKDAYS,
        "fault": fault,
    }
    return page(request, "desk/bulletins/schedule.html", context, status=status)


def _row(kind: BulletinKind, rule: Schedule) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "label": kind.label,
        "periodical": bool(CUSTOMS[kind].period_kind),
        "period_kind": rule.period_kind,
        "workdays": rule.workdays_after,
        "active": rule.active,
        "words": schedule_words(rule),
    }


def _wanted(request: HttpRequest, kind: BulletinKind, rule: Schedule) -> Wanted:
    """Read one rule of the form; the layout is chosen where bulletins are drafted, and kept."""
    text = request.POST.get(f"{kind}-workdays", "").strip()
    layout: Layout | None = rule.layout
    return Wanted(
        period_kind=request.POST.get(f"{kind}-period", rule.period_kind),
        workdays_after=int(text) if text.isascii() and text.isdigit() else 0,
        active=f"{kind}-active" in request.POST,
        layout=layout,
    )


def _differs(rule: Schedule, wanted: Wanted) -> bool:
    before = (rule.period_kind, rule.workdays_after, rule.active)
    return before != (wanted.period_kind, wanted.workdays_after, wanted.active)
