"""Write the parts into which an organisation splits its task for itself (分解序号).

Called inside the transaction that approves a plan filing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiannuo.directory.models import Organisation
from jiannuo.ledger.actions.write_targets import Grounds, TargetName, write_targets
from jiannuo.ledger.models import Task, TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a task: its number (1.1), what is to be done, by whom, and its targets by period."""

    number: str
    content: str
    principal: str = ""
    deputy: str = ""
    remarks: str = ""
    targets: Mapping[TargetName, str] = field(default_factory=dict)


def split_task(
    task: Task, organisation: Organisation, parts: Sequence[Part], grounds: Grounds
) -> None:
    """Make an organisation's parts of a task what is given, in this order.

    A part that is no longer wanted is ended, never deleted: reports may speak of it.
    """
    standing = {one.position: one for one in task.parts.filter(organisation=organisation)}
    for position, part in enumerate(parts):
        one = standing.pop(position, None) or Task(
            plan=task.plan,
            parent=task,
            organisation=organisation,
            table=task.table,
            position=position,
        )
        one.state, one.number, one.subproject = TaskState.RUNNING, part.number, part.content
        one.principal, one.deputy, one.remarks = part.principal, part.deputy, part.remarks
        one.save()
        write_targets(one, part.targets, grounds)
    for one in standing.values():
        one.state = TaskState.ENDED
        one.save(update_fields=["state"])
