"""How the acts on rounds, their deadlines and reminders read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload, grounds


def _created(said: Payload) -> str:
    return "按规则建立报送轮次" if said.get("by_rule") else "建立报送轮次"


def _why(said: Payload) -> Sequence[Detail]:
    plans = [Detail("计划", title) for title in said.get("plans", ())]
    return [Detail("截止", said["why"]), *plans]


def _duties(said: Payload) -> Sequence[Detail]:
    words = {"added": "新增", "changed": "改为或不再由其牵头", "dropped": "不再承担"}
    return [
        Detail(label, "、".join(f"{name}{n}项" for name, n in said[key].items()))
        for key, label in words.items()
        if said.get(key)
    ]


def _moved(said: Payload) -> str:
    if said["before"] == said["after"]:
        return "重新核对截止时间，日期不变"
    return f"截止时间由{said['before']}调整为{said['after']}{grounds(said)}"


def _decided(said: Payload) -> str:
    answer = f"，说明：{said['answer']}" if said.get("answer") else ""
    decision = f"同意延期至{said['until']}" if said["granted"] else "不同意延期"
    return decision + answer


def _reminded(said: Payload) -> Sequence[Detail]:
    return [Detail("单位", "、".join(said["organisations"]))]


ROUND_DEEDS: Final = {
    "round.create": Deed(_created, _why),
    "round.duties": Deed("更新各单位应报任务", _duties),
    "round.announce": Deed("通知开始填报", _why),
    "round.deadline": Deed(_moved, lambda said: [Detail("截止", said["why"])]),
    "round.close": Deed("锁定报送轮次"),
    "round.reopen": Deed(lambda said: f"重新开放报送轮次{grounds(said)}"),
    "round.rule": Deed("设定报送规则"),
    "round.rule_end": Deed("停用报送规则"),
    "round.remind": Deed(lambda said: f"发出{said['tone']}", _reminded),
    "reminders.set": Deed("设定提醒时间"),
    "submission.take_over": Deed(
        lambda said: f"按已导入的通报代录{said['period']}月报{said['lines']}项"
    ),
    "feed.open": Deed("生成日历订阅地址"),
    "feed.close": Deed("停用日历订阅地址"),
    "extension.ask": Deed(lambda said: f"申请延期至{said['until']}{grounds(said)}"),
    "extension.decide": Deed(_decided),
}
