"""The one permission module: who may do what to which subject.

A role has a fixed reach (a place, an organisation's tasks, a leader's sector, the installation) and
a set of acts. An act is allowed if one of the actor's roles has it and reaches the subject. Reading
rows in bulk goes through each app's `visible_to(actor)`, which rests on the same reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jiannuo.directory.actor import Actor, Held
from jiannuo.directory.models import Role
from jiannuo.directory.models.people import OF_A_LEADER, OF_A_PLACE, OF_AN_ORGANISATION


class Act(StrEnum):
    """Everything that somebody may or may not do."""

    SEE_TASK = "see_task"
    SEE_SOURCE = "see_source"
    SEE_WHOLE_SOURCE = "see_whole_source"
    EXPORT = "export"
    IMPORT = "import"
    CORRECT = "correct"
    ANSWER = "answer"
    ISSUE = "issue"
    RECEIVE = "receive"
    FILE_PLAN = "file_plan"
    REPORT = "report"
    SIGN = "sign"
    REVIEW = "review"
    MANAGE_ROUNDS = "manage_rounds"
    APPROVE = "approve"
    COMPOSE = "compose"
    CLEAR = "clear"
    SEE_DIRECTORY = "see_directory"
    EDIT_PLACES = "edit_places"
    EDIT_ORGANISATIONS = "edit_organisations"
    EDIT_USERS = "edit_users"
    EDIT_GRANTS = "edit_grants"
    READ_TRAIL = "read_trail"
    CONFIGURE = "configure"
    PURGE = "purge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an act is about, as far as permission is concerned: ids, None or empty for "none".

    A task's subject names its place, the organisations assigned to it and its leaders; a place's
    (for an import into it) only the place; the installation's nothing.
    """

    place: int | None = None
    organisations: frozenset[int] = frozenset()
    leaders: frozenset[int] = frozenset()


INSTALLATION: Final = Subject()
"""The subject of acts that concern the whole installation."""

_READING: Final = frozenset({Act.SEE_TASK, Act.SEE_SOURCE, Act.EXPORT})
_WHOLE: Final = _READING | {Act.SEE_WHOLE_SOURCE}
_OFFICE: Final = _WHOLE | {
    Act.IMPORT,
    Act.CORRECT,
    Act.ANSWER,
    Act.ISSUE,
    Act.REVIEW,
    Act.MANAGE_ROUNDS,
    Act.COMPOSE,
    Act.SEE_DIRECTORY,
    Act.EDIT_ORGANISATIONS,
}
_ORGANISATION: Final = _READING | {Act.ANSWER, Act.RECEIVE, Act.FILE_PLAN, Act.REPORT}

ACTS: Final[Mapping[Role, frozenset[Act]]] = {
    Role.SYSTEM_ADMIN: frozenset(
        {Act.SEE_DIRECTORY, Act.EDIT_PLACES, Act.EDIT_ORGANISATIONS, Act.EDIT_USERS, Act.CONFIGURE}
    ),
    Role.SECURITY_ADMIN: frozenset({Act.SEE_DIRECTORY, Act.EDIT_GRANTS, Act.PURGE}),
    Role.AUDIT_ADMIN: frozenset({Act.SEE_DIRECTORY, Act.READ_TRAIL}),
    Role.DIRECTOR: _OFFICE | {Act.APPROVE},
    Role.OFFICER: _OFFICE,
    Role.OBSERVER: _WHOLE,
    Role.REVIEWER: frozenset({Act.CLEAR}),
    Role.CLERK: _ORGANISATION,
    Role.HEAD: _ORGANISATION | {Act.SIGN},
    Role.LEADER: _READING,
    Role.SECRETARY: _READING,
}


class NotAllowedError(Exception):
    """The actor may not do this; faces answer with "没有权限" (or with "not found" for reading)."""

    def __init__(self, act: Act) -> None:
        super().__init__("您没有权限进行此操作。如确需办理，请联系本单位的系统管理员。")
        self.act = act


def may(actor: Actor, act: Act, subject: Subject = INSTALLATION) -> bool:
    """Say whether the actor may do this to that subject."""
    if actor.machine:
        return True
    return any(act in ACTS[held.role] and _reaches(held, subject) for held in actor.held)


def require(actor: Actor, act: Act, subject: Subject = INSTALLATION) -> None:
    """Raise NotAllowedError unless the actor may do this to that subject."""
    if not may(actor, act, subject):
        raise NotAllowedError(act)


def _reaches(held: Held, subject: Subject) -> bool:
    if held.role in OF_A_PLACE:
        return subject.place is not None and subject.place == held.place
    if held.role in OF_AN_ORGANISATION:
        return not held.organisations.isdisjoint(subject.organisations)
    if held.role in OF_A_LEADER:
        return not held.leaders.isdisjoint(subject.leaders)
    return True
