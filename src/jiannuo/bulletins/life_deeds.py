"""How the acts of a bulletin's life read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.bulletins.models import BulletinKind, Ground
from jiannuo.history.deeds import Deed, Detail, Payload, grounds


def _alone(words: str, alone: str) -> Deed:
    return Deed(lambda said: f"{words}（{alone}）" if said.get("alone") else words)


def _signed(said: Payload) -> str:
    notes = [
        "本地没有其他人可以签发，由拟稿人自行签发" if said.get("alone") else "",
        f"当时还有{said['open_comments']}条意见未处理" if said.get("open_comments") else "",
    ]
    known = "，".join(note for note in notes if note)
    return f"签发通报（{known}）" if known else "签发通报"


def _numbered(said: Payload) -> str:
    document = f"，发文字号{said['document_number']}" if said.get("document_number") else ""
    return f"编为{said['year']}年第{said['number']}期{document}"


def _issued(said: Payload) -> str:
    return f"印发第{said['number']}期通报，{said['public_due_on']}前应公开，通知{said['told']}人"


def _issued_why(said: Payload) -> Sequence[Detail]:
    return [Detail("公开期限", said["why"])] if said.get("why") else []


def _cleared(said: Payload) -> str:
    ground = said.get("ground")
    by = f"，依据《政府信息公开条例》{Ground(ground).label.partition('：')[0]}" if ground else ""
    return f"公开属性由“{said['before']}”定为“{said['after']}”{by}{grounds(said)}"


def _remark(said: Payload) -> Sequence[Detail]:
    quote = [Detail("原文", said["quote"])] if said.get("quote") else []
    return [*quote, Detail("意见", said["text"])]


def _scheduled(said: Payload) -> str:
    kind = BulletinKind(said["kind"]).label
    if not said.get("active"):
        return f"停用{kind}的自动拟稿"
    return f"设定{kind}自动拟稿：{said['words']}"


LIFE_DEEDS: Final = {
    "bulletin.send_on": Deed("送核稿"),
    "bulletin.check": _alone("核稿并送签", "本地没有其他人可以核稿，由拟稿人自行核稿"),
    "bulletin.send_back": Deed(lambda said: f"在“{said['step']}”环节退回{grounds(said)}"),
    "bulletin.discard": Deed(lambda said: f"作废通报稿{grounds(said)}"),
    "bulletin.sign": Deed(_signed),
    "bulletin.number": Deed(_numbered),
    "bulletin.issue": Deed(_issued, _issued_why),
    "bulletin.clear": Deed(_cleared),
    "bulletin.correct": Deed(lambda said: f"拟稿更正第{said['number']}期通报{grounds(said)}"),
    "bulletin.withdraw": Deed(lambda said: f"撤回第{said['number']}期通报{grounds(said)}"),
    "bulletin.comment": Deed("提出意见", _remark),
    "bulletin.settle_comment": Deed(lambda said: f"处理{said['by']}的意见", _remark),
    "bulletin.schedule": Deed(_scheduled),
    "bulletin.erase": Deed("清除通报中的涉密内容"),
}
