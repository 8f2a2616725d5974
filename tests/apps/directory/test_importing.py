"""Organisations, sectors and users from a workbook: read back, compared, taken over whole or not at all."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from jiannuo.core.readers import Unreadable
from jiannuo.directory.actions.assign_sector import assign_sector, describe_sector
from jiannuo.directory.actions.import_directory import FaultyWorkbookError, import_directory
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.importing.reading import SheetRow, packed, read_rows, unpacked
from jiannuo.directory.importing.workbook import Plan, plan, template
from jiannuo.directory.models import (
    Grant,
    Leader,
    Organisation,
    OrganisationKind,
    Place,
    Role,
    Tenure,
    User,
)
from jiannuo.history.models import Entry
from tests.personae import County

HEADS = {
    "单位": ("名称", "类别", "办公电话", "内部电话", "别名", "成员"),
    "领导分工": ("姓名", "职务", "分管工作", "分管单位", "起", "止", "依据"),
    "人员账号": ("用户名", "姓名", "电话", "角色", "单位或领导"),
}


def workbook(**sheets: list[tuple[Any, ...]]) -> bytes:
    """Write a workbook as somebody would in Excel."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in (HEADS[title], *rows):
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(data: bytes) -> list[SheetRow]:
    rows, faults = read_rows(data, "名册.xlsx")
    assert faults == []
    return unpacked(packed(rows))


def taken(place: Place, data: bytes, actor: Actor | None = None) -> Plan:
    return import_directory(actor or machine(), place, rows_of(data), name="名册.xlsx")


def faults(place: Place, **sheets: list[tuple[Any, ...]]) -> list[tuple[str, int, str, str]]:
    rows, unread = read_rows(workbook(**sheets), "名册.xlsx")
    found = (*unread, *plan(machine(), place, rows).faults)
    return [(one.sheet, one.row, one.column, one.sentence) for one in found]


FULL = {
    "单位": [
        ("区住建局", "部门", "0533-7180001", "7180002", "区住房城乡建设局、住建", ""),
        ("区水利局", "部门", "0533-7180003", "", "", ""),
        ("有关部门", "单位集合", "", "", "", "区水利局、区住建局"),
    ],
    "领导分工": [
        ("周明远", "副区长", "城市更新", "区住建局、区水利局", "2022-01-01", "2022-12-31", ""),
        ("吴新", "副区长", "城市更新", "区住建局、区水利局", date(2023, 1, 5), "", "分工通知"),
        ("孙立", "常务副区长", "", "", "", "", ""),
    ],
    "人员账号": [
        ("zhaoming", "赵明", "13800000000", "单位填报人", "区水利局"),
        ("zhaoming", "赵明", "13800000000", "秘书", "吴新"),
        ("qianli", "钱立", "", "督查员", ""),
    ],
}


def test_a_full_workbook_is_taken_over(county: County) -> None:
    taken(county.place, workbook(**FULL))
    housing = Organisation.objects.get(name="区住建局")
    assert (housing.telephone, housing.internal_telephone) == ("0533-7180001", "7180002")
    assert {alias.name for alias in housing.aliases.all()} == {"区住房城乡建设局", "住建"}
    group = Organisation.objects.get(name="有关部门")
    assert group.kind == OrganisationKind.GROUP
    assert {one.name for one in group.members.all()} == {"区水利局", "区住建局"}
    held = [(t.leader.name, t.begins, t.ends) for t in Tenure.objects.all()]
    assert held == [
        ("周明远", date(2022, 1, 1), date(2022, 12, 31)),
        ("吴新", date(2023, 1, 5), None),
    ]
    assert Leader.objects.get(name="孙立").title == "常务副区长"
    user = User.objects.get(username="zhaoming")
    assert {grant.role for grant in user.grants.all()} == {Role.CLERK, Role.SECRETARY}
    assert not user.has_usable_password()


def test_the_same_workbook_again_changes_nothing(county: County) -> None:
    taken(county.place, workbook(**FULL))
    before = Entry.objects.count()
    assert taken(county.place, workbook(**FULL)).steps == ()
    assert Entry.objects.count() == before


def test_the_template_comes_filled_and_changes_nothing(county: County) -> None:
    taken(county.place, workbook(**FULL))
    data = template(county.place, with_users=True)
    found = plan(machine(), county.place, rows_of(data))
    assert (found.steps, found.faults) == ((), ())
    assert {row.sheet for row in rows_of(data)} == set(HEADS)


def test_a_template_that_somebody_edited_changes_what_they_edited(county: County) -> None:
    taken(county.place, workbook(**FULL))
    book = openpyxl.load_workbook(io.BytesIO(template(county.place, with_users=True)))
    sheet = book["单位"]
    [cell] = [row[2] for row in sheet.iter_rows(min_row=2) if row[0].value == "区水利局"]
    cell.value = "0533-7189999"
    stream = io.BytesIO()
    book.save(stream)
    [step] = plan(machine(), county.place, rows_of(stream.getvalue())).steps
    [difference] = step.differences
    assert (step.subject, step.is_new) == ("区水利局", False)
    assert (difference.label, difference.before, difference.after) == (
        "办公电话",
        "0533-7180003",
        "0533-7189999",
    )


