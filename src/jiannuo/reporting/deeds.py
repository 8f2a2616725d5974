"""How the acts on reports and findings read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload, before_and_after
from jiannuo.ledger.deeds import corrected
from jiannuo.reporting.models import AnswerKind


def _questions(said: Payload) -> Sequence[Detail]:
    return [Detail("所问", question) for question in said["questions"]]


def _answer(said: Payload) -> Sequence[Detail]:
    kind = AnswerKind(said["answer"]).label
    return [Detail("答复", f"{kind}　{said['text']}".strip())]


DEEDS: Final = {
    "plan.audit": Deed("重新核验数字"),
    "finding.answer": Deed("答复核验发现", _answer),
    "report.import": Deed("从文件导入进展"),
    "report.correct": Deed(corrected, before_and_after),
    "task.settle": Deed("核对疑问", _questions),
}
