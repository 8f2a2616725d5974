"""A leader leaves, and another takes over everything as of a day."""

from datetime import date

from django.db import transaction

from jiannuo.directory.actions.assign_sector import assign_sector
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Leader, Tenure
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def succeed_leader(
    actor: Actor, leader: Leader, successor: Leader, *, on: date, today: date, document: str = ""
) -> None:
    """Pass all of a leader's sectors to a successor, who from now on also sees the leader's tasks.

    The tasks keep the name that stood over them; on the day before `on` the leader still answers.
    Raises NotFittingError for a day to come and for a successor who left in turn.
    """
    require(actor, Act.EDIT_ORGANISATIONS, Subject(place=leader.place_id))
    if successor.pk == leader.pk or successor.place_id != leader.place_id:
        raise NotFittingError("请选本地区的另一位领导。", "successor")
    if leader.succeeded_by_id or successor.succeeded_by_id:
        gone = leader if leader.succeeded_by_id else successor
        raise NotFittingError(f"“{gone}”的分工已由“{gone.succeeded_by}”接任。", "successor")
    if on > today:
        raise NotFittingError("接任日期还没有到。请在当天或以后办理。", "on")
    with transaction.atomic():
        for tenure in Tenure.objects.filter(leader=leader, ends=None).select_related("sector"):
            assign_sector(actor, tenure.sector, successor, begins=on, document=document)
        leader.succeeded_by = successor
        leader.save(update_fields=["succeeded_by"])
        Leader.objects.filter(succeeded_by=leader).update(succeeded_by=successor)
        record(
            actor.author,
            "leader.succeed",
            Recorded("leader", leader.pk, leader.name),
            {"after": successor.name, "on": on.isoformat(), "document": document},
        )