def test_a_sector_passes_on_as_on_the_page(county: County, officer: Actor) -> None:
    sector = describe_sector(officer, county.place, name="城市更新")
    assign_sector(officer, sector, county.leader, begins=date(2023, 1, 5))
    taken(
        county.place,
        workbook(领导分工=[("孙立", "", "城市更新", "", "2023年6月1日", "", "")]),
    )
    first, second = Tenure.objects.all()
    assert first.ends == date(2023, 5, 31)
    assert (second.leader.name, second.ends) == ("孙立", None)


@pytest.mark.parametrize(
    ("sheets", "fault"),
    [
        ({"单位": [("", "部门", "1")]}, ("单位", 2, "名称", "请写单位名称，不超过 200 字。")),
        (
            {"单位": [("区水利局", "大局")]},
            ("单位", 2, "类别", "没有“大局”这个类别"),
        ),
        (
            {"单位": [("区水利局", "部门"), ("区水利局", "部门")]},
            ("单位", 3, "名称", "“区水利局”在表里出现了两次"),
        ),
        (
            {"单位": [("区水利局", "部门", "", "", "区财政局")]},
            ("单位", 2, "别名", "“区财政局”是另一个单位的名称"),
        ),
        (
            {"单位": [("有关部门", "单位集合", "", "", "", "区火星局")]},
            ("单位", 2, "成员", "没有登记“区火星局”"),
        ),
        (
            {"单位": [("区水利局", "部门", "", "", "", "区财政局")]},
            ("单位", 2, "成员", "只有类别为“单位集合”的才写成员"),
        ),
        (
            {"领导分工": [("吴新", "", "水利", "", "今年", "")]},
            ("领导分工", 2, "起", "“今年”不是日期"),
        ),
        (
            {"领导分工": [("吴新", "", "水利", "", "", "")]},
            ("领导分工", 2, "起", "请写从哪天起分管。"),
        ),
        (
            {"领导分工": [("吴新", "", "水利", "", "2023-06-01", "2023-05-01")]},
            ("领导分工", 2, "止", "结束日期早于开始日期。"),
        ),
        (
            {
                "领导分工": [
                    ("吴新", "", "水利", "", "2023-01-01", ""),
                    ("孙立", "", "水利", "", "2023-06-01", ""),
                ]
            },
            ("领导分工", 3, "起", "同时由吴新和孙立分管"),
        ),
        (
            {"人员账号": [("zhao ming", "赵明", "", "", "")]},
            ("人员账号", 2, "用户名", "用户名里不能有空格。"),
        ),
        (
            {"人员账号": [("zhaoming", "赵明", "", "系统管理员", "")]},
            ("人员账号", 2, "角色", "没有“系统管理员”这个角色"),
        ),
        (
            {"人员账号": [("zhaoming", "赵明", "", "单位填报人", "区火星局")]},
            ("人员账号", 2, "单位或领导", "没有登记“区火星局”这个单位"),
        ),
        (
            {"人员账号": [("zhaoming", "赵明", "", "秘书", "")]},
            ("人员账号", 2, "单位或领导", "秘书要写明领导"),
        ),
        (
            {"人员账号": [("zhaoming", "赵明", "1"), ("ZhaoMing", "赵明", "2")]},
            ("人员账号", 3, "电话", "与第 2 行不同"),
        ),
    ],
)
def test_what_is_wrong_stands_at_its_cell(
    county: County, sheets: dict[str, Any], fault: tuple[str, int, str, str]
) -> None:
    found = faults(county.place, **sheets)
    sheet, row, column, sentence = fault
    assert [one[:3] for one in found] == [(sheet, row, column)]
    assert sentence in found[0][3]


def test_one_fault_keeps_all_of_it_out(county: County) -> None:
    before = Entry.objects.count()
    sheets = {**FULL, "人员账号": [("zhaoming", "赵明", "", "国王", "")]}
    with pytest.raises(FaultyWorkbookError, match="有 1 处要改"):
        taken(county.place, workbook(**sheets))
    assert not Organisation.objects.filter(name="区水利局").exists()
    assert Entry.objects.count() == before


def test_the_two_administrators_each_take_over_their_half(
    county: County, system_admin: Actor, security_admin: Actor
) -> None:
    data = workbook(**FULL)
    early = {"人员账号": [("sunqi", "孙七", "", "督查员", "")]}
    with pytest.raises(NotFittingError, match="请先由系统管理员导入"):
        taken(county.place, workbook(**early), security_admin)
    done = taken(county.place, data, system_admin)
    assert {step.act.value for step in done.waiting} == {"edit_grants"}
    assert not Grant.objects.filter(user__username="zhaoming").exists()
    rest = taken(county.place, data, security_admin)
    assert {step.act.value for step in rest.steps} == {"edit_grants"}
    assert Grant.objects.filter(user__username="zhaoming").count() == 2


def test_an_officer_takes_over_organisations_and_no_accounts(
    county: County, officer: Actor
) -> None:
    done = taken(county.place, workbook(**FULL), officer)
    assert done.steps
    assert not User.objects.filter(username="zhaoming").exists()


def test_an_officer_of_another_place_takes_over_nothing(
    county: County, foreign_officer: Actor
) -> None:
    assert taken(county.place, workbook(**FULL), foreign_officer).steps == ()


def test_another_workbook_is_told_from_ours(county: County) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "任务"])  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    _, [fault] = read_rows(stream.getvalue(), "别的.xlsx")
    assert "请下载模板" in fault.sentence


@pytest.mark.parametrize("data", ["名称\t类别\n区水利局\t部门\n".encode(), b"%PDF-1.7\n", b""])
def test_only_a_workbook_is_read(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_rows(data, "名册.xlsx")
