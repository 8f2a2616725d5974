"""Draft a bulletin (拟稿): compute its words, and keep them as a draft that waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jiannuo.bulletins.actions.steps import about
from jiannuo.bulletins.composing import compose
from jiannuo.bulletins.models import Bulletin, BulletinKind, Layout, Schedule
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now, today
from jiannuo.history.actions.record import record
from jiannuo.ledger.models import Issue, Plan
from jiannuo.ledger.periods import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a draft comes from that no person began: by when it is due, and what called for it."""

    due_on: date | None = None
    occasion: str = ""


def draft(
    actor: Actor,
    plan: Plan,
    kind: BulletinKind,
    span: Span,
    tasks: Iterable[int] = (),
    *,
    layout: Layout | None = None,
    origin: Origin | None = None,
) -> Bulletin:
    """Draft a bulletin on a plan's period, or on tasks of it (ids); the trail has the act.

    `origin` marks a draft that came up by itself. Without a layout the schedule's own is taken, if
    there is one. Raises NotAllowedError, and BulletinRefusedError where there is nothing to write.
    """
    chosen = tuple(dict.fromkeys(tasks))
    content = compose(actor, plan, kind, span, chosen)
    last = Bulletin.objects.filter(place=plan.place_id, kind=kind).order_by("-drafted_at").first()
    with transaction.atomic():
        made = Bulletin.objects.create(
            place=plan.place,
            plan=plan,
            kind=kind,
            period_kind=span.kind,
            period_index=span.index,
            content=content.to_json(),
            layout=layout or _usual_layout(plan, kind),
            template=last.template if last else None,
            mark=last.mark if last else "",
            issuer=last.issuer if last else _issuer(plan),
            copies_to=last.copies_to if last else [],
            sealed=last.sealed if last else False,
            year=today(plan.place).year,
            due_on=origin.due_on if origin else None,
            occasion=origin.occasion if origin else "",
            by_schedule=origin is not None,
            drafted_by="" if actor.machine else actor.name,
            drafted_at=now(plan.place),
        )
        made.tasks.set(chosen)
        record(
            actor.author,
            "bulletin.draft",
            about(made),
            {"kind": made.get_kind_display(), "plan": str(plan), "period": span.label},
        )
    return made


def _usual_layout(plan: Plan, kind: BulletinKind) -> Layout | None:
    schedule = Schedule.objects.filter(place=plan.place_id, kind=kind).first()
    return schedule.layout if schedule else None


def _issuer(plan: Plan) -> str:
    """Return who signs: as the last notice was signed, else the plan's own document."""
    notice = Issue.objects.filter(place=plan.place_id).exclude(issuer="").first()
    return notice.issuer if notice else str(plan.head.get("issuer") or "")
