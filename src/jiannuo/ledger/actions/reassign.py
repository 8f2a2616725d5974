"""Change which organisations a task is assigned to: part of an answer or an approved adjustment."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.directory.models import Organisation
from jiannuo.ledger import index
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import Assignment, AssignmentRole, Task


class NoOrganisationError(NotPossibleError):
    """Nobody would be left to answer for the task."""

    def __init__(self) -> None:
        super().__init__("每项任务至少要有一家责任单位。请先选好单位再保存。")


class OrganisationElsewhereError(NotPossibleError):
    """An organisation of another place was named."""

    def __init__(self) -> None:
        super().__init__("只能选本地的单位。请从列表里重新选。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An organisation (id) as it is to be assigned."""

    organisation: int
    role: AssignmentRole
    lead: bool | None = None


def in_words(task: Task) -> str:
    """Return a task's organisations as people read them: 区住建局（牵头）、区财政局（配合）."""
    return "、".join(
        f"{one.written}（{_role(one)}）" if _role(one) else one.written
        for one in task.assignments.order_by("order")
    )


def wanted_in_words(wanted: Sequence[Wanted]) -> str:
    """Return wanted organisations in the same words."""
    names = Organisation.objects.in_bulk([one.organisation for one in wanted])
    roles = [
        "牵头" if one.lead else "配合" if one.role is AssignmentRole.SUPPORTING else ""
        for one in wanted
    ]
    return "、".join(
        f"{names[one.organisation].name}（{role}）" if role else names[one.organisation].name
        for one, role in zip(wanted, roles, strict=True)
    )


def reassign(task: Task, wanted: Sequence[Wanted]) -> tuple[str, str]:
    """Write a task's organisations anew, in the transaction of the act that decided it.

    An organisation that stays keeps the document's own words for it. Returns the organisations
    before and after, in words. Raises NoOrganisationError, OrganisationElsewhereError.
    """
    if not any(one.role in {AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE} for one in wanted):
        raise NoOrganisationError
    known = Organisation.objects.filter(place=task.plan.place_id).in_bulk(
        [one.organisation for one in wanted]
    )
    if len(known) != len({one.organisation for one in wanted}):
        raise OrganisationElsewhereError
    before = in_words(task)
    written = {one.organisation_id: one for one in task.assignments.select_for_update()}
    task.assignments.all().delete()
    Assignment.objects.bulk_create(
        Assignment(
            task=task,
            organisation=known[one.organisation],
            role=one.role,
            word=_word(written.get(one.organisation), one),
            lead=one.lead,
            written=written[one.organisation].written
            if one.organisation in written
            else known[one.organisation].name,
            order=order,
        )
        for order, one in enumerate(wanted)
    )
    index.rescope([task.pk])
    names = task.assignments.order_by("order").values_list("written", flat=True)
    index.replace(task.pk, "task", "units", "、".join(names))
    return before, in_words(task)


def _word(standing: Assignment | None, wanted: Wanted) -> str:
    """Return the document's word for a role that stays, else none: the role says it."""
    if standing is not None and standing.role == wanted.role and standing.lead == wanted.lead:
        return standing.word
    return ""


def _role(one: Assignment) -> str:
    if one.lead:
        return "牵头"
    if one.role == AssignmentRole.RESPONSIBLE:
        return ""
    return one.word or str(one.get_role_display())
