"""How the directory's acts read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.directory.models import Role
from jiannuo.history.deeds import Deed, Detail, Payload, adjusted, grounds


def _granted(said: Payload) -> str:
    return f"授予角色{_role(said)}"


def _withdrawn(said: Payload) -> str:
    return f"收回角色{_role(said)}"


def _role(said: Payload) -> str:
    role = said.get("role")
    label = str(Role(role).label) if role in Role.values else ""
    reach = said.get("organisation") or said.get("leader") or said.get("place") or ""
    return f"“{reach}{label}”" if label else ""


def _deputised(said: Payload) -> str:
    days = f"{said['begins']}至{said['ends']}"
    return f"由{said['deputy']}代{said['for']}（{said['role']}），{days}{grounds(said)}"


def _sector_given(said: Payload) -> str:
    return f"交{said['leader']}分管{grounds(said)}"


def _changed_user(said: Payload) -> Sequence[Detail]:
    before, after = said["before"], said["after"]
    names = {"name": "姓名", "telephone": "电话"}
    return [
        Detail(label, f"{before[key] or '空白'} → {after[key] or '空白'}")
        for key, label in names.items()
        if before[key] != after[key]
    ]


def _day(said: Payload) -> str:
    kind = "上班" if said["is_workday"] else "放假"
    return f"{said['date']}{said['name']}{kind}{grounds(said)}"


def _organisations(said: Payload) -> Sequence[Detail]:
    return [Detail("分管单位", "、".join(said["organisations"]) or "没有写明")]


DEEDS: Final = {
    "user.create": Deed("建立账号"),
    "user.describe": Deed("更新账号信息", _changed_user),
    "user.password": Deed("更换口令"),
    "user.invite": Deed("邀请设置口令"),
    "user.accept": Deed("凭邀请码设置口令"),
    "user.disable": Deed("停用账号"),
    "user.enable": Deed("启用账号"),
    "user.enter": Deed(lambda said: f"登录，来自 {said['address'] or '本机'}"),
    "user.lock": Deed(lambda said: f"登录连续失败，账号已锁定，来自 {said['address'] or '本机'}"),
    "user.leave": Deed("退出登录"),
    "user.leave_others": Deed(lambda said: f"退出其他设备上的登录（{said['sessions']} 处）"),
    "user.bind": Deed("绑定动态口令"),
    "user.unbind": Deed("解除动态口令"),
    "user.recover": Deed(lambda said: f"用恢复码登录，还剩 {said['left']} 个"),
    "grant.create": Deed(_granted),
    "grant.withdraw": Deed(_withdrawn),
    "deputy.appoint": Deed(_deputised),
    "deputy.end": Deed(lambda said: f"提前结束{said['deputy']}代{said['for']}"),
    "place.create": Deed("建立地区"),
    "place.describe": Deed(lambda said: adjusted("地区", said)),
    "organisation.create": Deed("登记单位"),
    "organisation.describe": Deed("更新单位信息"),
    "organisation.alias": Deed(lambda said: f"登记单位别名“{said['alias']}”"),
    "organisation.rename": Deed(lambda said: adjusted("名称", said)),
    "organisation.merge": Deed(lambda said: f"并入“{said['after']}”{grounds(said)}"),
    "organisation.absorb": Deed(lambda said: f"接收“{said['before']}”并入{grounds(said)}"),
    "directory.import": Deed(
        lambda said: f"用表格“{said['file']}”导入单位、分工和人员，{said['changes']} 处变化"
    ),
    "leader.create": Deed("登记领导"),
    "holidays.import": Deed(lambda said: f"导入{said['year']}年放假安排"),
    "holiday.set": Deed(lambda said: f"设定{_day(said)}"),
    "holiday.withdraw": Deed(lambda said: f"撤销{_day(said)}"),
    "leader.describe": Deed(lambda said: adjusted("职务", said)),
    "leader.succeed": Deed(lambda said: f"分工由{said['after']}接任{grounds(said)}"),
    "sector.create": Deed("登记分管工作", _organisations),
    "sector.describe": Deed("更新分管单位", _organisations),
    "sector.assign": Deed(_sector_given),
    "sector.release": Deed(lambda said: f"{said['leader']}分管到{said['ends']}为止"),
}
