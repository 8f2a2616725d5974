"""Which leader answers for a task on a day, after the directory's record of who had which sector."""

from datetime import date

from jiannuo.directory.queries.sectors import Charge, in_charge
from jiannuo.ledger.models import AssignmentRole, Task


def charge_of(task: int, day: date) -> tuple[Charge, ...]:
    """Return who answers on a day; empty where the directory cannot say: then the task's leaders do.

    Supporting organisations and those that only provide data bring no leader of theirs with them.
    Raises Task.DoesNotExist. At most six queries.
    """
    found = Task.objects.select_related("plan").get(pk=task)
    answering = found.assignments.filter(
        role__in=(AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE)
    ).values_list("organisation", flat=True)
    return in_charge(
        found.plan.place_id,
        day,
        leaders=found.task_leaders.values_list("leader", flat=True),
        organisations=answering,
        sector=found.category,
    )
