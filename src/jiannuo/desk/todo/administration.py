"""What administrators must look after: a missing holiday notice, work that failed."""

from dataclasses import dataclass

from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, may
from jiannuo.directory.queries.workdays import missing_year
from jiannuo.outbox.queries import dead_endpoints, open_deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that goes wrong unless somebody acts: what, what it means, and the way to it."""

    title: str
    advice: str
    href: str


def alarms_for(actor: Actor) -> list[Alarm]:
    """Return the alarms that concern the system administrator."""
    if actor.machine or not may(actor, Act.CONFIGURE):
        return []
    return [*_holidays(), *_messages(), *_jobs()]


def _holidays() -> list[Alarm]:
    year = missing_year(today())
    if year is None:
        return []
    return [
        Alarm(
            title=f"还没有{year}年的放假安排",
            advice=f"{year}年的截止日期都是暂定的。国务院办公厅的通知公布后，请粘贴进来。",
            href=reverse("desk:holidays"),
        )
    ]


def _messages() -> list[Alarm]:
    href = reverse("desk:deliveries")
    alarms = [
        Alarm(
            title="邮件发不出去" if way.name == "email" else "工作群机器人发不出去",
            advice=f"连续{way.failures}次失败：{way.error}",
            href=href,
        )
        for way in dead_endpoints()
    ]
    waiting = open_deliveries().count()
    if waiting:
        alarms.append(
            Alarm(
                title=f"{waiting}条消息没发成或结果不明",
                advice="系统不会自己重发，请决定重发还是不再发。",
                href=href,
            )
        )
    return alarms


def _jobs() -> list[Alarm]:
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()
    if not failed:
        return []
    return [
        Alarm(
            title=f"{failed}项后台任务没有做成",
            advice="原因在后台进程的日志里。文件可以在导入页面重新读取。",
            href="",
        )
    ]
