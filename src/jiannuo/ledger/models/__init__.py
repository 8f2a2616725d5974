"""Plans, tasks, targets, assignments; issuing, changes by decision; the text index."""

from jiannuo.ledger.models.adjustments import (
    Adjustment,
    AdjustmentKind,
    Decision,
    TargetVersion,
)
from jiannuo.ledger.models.index import IndexedText
from jiannuo.ledger.models.issuing import (
    Issue,
    Objection,
    ObjectionAnswer,
    ObjectionReason,
    Receipt,
)
from jiannuo.ledger.models.plans import Plan, PlanKind
from jiannuo.ledger.models.promises import SamePromise
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
    "Adjustment",
    "AdjustmentKind",
    "Assignment",
    "AssignmentRole",
    "Decision",
    "IndexedText",
    "Issue",
    "Objection",
    "ObjectionAnswer",
    "ObjectionReason",
    "Plan",
    "PlanKind",
    "Receipt",
    "SamePromise",
    "Target",
    "TargetKind",
    "TargetVersion",
    "Task",
    "TaskLeader",
    "TaskState",
]
