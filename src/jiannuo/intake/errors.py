"""What may go wrong on the way in, each with a sentence for the person who tried."""

from jiannuo.intake.correcting import ChangeDoesNotFitError
from jiannuo.intake.queries.alike import AlikePlan

__all__ = [
    "ChangeDoesNotFitError",
    "NotReadyError",
    "NothingToConfirmError",
    "PlanExistsError",
]


class NotReadyError(Exception):
    """The upload isn't in a state in which this can be done (any more)."""


class NothingToConfirmError(Exception):
    """What the ledger needs is missing: the year, a row."""


class PlanExistsError(Exception):
    """The ledger already holds this list; a person has to choose."""

    def __init__(self, plans: tuple[AlikePlan, ...]) -> None:
        names = "、".join(f"《{one.title}》" for one in plans)
        super().__init__(f"台账中已有同一批任务：{names}。请选择是并入它，还是另建一份。")
        self.plans = plans
