"""The sheet of users and their roles: rows out, steps back.

The system administrator's step is the account, the security administrator's the role. Each
uploads the same workbook and confirms what is theirs; neither can do the other's part.
"""

from collections.abc import Iterator
from typing import Any

from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.describe_user import describe_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.importing.layout import ROLES, USERS
from jiannuo.directory.importing.reading import Fault, SheetRow
from jiannuo.directory.importing.steps import Difference, Step
from jiannuo.directory.models import Grant, Leader, Organisation, Place, Role, User
from jiannuo.directory.models.people import ADMINISTRATORS, OF_A_LEADER, OF_AN_ORGANISATION
from jiannuo.directory.permissions import Act

_LONGEST = {"用户名": 60, "姓名": 60, "电话": 40}


def rows_of(place: Place) -> Iterator[tuple[str, ...]]:
    """Return the users who hold a role in a place, a row for each role."""
    grants = Grant.objects.filter(place=place, active=True, user__is_active=True)
    for one in (
        grants.exclude(role__in=ADMINISTRATORS)
        .select_related("user", "organisation", "leader")
        .order_by("user__username", "role", "pk")
    ):
        user = one.user
        reach = one.organisation or one.leader or ""
        yield (user.username, user.name, user.telephone, str(one.get_role_display()), str(reach))


def plan(
    place: Place, rows: list[SheetRow], organisations: set[str], leaders: set[str]
) -> tuple[list[Step], list[Fault]]:
    """Compare rows with the accounts; the names are those that will be there once all is imported."""
    faults = [fault for row in rows for fault in _faults(row, organisations, leaders)]
    faults += _contradictions(rows)
    if faults:
        return [], faults
    users = {one.username.casefold(): one for one in User.objects.all()}
    held = set(
        Grant.objects.filter(place=place, active=True).values_list(
            "user__username", "role", "organisation__name", "leader__name"
        )
    )
    steps = [*_account_steps(rows, users), *_grant_steps(place, rows, users, held)]
    return steps, []


def _faults(row: SheetRow, organisations: set[str], leaders: set[str]) -> Iterator[Fault]:
    for column, longest in _LONGEST.items():
        if len(row[column]) > longest:
            yield row.fault(column, f"不超过 {longest} 个字符。")
    for column in ("用户名", "姓名"):
        if not row[column]:
            yield row.fault(column, f"请写{column}。")
    if any(one.isspace() for one in row["用户名"]):
        yield row.fault("用户名", "用户名里不能有空格。")
    reach = row["单位或领导"]
    role = ROLES.get(row["角色"])
    if row["角色"] and role is None:
        yield row.fault("角色", f"没有“{row['角色']}”这个角色，可选：{'、'.join(ROLES)}。")
    elif role in OF_AN_ORGANISATION and reach not in organisations:
        known = f"没有登记“{reach}”这个单位" if reach else f"{row['角色']}要写明单位"
        yield row.fault("单位或领导", f"{known}。请与“单位”表里的名称一致。")
    elif role in OF_A_LEADER and reach not in leaders:
        known = f"没有登记“{reach}”这位领导" if reach else f"{row['角色']}要写明领导"
        yield row.fault("单位或领导", f"{known}。请与“领导分工”表里的姓名一致。")
    elif role is not None and role not in (*OF_AN_ORGANISATION, *OF_A_LEADER) and reach:
        yield row.fault("单位或领导", f"{row['角色']}管全地区，这里请空着。")
    elif role is None and reach and not row["角色"]:
        yield row.fault("角色", "写了单位或领导，却没有写角色。")


def _contradictions(rows: list[SheetRow]) -> Iterator[Fault]:
    """One user on several rows has one name and one telephone."""
    first: dict[str, SheetRow] = {}
    for row in rows:
        known = first.setdefault(row["用户名"].casefold(), row)
        for column in ("姓名", "电话"):
            if row[column] != known[column]:
                yield row.fault(
                    column, f"用户“{row['用户名']}”的{column}与第 {known.row} 行不同，请写成一样。"
                )


def _account_steps(rows: list[SheetRow], users: dict[str, User]) -> Iterator[Step]:
    for name, row in {row["用户名"].casefold(): row for row in reversed(rows)}.items():
        one = users.get(name)
        before = {"姓名": one.name if one else "", "电话": one.telephone if one else ""}
        differences = tuple(
            Difference(label, text, row[label])
            for label, text in before.items()
            if text != row[label]
        )
        if one is None or differences:
            yield Step(
                sheet=USERS,
                row=row.row,
                subject=row["用户名"],
                is_new=one is None,
                act=Act.EDIT_USERS,
                differences=differences,
                take=lambda actor, row=row: _take_account(actor, row),  # type: ignore[misc]
            )


def _grant_steps(
    place: Place,
    rows: list[SheetRow],
    users: dict[str, User],
    held: set[tuple[Any, ...]],
) -> Iterator[Step]:
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        role = ROLES.get(row["角色"])
        if role is None:
            continue
        key = (row["用户名"].casefold(), role.value, row["单位或领导"])
        one = users.get(key[0])
        organisation = row["单位或领导"] if role in OF_AN_ORGANISATION else None
        leader = row["单位或领导"] if role in OF_A_LEADER else None
        there = one is not None and (one.username, role.value, organisation, leader) in held
        if there or key in seen:
            continue
        seen.add(key)
        yield Step(
            sheet=USERS,
            row=row.row,
            subject=row["用户名"],
            is_new=False,
            act=Act.EDIT_GRANTS,
            differences=(Difference("角色", "", f"{row['单位或领导']}{row['角色']}"),),
            take=lambda actor, row=row, role=role: _take_grant(actor, place, row, role),  # type: ignore[misc]
        )


def _take_account(actor: Actor, row: SheetRow) -> None:
    one = User.objects.filter(username__iexact=row["用户名"]).first()
    if one is None:
        create_user(actor, username=row["用户名"], name=row["姓名"], telephone=row["电话"])
    else:
        describe_user(actor, one, name=row["姓名"], telephone=row["电话"])


def _take_grant(actor: Actor, place: Place, row: SheetRow, role: Role) -> None:
    one = User.objects.filter(username__iexact=row["用户名"]).first()
    if one is None:
        raise NotFittingError(
            f"第 {row.row} 行：账号“{row['用户名']}”还没有建立。请先由系统管理员导入同一份表格。"
        )
    name = row["单位或领导"]
    reach: dict[str, Any] = {"place": place}
    if role in OF_AN_ORGANISATION:
        reach = {"organisation": Organisation.objects.get(place=place, name=name)}
    elif role in OF_A_LEADER:
        reach = {"leader": Leader.objects.get(place=place, name=name)}
    grant_role(actor, one, role, **reach)
