"""A task's organisations as a form: each with its role, and room for others."""

from collections.abc import Mapping
from typing import Any, Final

from jiannuo.directory.models import Organisation, Place
from jiannuo.ledger.actions.reassign import Wanted
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import AssignmentRole, Task

LEAD: Final = "lead"
ROLES: Final = (
    (LEAD, "牵头"),
    ("responsible", "责任"),
    ("supporting", "配合"),
    ("data", "提供数据"),
    ("", "不承担"),
)
_ROOM: Final = 3


class UnknownOrganisationError(NotPossibleError):
    """The form names an organisation that the place doesn't have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"本地没有叫“{name}”的单位。请从提示里选，或先在“管理”里登记。")


def assignment_fields(task: Task, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what the form shows: the standing organisations and empty lines, with what was given."""
    rows = [
        {
            "field": f"role-{one.organisation_id}",
            "name": one.written,
            "role": given.get(f"role-{one.organisation_id}", LEAD if one.lead else one.role),
        }
        for one in task.assignments.order_by("order")
    ]
    fresh = [
        {
            "field": f"new-{at}",
            "name": given.get(f"new-{at}", ""),
            "role": given.get(f"new-{at}-role", "responsible"),
        }
        for at in range(1, _ROOM + 1)
    ]
    names = Organisation.objects.filter(place=task.plan.place_id).values_list("name", flat=True)
    return {"rows": rows, "fresh": fresh, "roles": ROLES, "names": names}


def wanted_from(task: Task, given: Mapping[str, str]) -> list[Wanted]:
    """Read the form. Raises UnknownOrganisationError."""
    wanted = [
        _wanted(one.organisation_id, role)
        for one in task.assignments.order_by("order")
        if (role := given.get(f"role-{one.organisation_id}", ""))
    ]
    for at in range(1, _ROOM + 1):
        name = given.get(f"new-{at}", "").strip()
        role = given.get(f"new-{at}-role", "responsible")
        if name and role:
            wanted.append(_wanted(_organisation(task.plan.place, name).pk, role))
    # Whoever leads stands first: of several leads the first merges the report.
    ordered = sorted(wanted, key=lambda one: not one.lead)
    return list({one.organisation: one for one in reversed(ordered)}.values())[::-1]


def _wanted(organisation: int, role: str) -> Wanted:
    known = {word for word, _ in ROLES}
    if role not in known:
        raise UnknownOrganisationError(role)
    lead = True if role == LEAD else None if role == "responsible" else False
    return Wanted(organisation=organisation, role=AssignmentRole(role), lead=lead)


def _organisation(place: Place, name: str) -> Organisation:
    found = Organisation.objects.filter(place=place, name=name).first()
    if found is None:
        alias = place_alias(place, name)
        if alias is None:
            raise UnknownOrganisationError(name)
        return alias
    return found


def place_alias(place: Place, name: str) -> Organisation | None:
    """Return the organisation that documents of a place know by another name."""
    return Organisation.objects.filter(place=place, aliases__name=name).first()
