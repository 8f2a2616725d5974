"""How the acts on letters and closings read in the trail."""

from collections.abc import Callable, Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload, grounds


def _letter(words: str) -> Callable[[Payload], str]:
    def said(payload: Payload) -> str:
        number = f"（{payload['number']}）" if payload.get("number") else ""
        return words.format(
            kind=payload["kind"], organisation=payload["organisation"], number=number
        ) + grounds(payload)

    return said


def _verification(said: Payload) -> Sequence[Detail]:
    return [Detail("核实情况", said["verification"])] if said.get("verification") else []


def _answer(said: Payload) -> Sequence[Detail]:
    file = [Detail("附件", said["file"])] if said.get("file") else []
    return [Detail("反馈", said["reply"]), *file]


def _more(said: Payload) -> Sequence[Detail]:
    due = [Detail("请于何日前补充", said["due_on"])] if said.get("due_on") else []
    return [*_verification(said), *due]


def _promises(said: Payload) -> Sequence[Detail]:
    return [Detail("承诺", one) for one in said.get("promises", ())]


def _application(said: Payload) -> Sequence[Detail]:
    files = [Detail("材料", "、".join(said["files"]))] if said.get("files") else []
    return [Detail("完成情况", said["text"]), *files]


DEEDS: Final = {
    "letter.draft": Deed(_letter("拟{kind}，发{organisation}")),
    "letter.edit": Deed(_letter("修改{kind}")),
    "letter.ask_signature": Deed(_letter("{kind}送签")),
    "letter.send_back": Deed(_letter("{kind}退回拟稿人")),
    "letter.sign": Deed(_letter("签发{kind}{number}，送达{organisation}")),
    "letter.answer": Deed(_letter("{organisation}反馈"), _answer),
    "letter.ask_more": Deed(_letter("请{organisation}补充反馈"), _more),
    "letter.resolve": Deed(_letter("核实后解除{kind}{number}"), _verification),
    "letter.escalate": Deed(_letter("{kind}{number}升级"), _verification),
    "letter.record_talk": Deed(_letter("登记约谈记录"), _promises),
    "letter.cancel": Deed(_letter("作废{kind}{number}")),
    "letter.erase": Deed("清除涉密函件的内容"),
    "closing.erase": Deed("清除涉密销号申请的内容"),
    "closing.apply": Deed(lambda said: f"{said['organisation']}申请销号", _application),
    "closing.confirm": Deed("牵头单位确认销号申请"),
    "closing.verify": Deed("核实销号申请", _verification),
    "closing.approve": Deed("批准销号"),
    "closing.refuse": Deed(lambda said: f"未予销号（{said['step']}）{grounds(said)}"),
    "closing.withdraw": Deed("撤回销号申请"),
    "closing.reopen": Deed(lambda said: f"回头看后重新办理{grounds(said)}"),
}
