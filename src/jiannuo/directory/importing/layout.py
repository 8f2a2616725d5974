"""The sheets and their columns, for writing and for reading."""

from typing import Final

from jiannuo.core.rendering.sheets import SheetColumn
from jiannuo.directory.models import OrganisationKind, Role
from jiannuo.directory.models.people import ADMINISTRATORS

ORGANISATIONS: Final = "单位"
SECTORS: Final = "领导分工"
USERS: Final = "人员账号"

ROLES: Final = {str(role.label): role for role in Role if role not in ADMINISTRATORS}
"""Roles that a sheet may give. The administrators' are given on the pages, one by one."""
KINDS: Final = {str(kind.label): kind for kind in OrganisationKind}

_SEVERAL: Final = "几个用“、”隔开。"

COLUMNS: Final[dict[str, tuple[SheetColumn, ...]]] = {
    ORGANISATIONS: (
        SheetColumn(header="名称", note="与台账里的写法一致。改名请在“单位”页面办理。", width=26),
        SheetColumn(header="类别", note="从下拉表里选。", width=12, choices=tuple(KINDS)),
        SheetColumn(header="办公电话", note="可以公开。", width=18),
        SheetColumn(header="内部电话", note="只在内部页面出现。", width=18),
        SheetColumn(header="别名", note=f"文件里的其他叫法，{_SEVERAL}只增加，不删除。", width=30),
        SheetColumn(header="成员", note=f"只有单位集合要写：由哪些单位组成，{_SEVERAL}", width=44),
    ),
    SECTORS: (
        SheetColumn(header="姓名", width=12),
        SheetColumn(header="职务", note="如：副区长。", width=18),
        SheetColumn(header="分管工作", note="一行写一项。只登记领导时空着。", width=20),
        SheetColumn(header="分管单位", note=_SEVERAL, width=44),
        SheetColumn(header="起", note="如：2023-01-05。", width=13),
        SheetColumn(header="止", note="仍在分管的空着。", width=13),
        SheetColumn(header="依据", note="如：分工通知的文号。", width=26),
    ),
    USERS: (
        SheetColumn(header="用户名", note="登录时用，建议用姓名全拼。", width=16),
        SheetColumn(header="姓名", width=12),
        SheetColumn(header="电话", width=18),
        SheetColumn(
            header="角色",
            note="一行写一个角色；一人有几个角色的写几行。管理员的角色不能用表格授予。",
            width=14,
            choices=tuple(ROLES),
        ),
        SheetColumn(
            header="单位或领导",
            note="填报人、单位负责人写单位，领导、秘书写领导姓名，其余空着。",
            width=26,
        ),
    ),
}
