"""How the acts on plans, tasks and targets read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload, adjusted, before_and_after, grounds
from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.periods import span_from_key


def corrected(said: Payload) -> str:
    """Name the field that was put right."""
    return f"更正“{LABELS.get(said['field'], said['field'])}”"


def _lead(said: Payload) -> Sequence[Detail]:
    before, after = "、".join(said["before"]), "、".join(said["after"])
    return [Detail("原为", before or "未注明"), Detail("改为", after)]


def _issued(said: Payload) -> str:
    number = f"（{said['number']}）" if said.get("number") else ""
    return f"交办，见《{said['notice']}》{number}"


def _issued_all(said: Payload) -> str:
    return f"{_issued(said)}，共{said['tasks']}项任务"


def _objected(said: Payload) -> str:
    return f"{said['organisation']}对交办提出异议：{said['why']}"


def _words(said: Payload) -> Sequence[Detail]:
    return [Detail("说明", said["text"])] if said.get("text") else []


def _answered(said: Payload) -> str:
    return f"答复{said['organisation']}的异议：{said['answer']}，理由：{said['reason']}"


def _asked(said: Payload) -> str:
    asking = f"（{said['organisation']}）" if said.get("organisation") else ""
    return adjusted(f"申请调整{asking}：{said['what']}", said)


def _adjusted(said: Payload) -> str:
    """Say in one sentence which target became what: 二季度目标由“366个”调整为“350个”，理由：…."""
    span = span_from_key(said.get("period", ""))
    return adjusted(f"{span.label}目标" if span else "目标", said)


def _refused(said: Payload) -> str:
    change = f"{said['what']}由“{said['before']}”调整为“{said['after']}”"
    return f"不同意{change}{grounds(said)}"


def _closed(said: Payload) -> str:
    done = f"，{said['finished_on']}完成" if said.get("finished_on") else ""
    return f"批准销号（{said['organisation']}申请{done}）"


def _stopped(said: Payload) -> str:
    return f"{said['word']}，继续推进{grounds(said)}"


def _promise(said: Payload) -> str:
    word = "确认是同一件事，只填报一次" if said["same"] else "确认不是同一件事"
    return f"{word}：“{said['main']}”与“{said['other']}”"


DEEDS: Final = {
    "issue.issue": Deed(_issued_all),
    "task.issue": Deed(_issued),
    "issue.receive": Deed(lambda said: f"{said['organisation']}签收"),
    "task.object": Deed(_objected, _words),
    "task.answer_objection": Deed(_answered),
    "task.reassign": Deed(lambda said: adjusted("责任单位", said)),
    "task.ask_adjustment": Deed(_asked),
    "target.adjust": Deed(_adjusted),
    "task.change_state": Deed(lambda said: adjusted("办理状态", said)),
    "task.refuse_adjustment": Deed(_refused),
    "task.same_promise": Deed(_promise),
    "task.begin_closing": Deed(lambda said: f"{said['organisation']}申请销号"),
    "task.stop_closing": Deed(_stopped),
    "task.close": Deed(_closed),
    "task.reopen": Deed(lambda said: f"回头看后重新办理{grounds(said)}"),
    "plan.import": Deed("从文件导入计划"),
    "task.import": Deed("从文件导入任务"),
    "task.correct": Deed(corrected, before_and_after),
    "task.lead": Deed("确定牵头单位", _lead),
    "target.add": Deed("增加一期目标"),
    "task.erase": Deed("清除涉密任务的内容"),
    "plan.erase": Deed("清除涉密计划的标题和表头"),
}
