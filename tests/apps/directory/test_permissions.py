"""Who may do what: every persona against every act, on the same task.

The task is the county's second: 区住建局 leads it, 区财政局 supports it, 孙立 is over it.
"""

import pytest

from jiannuo.directory.actor import Actor, Held, machine
from jiannuo.directory.models import Role
from jiannuo.directory.permissions import (
    ACTS,
    INSTALLATION,
    Act,
    NotAllowedError,
    Subject,
    may,
    require,
)
from jiannuo.ledger.queries.visible import plans_visible_to, subject_of, tasks_visible_to
from tests.personae import County

READS = {Act.SEE_TASK, Act.SEE_SOURCE, Act.EXPORT}
WHOLE = READS | {Act.SEE_WHOLE_SOURCE}
OFFICE = WHOLE | {
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
ORGANISATION = READS | {Act.ANSWER, Act.RECEIVE, Act.FILE_PLAN, Act.REPORT}

ON_THE_SECOND_TASK: dict[str, set[Act]] = {
    "officer": OFFICE,
    "director": OFFICE | {Act.APPROVE},
    "observer": WHOLE,
    "reviewer": {Act.CLEAR},
    "clerk": ORGANISATION,
    "head": ORGANISATION | {Act.SIGN},
    "neighbour": ORGANISATION,  # supports the task
    "deputy": ORGANISATION | {Act.SIGN},  # stands in for the head
    "heir": ORGANISATION,  # the lead was merged into its organisation
    "street_clerk": set(),  # has other tasks
    "leader": set(),  # is over other tasks
    "secretary": set(),
    "foreign_officer": set(),
    "roleless": set(),
    "stranger": set(),
    "system_admin": {
        Act.SEE_DIRECTORY,
        Act.EDIT_PLACES,
        Act.EDIT_ORGANISATIONS,
        Act.EDIT_USERS,
        Act.CONFIGURE,
    },
    "security_admin": {Act.SEE_DIRECTORY, Act.EDIT_GRANTS, Act.PURGE},
    "audit_admin": {Act.SEE_DIRECTORY, Act.READ_TRAIL},
}

SEEN: dict[str, set[str]] = {
    "officer": {"1", "2", "3", "4"},
    "director": {"1", "2", "3", "4"},
    "observer": {"1", "2", "3", "4"},
    "clerk": {"1", "2"},
    "head": {"1", "2"},
    "neighbour": {"2", "3"},
    "deputy": {"1", "2"},
    "heir": {"1", "2"},
    "reviewer": set(),
    "street_clerk": {"4"},
    "leader": {"1", "3"},
    "secretary": {"1", "3"},
    "foreign_officer": set(),
    "roleless": set(),
    "stranger": set(),
    "system_admin": set(),
    "security_admin": set(),
    "audit_admin": set(),
}

PERSONAE = sorted(SEEN)


@pytest.mark.parametrize("persona", PERSONAE)
def test_what_a_persona_may_and_sees(
    persona: str, county: County, request: pytest.FixtureRequest
) -> None:
    actor: Actor = request.getfixturevalue(persona)
    second = subject_of(county.tasks[1])
    assert {act for act in Act if may(actor, act, second)} == ON_THE_SECOND_TASK[persona]
    seen = tasks_visible_to(actor)
    assert set(seen.values_list("number", flat=True)) == SEEN[persona]
    assert plans_visible_to(actor).exists() is bool(SEEN[persona])
    door = {task.pk for task in county.tasks if may(actor, Act.SEE_TASK, subject_of(task))}
    assert set(seen.values_list("pk", flat=True)) == door


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_acts(role: Role) -> None:
    assert ACTS[role]


def test_administrators_share_no_power_but_to_look_into_the_directory() -> None:
    powers = [ACTS[role] for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)]
    for one in powers:
        for other in powers:
            assert one is other or one & other == {Act.SEE_DIRECTORY}
        assert not one & (WHOLE | {Act.IMPORT, Act.CORRECT})


def test_no_role_of_a_place_acts_on_the_installation(officer: Actor, director: Actor) -> None:
    for actor in (officer, director):
        assert not any(may(actor, act, INSTALLATION) for act in Act)


def test_somebody_may_hold_roles_in_several_organisations(county: County, clerk: Actor) -> None:
    finance = Held(
        role=Role.CLERK, place=county.place.pk, organisations=frozenset({county.finance.pk})
    )
    both = Actor(id="user:0", name="", held=(*clerk.held, finance))
    assert set(tasks_visible_to(both).values_list("number", flat=True)) == {"1", "2", "3"}


def test_the_command_line_may_do_everything() -> None:
    assert all(may(machine(), act) for act in Act)


def test_a_refusal_says_what_to_do(stranger: Actor) -> None:
    with pytest.raises(NotAllowedError, match="没有权限"):
        require(stranger, Act.IMPORT, Subject(place=1))
