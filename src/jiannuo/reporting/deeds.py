"""How the acts on reports and findings read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload, before_and_after, grounds
from jiannuo.ledger.deeds import corrected
from jiannuo.reporting.filing_deeds import FILING_DEEDS
from jiannuo.reporting.models import AnswerKind, Claim
from jiannuo.reporting.review_deeds import REVIEW_DEEDS
from jiannuo.reporting.round_deeds import ROUND_DEEDS


def _questions(said: Payload) -> Sequence[Detail]:
    return [Detail("所问", question) for question in said["questions"]]


def _answer(said: Payload) -> Sequence[Detail]:
    kind = AnswerKind(said["answer"]).label
    return [Detail("答复", f"{kind}　{said['text']}".strip())]


def _submitted(said: Payload) -> str:
    signed = {"screen": "负责人在线签发", "ink": "纸质签字"}.get(said["signature"], "")
    by = f"（{said['signed_by']}）" if said.get("signed_by") else ""
    return f"报送{said['period']}月报{said['lines']}项" + (f"，{signed}{by}" if signed else "")


def _line_submitted(said: Payload) -> str:
    again = f"，第{said['version']}次" if said["version"] > 1 else ""
    waits = "，待督查室确认" if said.get("pending") else ""
    return f"{said['organisation']}报送{said['period']}进展{again}{grounds(said)}{waits}"


def _line_content(said: Payload) -> Sequence[Detail]:
    content = said["content"]
    claim = Claim(content["claim"]).label if content.get("claim") else ""
    quiet = "无变化" if content.get("unchanged") else ""
    lines = [Detail("完成情况", content["progress"]), Detail("是否完成", claim), Detail("", quiet)]
    return [line for line in lines if line.text]


def _of_line(words: str) -> Deed:
    """Return a deed about one organisation's line of a period, with its grounds."""
    return Deed(lambda said: f"{said['organisation']}{words.format(said['period'])}{grounds(said)}")


def _of_sheet(words: str) -> Deed:
    """Return a deed about a whole sheet, with the head's word or the reason."""

    def say(said: Payload) -> str:
        word = said.get("word") or said.get("reason")
        return words.format(said["period"]) + (f"：{word}" if word else "")

    return Deed(say)


def _file(said: Payload) -> Sequence[Detail]:
    return [Detail("文件", said["name"])]


DEEDS: Final = {
    **FILING_DEEDS,
    **REVIEW_DEEDS,
    **ROUND_DEEDS,
    "submission.submit": Deed(_submitted),
    "submission.ask_signature": _of_sheet("{}月报送负责人签发"),
    "submission.take_back": _of_sheet("从负责人处取回{}月报"),
    "submission.hand_back": _of_sheet("退回填报人修改{}月报"),
    "submission.enter_for": Deed(lambda said: f"代录{said['period']}月报{said['lines']}项"),
    "submission.withdraw": _of_sheet("撤回{}月报"),
    "line.submit": Deed(_line_submitted, _line_content),
    "line.withdraw": _of_line("撤回{}进展"),
    "line.hand_over": _of_line("把{}本单位部分交牵头单位"),
    "line.take_back": _of_line("收回{}交给牵头单位的部分"),
    "line.begin_correction": _of_line("开始更正{}进展"),
    "line.drop_correction": _of_line("放弃更正{}进展"),
    "line.accept_correction": _of_line("的{}更正经督查室确认"),
    "evidence.attach": Deed("附上佐证材料", _file),
    "evidence.remove": Deed("移除佐证材料", _file),
    "plan.audit": Deed("重新核验数字"),
    "finding.answer": Deed("答复核验发现", _answer),
    "report.import": Deed("从文件导入进展"),
    "report.correct": Deed(corrected, before_and_after),
    "task.settle": Deed("核对疑问", _questions),
    "report.erase": Deed("清除涉密报告的内容"),
}
