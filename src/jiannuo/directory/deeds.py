"""How the directory's acts read in the trail."""

from typing import Final

from jiannuo.history.deeds import Deed

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
}
