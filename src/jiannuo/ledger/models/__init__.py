"""Plans, tasks, targets, assignments; the text index."""

from jiannuo.ledger.models.index import IndexedText
from jiannuo.ledger.models.plans import Plan, PlanKind
from jiannuo.ledger.models.tasks import (
    Assignment,
    AssignmentRole,
    Target,
    TargetKind,
    Task,
    TaskLeader,
    TaskState,
)

__all__ = [
    "Assignment",
    "AssignmentRole",
    "IndexedText",
    "Plan",
    "PlanKind",
    "Target",
    "TargetKind",
    "Task",
    "TaskLeader",
    "TaskState",
]
