"""How the acts on plans, tasks and targets read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload, before_and_after
from jiannuo.ledger.fields import LABELS


def corrected(said: Payload) -> str:
    """Name the field that was put right."""
    return f"更正“{LABELS.get(said['field'], said['field'])}”"


def _lead(said: Payload) -> Sequence[Detail]:
    before, after = "、".join(said["before"]), "、".join(said["after"])
    return [Detail("原为", before or "未注明"), Detail("改为", after)]


DEEDS: Final = {
    "plan.import": Deed("从文件导入计划"),
    "task.import": Deed("从文件导入任务"),
    "task.correct": Deed(corrected, before_and_after),
    "task.lead": Deed("确定牵头单位", _lead),
    "target.add": Deed("增加一期目标"),
}
