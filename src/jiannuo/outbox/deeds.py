"""How decisions about messages read in the trail."""

from typing import Final

from jiannuo.history.deeds import Deed, Payload


def _way(said: Payload) -> str:
    return f"（{said['to']}，{said['way']}）"


def _address(words: str) -> Deed:
    return Deed(lambda said: f"{words}{said['channel']}{said['shown']}")


DEEDS: Final = {
    "message.send_again": Deed(lambda said: f"重发消息{_way(said)}"),
    "message.count_as_sent": Deed(lambda said: f"确认消息已送达{_way(said)}"),
    "message.drop": Deed(lambda said: f"不再发送消息{_way(said)}"),
    "address.add": _address("登记消息地址："),
    "address.end": _address("停用消息地址："),
}
