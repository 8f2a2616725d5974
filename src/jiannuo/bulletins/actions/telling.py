"""Telling people of a bulletin: the organisations that it concerns, and those whose step is next."""

from collections.abc import Iterable
from datetime import datetime

from jiannuo.bulletins.models import Bulletin, Openness
from jiannuo.bulletins.queries.concerned import organisations_of
from jiannuo.bulletins.words import quoted
from jiannuo.directory.models import Organisation, Role
from jiannuo.directory.recipients import user_address
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.reporting.actions.telling import people_of


def tell_issued(bulletin: Bulletin, now: datetime) -> int:
    """Tell the clerks and heads concerned that a bulletin is out; return how many messages are new."""
    number = f"（第{bulletin.number}期）"
    if bulletin.corrects is not None:
        text = f"{quoted(bulletin)}{number}已印发，更正{quoted(bulletin.corrects)}（第{bulletin.corrects.number}期）：{bulletin.corrects_why}"
    else:
        text = f"{quoted(bulletin)}{number}已印发，涉及本单位承担的任务，请阅。"
    return _tell(bulletin, "issued", f"通报已印发：{bulletin}", text, now)


def tell_withdrawn(bulletin: Bulletin, now: datetime) -> int:
    """Tell the same people that it was withdrawn, and why."""
    text = f"{quoted(bulletin)}（第{bulletin.number}期）已撤回：{bulletin.withdrawn_why}"
    return _tell(bulletin, "withdrawn", f"通报已撤回：{bulletin}", text, now)


def _tell(bulletin: Bulletin, what: str, title: str, text: str, now: datetime) -> int:
    """Post once to everybody; a work secret is told to nobody who may not read it."""
    if bulletin.openness == Openness.WORK_SECRET:
        return 0
    people = people_of(_with_members(organisations_of(bulletin)), (Role.CLERK, Role.HEAD))
    drafts = {
        user: Draft(
            key=f"bulletin-{what}:{bulletin.pk}:{user}",
            recipient=user_address(user),
            recipient_name=name,
            title=title,
            text=text,
            about=f"bulletin:{bulletin.pk}",
        )
        for users in people.values()
        for user, name in users
    }
    return len(post(drafts.values(), now))


def _with_members(organisations: Iterable[int]) -> set[int]:
    """Return organisations with the members of those that are groups (各街道办事处)."""
    wanted = set(organisations)
    members = Organisation.objects.filter(groups__in=wanted).values_list("pk", flat=True)
    return wanted | set(members)
