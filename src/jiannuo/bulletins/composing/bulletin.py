"""A bulletin from beginning to end: which sections each kind has, and in which order."""

from collections.abc import Iterable

from jiannuo.bulletins.composing.demands import demands
from jiannuo.bulletins.composing.done_well import done_well
from jiannuo.bulletins.composing.ledger import ledger
from jiannuo.bulletins.composing.markers import renumbered, without_marker
from jiannuo.bulletins.composing.matter import difficulties, finished, promised, reached, steps
from jiannuo.bulletins.composing.missed import missed, partly
from jiannuo.bulletins.composing.overall import basis, counts
from jiannuo.bulletins.composing.problems import problems
from jiannuo.bulletins.composing.reporters import reporters
from jiannuo.bulletins.composing.scope import Scope, scope_of
from jiannuo.bulletins.composing.writing import short
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.models import BulletinKind
from jiannuo.core.quoting import quoted
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.supervision.blocks import Block

ADDRESSEE = "各有关单位"


def compose(
    actor: Actor, plan: Plan, kind: BulletinKind, span: Span, tasks: Iterable[int] = ()
) -> Content:
    """Return what a bulletin on a period says, computed from what counts (domain.md §5, Contents).

    `tasks` are ids, for the kinds that speak of chosen tasks. Sections without content are left out
    and the numbering closes up. Raises NotAllowedError, and BulletinRefusedError where there is
    nothing to speak of.
    """
    require(actor, Act.COMPOSE, Subject(place=plan.place_id))
    scope = scope_of(plan, kind, span, tasks, now=now(plan.place))
    blocks = renumbered(_blocks(scope))
    attached = ledger(actor, scope)
    return Content(
        title=_title(scope),
        addressee=_addressee(scope),
        blocks=blocks,
        attachments=(attached,) if attached else (),
        computed={block.id: without_marker(block) for block in blocks},
    )


def _blocks(scope: Scope) -> list[Block]:
    if scope.kind == BulletinKind.COMPLETION:
        return [*promised(scope), *finished(scope)]
    if scope.kind == BulletinKind.MATTER:
        sections = [promised(scope), reached(scope), difficulties(scope), steps(scope)]
        late = reporters(scope)
        asked = demands(scope, reported=bool(late), problems=bool(sections[2]))
        return [*basis(scope), *(block for one in sections for block in one), *late, *asked]
    waiting, late = problems(scope), reporters(scope)
    return [
        *basis(scope),
        *counts(scope),
        *done_well(scope),
        *missed(scope),
        *partly(scope),
        *late,
        *waiting,
        *demands(scope, reported=bool(late), problems=bool(waiting)),
    ]


def _title(scope: Scope) -> str:
    match scope.kind:
        case BulletinKind.COMPLETION:
            return f"关于{_name(scope)}办结情况的通报"
        case BulletinKind.MATTER:
            return f"关于{_name(scope)}进展情况的通报"
    return f"关于{scope.matter}{scope.period}完成情况的通报"


def _name(scope: Scope) -> str:
    """Name the matter by its first task; the officer gives it a better name where there are several."""
    name = short(scope.tasks[0].wording).removesuffix("……")
    return quoted(name) + (f"等{len(scope.tasks)}项任务" if len(scope.tasks) > 1 else "")


def _addressee(scope: Scope) -> str:
    """Return to whom it goes, without the colon that it is set with: as the plan's notice went."""
    written = scope.notice.addressees.strip() if scope.notice is not None else ""
    return written.rstrip("：:") or ADDRESSEE
