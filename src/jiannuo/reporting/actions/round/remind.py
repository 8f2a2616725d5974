"""Remind organisations that haven't submitted: before, at and after the deadline, each time once.

Whoever was granted more time is reminded by their own deadline. A reminder whose hour was missed (the
server stood still) is left out after a day, and nobody is told "before" what is already over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from jiannuo.core.workdays import close_words, span_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Role
from jiannuo.directory.recipients import place_address, user_address
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.outbox.queries import addresses_of
from jiannuo.reporting.actions.round.trail import recorded, require_rounds
from jiannuo.reporting.actions.telling import people_of
from jiannuo.reporting.deadlines import report_name
from jiannuo.reporting.models import ReminderRule, ReportingRound, SubmissionState, Tone
from jiannuo.reporting.queries.rounds import RoundView, SheetLine, pressing_text, round_view
from jiannuo.reporting.queries.submissions import span_of_round

_STALE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A rule that has come due for an organisation."""

    rule: ReminderRule
    line: SheetLine


def remind_due(actor: Actor) -> int:
    """Post what is due in all announced rounds; return how many messages are new."""
    rounds = ReportingRound.objects.filter(closed_at=None).exclude(announced_at=None)
    return sum(remind_round(actor, one) for one in rounds.select_related("place"))


def remind_round(actor: Actor, one: ReportingRound) -> int:
    """Post what is due in one round."""
    require_rounds(actor, one.place_id)
    moment = now(one.place)
    rules = list(ReminderRule.objects.filter(place=one.place_id))
    if not rules or moment < one.due_at + timedelta(hours=min(rule.hours for rule in rules)):
        return 0
    view = round_view(one, moment)
    due = [
        Reminder(rule=rule, line=line)
        for line in view.missing
        if (rule := rule_due(rules, line.due_at, moment)) is not None
    ]
    with transaction.atomic():
        posted = post([*_to_people(one, due, moment), *_to_group(view, due, moment)], moment)
        told = {message.about for message in posted}
        for tone in Tone:
            names = [
                each.line.name
                for each in due
                if each.rule.tone == tone and f"submission:{each.line.sheet}" in told
            ]
            if names:
                recorded(actor, "round.remind", one, {"tone": tone.label, "organisations": names})
    return len(posted)


def rule_due(
    rules: Iterable[ReminderRule], due_at: datetime, moment: datetime
) -> ReminderRule | None:
    """Return the last rule whose hour has come before or after a deadline, unless too long ago."""
    come = [rule for rule in rules if due_at + timedelta(hours=rule.hours) <= moment]
    if not come:
        return None
    rule = max(come, key=lambda each: each.hours)
    over = rule.hours < 0 and moment > due_at
    stale = moment - (due_at + timedelta(hours=rule.hours)) > _STALE
    return None if over or stale else rule


def _to_people(one: ReportingRound, due: list[Reminder], moment: datetime) -> Iterable[Draft]:
    everybody = people_of((each.line.organisation for each in due), (Role.CLERK, Role.HEAD))
    clerks = people_of((each.line.organisation for each in due), (Role.CLERK,))
    for each in due:
        line = each.line
        with_heads = each.rule.to_heads or line.state == SubmissionState.SIGNING
        title, text = wording(one, each, moment)
        for user, name in (everybody if with_heads else clerks).get(line.organisation, ()):
            yield Draft(
                key=f"remind:{line.sheet}:{each.rule.hours}:{line.due_at.isoformat()}:{user}",
                recipient=user_address(user),
                recipient_name=name,
                title=title,
                text=text,
                about=f"submission:{line.sheet}",
            )


def _to_group(view: RoundView, due: list[Reminder], moment: datetime) -> Iterable[Draft]:
    """Tell the place's group chat who is missing, where it has a robot."""
    one = view.round
    recipient = place_address(one.place_id)
    ordinary = [each.rule for each in due if not each.line.extended]
    if not ordinary or not addresses_of(recipient).exists():
        return
    rule = ordinary[0]
    yield Draft(
        key=f"group:{one.pk}:{rule.hours}:{one.due_at.isoformat()}",
        recipient=recipient,
        recipient_name=f"{one.place.name}工作群",
        title=f"{report_name(span_of_round(one))}{Tone(rule.tone).label}",
        text=pressing_text(view, moment),
        about=f"reportinground:{one.pk}",
    )


def wording(one: ReportingRound, each: Reminder, moment: datetime) -> tuple[str, str]:
    """Return a reminder's title and text: facts and the way on, no blame."""
    line = each.line
    name = report_name(span_of_round(one))
    local = timezone.localtime(moment).replace(tzinfo=None)
    due = close_words(local, timezone.localtime(line.due_at).replace(tzinfo=None))
    tasks = line.numbers_words()
    signing = line.state == SubmissionState.SIGNING
    onward = "表已填好，等负责人签发。" if signing else "能带出的内容都已填在表里，核对、补充就行。"
    help_ = "有困难请与督查室联系，也可以申请延期。"
    match each.rule.tone:
        case Tone.REMIND:
            title = f"{name}{due}截止"
            text = f"{line.name}：{name}（{tasks}）还没有报送，{due}截止。{onward}{help_}"
        case Tone.PRESS:
            left = span_words(line.due_at - moment)
            title = f"请尽快报送{name}，{due}截止"
            text = (
                f"{line.name}：{name}（{tasks}）还没有报送，{due}截止，还有{left}。{onward}{help_}"
            )
        case _:
            title = f"{name}已过截止时间"
            text = (
                f"{line.name}：{name}（{tasks}）已过{due}的截止时间，还没有收到。请尽快补报，"
                f"以实际报送时间记录。{onward}如已用其他方式报送，请告知督查室。"
            )
    return title, text
