"""The sheet of leaders and their sectors: rows out, steps back."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from jiannuo.directory.actions.assign_sector import assign_sector, describe_sector, end_tenure
from jiannuo.directory.actions.describe_leader import create_leader, describe_leader
from jiannuo.directory.actor import Actor
from jiannuo.directory.importing.layout import SECTORS
from jiannuo.directory.importing.reading import Fault, SheetRow, day_of
from jiannuo.directory.importing.steps import Difference, Step
from jiannuo.directory.models import Leader, Organisation, Place, Sector, Tenure
from jiannuo.directory.permissions import Act

Key = tuple[str, str, date]
"""Leader, sector, first day: what a tenure is known by."""


def rows_of(place: Place) -> Iterator[tuple[str, ...]]:
    """Return a place's leaders as rows, one for each tenure; a leader without any has one row."""
    listed = Leader.objects.filter(place=place)
    for one in listed.prefetch_related("tenures__sector__organisations"):
        tenures = list(one.tenures.all())
        for tenure in tenures:
            organisations = "、".join(org.name for org in tenure.sector.organisations.all())
            days = (tenure.begins.isoformat(), tenure.ends.isoformat() if tenure.ends else "")
            yield (one.name, one.title, tenure.sector.name, organisations, *days, tenure.document)
        if not tenures:
            yield (one.name, one.title, "", "", "", "", "")


def plan(
    place: Place, rows: list[SheetRow], organisations: set[str]
) -> tuple[list[Step], list[Fault]]:
    """Compare rows with the place's leaders; `organisations` are the names that will be there."""
    faults = [fault for row in rows for fault in _faults(row, organisations)]
    if not faults:
        faults += _overlaps(place, rows)
    if faults:
        return [], faults
    leaders = {one.name: one for one in Leader.objects.filter(place=place)}
    tenures = {
        (one.leader.name, one.sector.name, one.begins): one
        for one in Tenure.objects.filter(sector__place=place).select_related("leader", "sector")
    }
    steps = [
        *_leader_steps(place, rows, leaders),
        *_sector_steps(place, rows),
        *_tenure_steps(place, rows, tenures),
    ]
    return steps, []


def _faults(row: SheetRow, organisations: set[str]) -> Iterator[Fault]:
    if not row["姓名"]:
        yield row.fault("姓名", "请写领导姓名。")
    days: dict[str, date | None] = {}
    for column in ("起", "止"):
        try:
            days[column] = day_of(row[column])
        except ValueError:
            yield row.fault(column, f"“{row[column]}”不是日期，请写成 2023-01-05 的样子。")
    if row["分管工作"] and "起" in days and days["起"] is None:
        yield row.fault("起", "请写从哪天起分管。")
    if not row["分管工作"] and (row["分管单位"] or row["起"] or row["止"]):
        yield row.fault("分管工作", "写了分管单位或日期，却没有写分管什么工作。")
    begins, ends = days.get("起"), days.get("止")
    if begins and ends and ends < begins:
        yield row.fault("止", "结束日期早于开始日期。")
    unknown = [name for name in row.names("分管单位") if name not in organisations]
    if unknown:
        yield row.fault("分管单位", f"没有登记“{'、'.join(unknown)}”，“单位”表里也没有。")


def _overlaps(place: Place, rows: list[SheetRow]) -> Iterator[Fault]:
    """Find tenures of a sector that would run at the same time: in the sheet, or against what is there.

    What is there and open gives way to a later one of the sheet, as on the page.
    """
    in_sheet = {_key(row): row for row in rows if row["分管工作"]}
    spans: dict[str, list[tuple[date, date | None, str, SheetRow | None]]] = {}
    for key, written in in_sheet.items():
        spans.setdefault(key[1], []).append((key[2], day_of(written["止"]), key[0], written))
    for one in Tenure.objects.filter(sector__place=place).select_related("leader", "sector"):
        key = (one.leader.name, one.sector.name, one.begins)
        if key not in in_sheet and key[1] in spans:
            spans[key[1]].append((one.begins, one.ends, one.leader.name, None))
    for sector, held in spans.items():
        held.sort(key=lambda span: span[0])
        for (first, last, who, row), (begins, _, other, later) in pairwise(held):
            gives_way = row is None and last is None and first < begins
            if (last is None or last >= begins) and not gives_way:
                at = later or row
                if at is not None:
                    sentence = (
                        f"“{sector}”在{begins}同时由{who}和{other}分管，请给前一段写上结束日期。"
                    )
                    yield at.fault("起", sentence)


