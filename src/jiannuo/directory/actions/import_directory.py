"""Take over a workbook of organisations, sectors and users: all of it, or nothing."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.importing.reading import Fault, SheetRow
from jiannuo.directory.importing.workbook import Plan, plan
from jiannuo.directory.models import Place
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


class FaultyWorkbookError(Exception):
    """The workbook has faults; nothing was taken over."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"表格里有 {len(faults)} 处要改，没有导入。")
        self.faults = faults


def import_directory(actor: Actor, place: Place, rows: list[SheetRow], *, name: str) -> Plan:
    """Take the steps that the actor may take, and return what was done and what waits for others.

    Every step is an action of its own with its own entry; one more entry says where they came from.
    Importing the same workbook again does nothing. Raises FaultyWorkbookError, or NotFittingError
    where something changed since the workbook was looked at.
    """
    with transaction.atomic():
        found = plan(actor, place, rows)
        if found.faults:
            raise FaultyWorkbookError(found.faults)
        for step in found.steps:
            try:
                step.take(actor)
            except NotFittingError as error:
                sentence = f"“{step.sheet}”第 {step.row} 行：{error}"
                raise NotFittingError(sentence) from error
        if found.steps:
            record(
                actor.author,
                "directory.import",
                Recorded("place", place.pk, place.full_name),
                {"file": name, "changes": len(found.steps)},
            )
    return found
