"""Bulletins of the tests, taken as far through their life as a test needs them."""

from typing import Any

from jiannuo.bulletins.actions.issue import issue
from jiannuo.bulletins.actions.number import number
from jiannuo.bulletins.actions.send_on import pass_on, send_on
from jiannuo.bulletins.actions.sign import sign
from jiannuo.bulletins.models import ORDER, Bulletin, BulletinKind, BulletinState
from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Plan, Task
from tests.personae import County
from tests.rounds import moment

NOW = moment(6, 8)
"""The day on which the tests' bulletins are made: Thursday, 8 June 2023."""


def content_on(*tasks: Task, title: str = "关于5月份重点任务完成情况的通报") -> dict[str, Any]:
    """Return a content of three paragraphs that speaks of tasks."""
    ids = [task.pk for task in tasks]
    return {
        "title": title,
        "addressee": "各有关单位：",
        "blocks": [
            _block("b1", "text", "现将5月份重点任务完成情况通报如下。", []),
            _block("b2", "first", "一、总体情况", []),
            _block("b3", "text", "4项任务中，完成1项，部分完成1项，未完成1项。", ids),
        ],
        "attachments": [],
    }


def _block(name: str, level: str, text: str, tasks: list[int]) -> dict[str, Any]:
    return {"id": name, "level": level, "text": text, "lead": 0, "figures": [], "tasks": tasks}


def a_draft(county: County, **fields: Any) -> Bulletin:
    """Return a draft about the county's first task (区住建局 answers for it)."""
    plan: Plan = county.plan
    fields.setdefault("content", content_on(county.tasks[0]))
    return Bulletin.objects.create(
        place=county.place,
        plan=plan,
        kind=BulletinKind.WHOLE,
        period_kind="month",
        period_index=5,
        year=2023,
        drafted_by="督查员",
        drafted_at=NOW,
        **fields,
    )


def lead_to(
    state: BulletinState, bulletin: Bulletin, writer: Actor, signer: Actor, document: str = ""
) -> Bulletin:
    """Take a draft as far as a state: the writer sends on, the signer checks and signs."""
    for reached in ORDER[1 : ORDER.index(state) + 1]:
        match reached:
            case BulletinState.CHECKING:
                send_on(writer, bulletin, now=NOW)
            case BulletinState.SIGNING:
                pass_on(signer, bulletin, now=NOW)
            case BulletinState.SIGNED:
                sign(signer, bulletin, now=NOW)
            case BulletinState.NUMBERED:
                number(writer, bulletin, document, now=NOW)
            case BulletinState.ISSUED:
                issue(writer, bulletin, now=NOW)
    bulletin.refresh_from_db()
    return bulletin
