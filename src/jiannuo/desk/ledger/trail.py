"""The trail as people read it: who did what when, in words."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.utils import timezone

from jiannuo.history.queries import Happening
from jiannuo.ledger.fields import LABELS
from jiannuo.reporting.models import AnswerKind
from jiannuo.reporting.queries.corrections import CORRECTIONS

DEEDS: Final = {
    "plan.import": "从文件导入计划",
    "plan.audit": "重新核验数字",
    "finding.answer": "答复核验发现",
    "target.add": "增加一期目标",
    "task.import": "从文件导入任务",
    "report.import": "从文件导入进展",
    "task.correct": "更正任务内容",
    "task.lead": "确定牵头单位",
    "task.settle": "核对疑问",
    "report.correct": "更正进展内容",
    "upload.receive": "收到文件",
    "upload.read": "读出文件内容",
    "upload.read_again": "重新读取文件",
    "upload.resume": "恢复中断的读取",
    "upload.fail": "文件没有读成",
    "upload.refuse_marked": "拒收带密级标志的文件",
    "upload.correct": "核对时更正",
    "upload.undo": "撤回更正",
    "upload.confirm": "确认导入",
    "upload.discard": "放弃导入",
    "upload.join": "并入已有计划",
    "user.create": "建立账号",
    "user.password": "更换口令",
    "user.disable": "停用账号",
    "user.enable": "启用账号",
    "grant.create": "授予角色",
    "grant.withdraw": "收回角色",
    "place.create": "建立地区",
    "organisation.create": "登记单位",
    "organisation.describe": "更新单位信息",
    "organisation.alias": "登记单位别名",
    "leader.create": "登记领导",
    "file.keep": "保存来源文件",
    "parse.store": "保存识别结果",
}
"""What each recorded act is called on the pages; an act without a name here shows its code."""


class Detail(NamedTuple):
    """A line below a deed: what was changed, asked or said."""

    label: str
    text: str


def trail_of(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    """Return the happenings as lines: time, actor and deed."""
    return [
        {
            "at": timezone.localtime(happening.at),
            "who": happening.actor_name,
            "deed": _deed(happening),
            "details": _details(happening),
            "about": happening.subject_label,
            "sequence": happening.sequence,
        }
        for happening in happenings
    ]


def _deed(happening: Happening) -> str:
    deed = DEEDS.get(happening.action, happening.action)
    if happening.action in CORRECTIONS:
        field = happening.payload["field"]
        return f"更正“{LABELS.get(field, field)}”"
    return deed


def _details(happening: Happening) -> list[Detail]:
    """Return what an act on a task changed, in words; nothing where the deed says it all."""
    said = happening.payload
    match happening.action:
        case "task.correct" | "report.correct":
            lines = [
                Detail("原为", said["before"] or "空白"),
                Detail("改为", said["after"] or "空白"),
            ]
            return [*lines, *([Detail("理由", said["reason"])] if said["reason"] else [])]
        case "task.lead":
            before, after = "、".join(said["before"]), "、".join(said["after"])
            return [Detail("原为", before or "未注明"), Detail("改为", after)]
        case "task.settle":
            return [Detail("所问", question) for question in said["questions"]]
        case "finding.answer":
            kind = AnswerKind(said["answer"]).label
            return [Detail("答复", f"{kind}　{said['text']}".strip())]
    return []
