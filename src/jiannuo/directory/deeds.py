"""How the directory's acts read in the trail."""

from typing import Final

from jiannuo.history.deeds import Deed, Payload


def _day(said: Payload) -> str:
    kind = "上班" if said["is_workday"] else "放假"
    return f"{said['date']}{said['name']}{kind}，依据：{said['document']}"


DEEDS: Final = {
    "user.create": Deed("建立账号"),
    "user.password": Deed("更换口令"),
    "user.disable": Deed("停用账号"),
    "user.enable": Deed("启用账号"),
    "grant.create": Deed("授予角色"),
    "grant.withdraw": Deed("收回角色"),
    "place.create": Deed("建立地区"),
    "organisation.create": Deed("登记单位"),
    "organisation.describe": Deed("更新单位信息"),
    "organisation.alias": Deed("登记单位别名"),
    "leader.create": Deed("登记领导"),
    "holidays.import": Deed(lambda said: f"导入{said['year']}年放假安排"),
    "holiday.set": Deed(lambda said: f"设定{_day(said)}"),
    "holiday.withdraw": Deed(lambda said: f"撤销{_day(said)}"),
}