def _leader_steps(place: Place, rows: list[SheetRow], leaders: dict[str, Leader]) -> Iterator[Step]:
    titles = {row["姓名"]: (row["职务"], row.row) for row in rows}
    for name, (title, number) in titles.items():
        one = leaders.get(name)
        before = one.title if one else ""
        if one is not None and before == title:
            continue
        yield Step(
            sheet=SECTORS,
            row=number,
            subject=name,
            is_new=one is None,
            act=Act.EDIT_ORGANISATIONS,
            differences=(Difference("职务", before, title),) if before != title else (),
            take=lambda actor, name=name, title=title: _take_leader(actor, place, name, title),  # type: ignore[misc]
        )


def _sector_steps(place: Place, rows: list[SheetRow]) -> Iterator[Step]:
    """Yield sectors that are new or get other organisations: those of the sector's last row."""
    wanted = {row["分管工作"]: row for row in rows if row["分管工作"]}
    known = {
        one.name: one
        for one in Sector.objects.filter(place=place).prefetch_related("organisations")
    }
    for name, row in wanted.items():
        one = known.get(name)
        before = sorted(org.name for org in one.organisations.all()) if one else []
        after = sorted(row.names("分管单位"))
        if one is not None and before == after:
            continue
        yield Step(
            sheet=SECTORS,
            row=row.row,
            subject=name,
            is_new=one is None,
            act=Act.EDIT_ORGANISATIONS,
            differences=(Difference("分管单位", "、".join(before), "、".join(after)),)
            if before != after
            else (),
            take=lambda actor, name=name, after=after: describe_sector(  # type: ignore[misc]
                actor,
                place,
                name=name,
                organisations=list(Organisation.objects.filter(place=place, name__in=after)),
            ),
        )


def _tenure_steps(place: Place, rows: list[SheetRow], tenures: dict[Key, Tenure]) -> Iterator[Step]:
    held = sorted((row for row in rows if row["分管工作"]), key=lambda row: _key(row)[2])
    for row in held:
        key, ends = _key(row), day_of(row["止"])
        one = tenures.get(key)
        if one is not None and one.ends == ends:
            continue
        before = "" if one is None else "分管至今" if one.ends is None else f"到{one.ends}"
        after = f"{key[2]}起" if ends is None else f"{key[2]}至{ends}"
        yield Step(
            sheet=SECTORS,
            row=row.row,
            subject=f"{key[0]}分管“{key[1]}”",
            is_new=one is None,
            act=Act.EDIT_ORGANISATIONS,
            differences=(Difference("起止", before, after),),
            take=lambda actor, row=row, one=one: _take_tenure(actor, place, row, one),  # type: ignore[misc]
        )


def _key(row: SheetRow) -> Key:
    begins = day_of(row["起"])
    if begins is None:  # `_faults` has asked for it
        raise AssertionError(row)
    return row["姓名"], row["分管工作"], begins


def _take_leader(actor: Actor, place: Place, name: str, title: str) -> None:
    one = Leader.objects.filter(place=place, name=name).first()
    if one is None:
        create_leader(actor, place, name=name, title=title)
    else:
        describe_leader(actor, one, title=title)


def _take_tenure(actor: Actor, place: Place, row: SheetRow, one: Tenure | None) -> None:
    name, sector, begins = _key(row)
    ends = day_of(row["止"])
    if one is not None and ends is not None:
        end_tenure(actor, one, ends=ends)
        return
    assign_sector(
        actor,
        Sector.objects.get(place=place, name=sector),
        Leader.objects.get(place=place, name=name),
        begins=begins,
        ends=ends,
        document=row["依据"],
    )
