"""The sheet of organisations: rows out, steps back."""

from collections.abc import Iterator

from jiannuo.directory.actions.create_organisation import create_organisation
from jiannuo.directory.actions.describe_organisation import add_alias, describe_organisation
from jiannuo.directory.actor import Actor
from jiannuo.directory.importing.layout import KINDS, ORGANISATIONS
from jiannuo.directory.importing.reading import Fault, SheetRow
from jiannuo.directory.importing.steps import Difference, Step
from jiannuo.directory.models import Organisation, OrganisationAlias, OrganisationKind, Place
from jiannuo.directory.permissions import Act

_LONGEST_TELEPHONE = 40
_LONGEST_NAME = 200


def rows_of(place: Place) -> Iterator[tuple[str, ...]]:
    """Return a place's organisations as rows; merged ones stay out, their successors are in."""
    listed = Organisation.objects.filter(place=place, merged_into=None)
    for one in listed.prefetch_related("aliases", "members"):
        yield (
            one.name,
            str(one.get_kind_display()),
            one.telephone,
            one.internal_telephone,
            "、".join(alias.name for alias in one.aliases.all()),
            "、".join(member.name for member in one.members.all()),
        )


def plan(place: Place, rows: list[SheetRow]) -> tuple[list[Step], list[Fault]]:
    """Compare rows with the place's organisations."""
    listed = Organisation.objects.filter(place=place).prefetch_related("aliases", "members")
    known = {one.name: one for one in listed}
    aliases = dict(
        OrganisationAlias.objects.filter(place=place).values_list("name", "organisation__name")
    )
    names = {row["名称"] for row in rows} | set(known)
    steps: list[Step] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in rows:
        wrong = list(_faults(row, known, aliases, names, seen))
        seen.add(row["名称"])
        faults += wrong
        if not wrong and (step := _step(place, row, known.get(row["名称"]))):
            steps.append(step)
    return steps, faults


def _faults(
    row: SheetRow,
    known: dict[str, Organisation],
    aliases: dict[str, str],
    names: set[str],
    seen: set[str],
) -> Iterator[Fault]:
    name = row["名称"]
    if not name or len(name) > _LONGEST_NAME:
        yield row.fault("名称", "请写单位名称，不超过 200 字。")
    elif name in seen:
        yield row.fault("名称", f"“{name}”在表里出现了两次，请留一行。")
    elif name not in known and name in aliases:
        yield row.fault("名称", f"“{name}”是“{aliases[name]}”的别名，请写单位名称。")
    elif name in known and known[name].merged_into_id:
        yield row.fault("名称", f"“{name}”已并入“{known[name].merged_into}”，请删去这一行。")
    if row["类别"] and row["类别"] not in KINDS:
        yield row.fault("类别", f"没有“{row['类别']}”这个类别，可选：{'；'.join(KINDS)}。")
    for column in ("办公电话", "内部电话"):
        if len(row[column]) > _LONGEST_TELEPHONE:
            yield row.fault(column, "电话不超过 40 个字符，多个电话请只留一个。")
    for alias in row.names("别名"):
        if alias in names and alias != name:
            yield row.fault("别名", f"“{alias}”是另一个单位的名称，不能作别名。")
        elif aliases.get(alias, name) != name:
            yield row.fault("别名", f"“{alias}”已经是“{aliases[alias]}”的别名。")
    members = row.names("成员")
    unknown = [one for one in members if one not in names]
    if unknown:
        yield row.fault("成员", f"没有登记“{'、'.join(unknown)}”，表里也没有。")
    if members and KINDS.get(row["类别"]) != OrganisationKind.GROUP:
        yield row.fault("成员", "只有类别为“单位集合”的才写成员。")


def _step(place: Place, row: SheetRow, one: Organisation | None) -> Step | None:
    """Return what the row changes. An empty kind or telephone in the sheet is taken at its word."""
    before = _values(one)
    kind = row["类别"] or before["类别"] or str(OrganisationKind.BUREAU.label)
    had = set(before["别名"].split("、")) if before["别名"] else set()
    added = [alias for alias in row.names("别名") if alias not in had]
    after = {
        "类别": kind,
        "办公电话": row["办公电话"],
        "内部电话": row["内部电话"],
        "成员": "、".join(sorted(row.names("成员"))),
    }
    differences = [
        Difference(label, before[label], text)
        for label, text in after.items()
        if before[label] != text
    ]
    if added:
        differences.append(Difference("别名", before["别名"], "、".join((*sorted(had), *added))))
    if one is not None and not differences:
        return None
    return Step(
        sheet=ORGANISATIONS,
        row=row.row,
        subject=row["名称"],
        is_new=one is None,
        act=Act.EDIT_ORGANISATIONS,
        differences=tuple(differences),
        take=lambda actor: _take(actor, place, row, KINDS[kind], added),
    )


def _values(one: Organisation | None) -> dict[str, str]:
    if one is None:
        return dict.fromkeys(("类别", "办公电话", "内部电话", "别名", "成员"), "")
    return {
        "类别": str(one.get_kind_display()),
        "办公电话": one.telephone,
        "内部电话": one.internal_telephone,
        "别名": "、".join(sorted(alias.name for alias in one.aliases.all())),
        "成员": "、".join(sorted(member.name for member in one.members.all())),
    }


def _take(
    actor: Actor, place: Place, row: SheetRow, kind: OrganisationKind, aliases: list[str]
) -> None:
    found = Organisation.objects.filter(place=place, name=row["名称"]).first()
    one = found or create_organisation(actor, place, name=row["名称"], kind=kind)
    is_group = kind == OrganisationKind.GROUP
    members = Organisation.objects.filter(place=place, name__in=row.names("成员"))
    describe_organisation(
        actor,
        one,
        kind=kind,
        telephone=row["办公电话"],
        internal_telephone=row["内部电话"],
        members=list(members) if is_group else None,
    )
    for alias in aliases:
        add_alias(actor, one, alias)
