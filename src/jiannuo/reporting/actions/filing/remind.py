"""Remind organisations of plans that are due, by the place's rules for reports, each time once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jiannuo.core.workdays import close_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Role
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.ledger.models import Issue
from jiannuo.reporting.actions.filing.telling import EVERYBODY, tell_of_plan
from jiannuo.reporting.actions.round.remind import rule_due
from jiannuo.reporting.models import FilingState, PlanFiling, ReminderRule, Tone
from jiannuo.reporting.queries.filings import BEING_WRITTEN, due_of, standings


def remind_of_plans(actor: Actor) -> int:
    """Post what is due about all notices; return how many messages are new."""
    waiting = (*BEING_WRITTEN, FilingState.SIGNING)
    issues = Issue.objects.filter(filings__state__in=waiting).select_related("place").distinct()
    return sum(remind_of_notice(actor, issue) for issue in issues)


def remind_of_notice(actor: Actor, issue: Issue) -> int:
    """Post what is due about one notice's plans."""
    require(actor, Act.MANAGE_ROUNDS, Subject(place=issue.place_id))
    rules = list(ReminderRule.objects.filter(place=issue.place_id))
    if not rules:
        return 0
    moment = now(issue.place)
    posted, told = 0, []
    with transaction.atomic():
        for one in standings(issue, moment):
            rule = rule_due(rules, due_of(one.filing), moment) if one.missing else None
            new = _remind(one.filing, rule, moment) if rule else 0
            if new:
                posted += new
                told.append(one.organisation.name)
        if told:
            about = About("issue", issue.pk, issue.title)
            record(actor.author, "issue.remind", about, {"organisations": told})
    return posted


def _remind(filing: PlanFiling, rule: ReminderRule, moment: datetime) -> int:
    local = timezone.localtime(moment).replace(tzinfo=None)
    due_at = timezone.localtime(due_of(filing)).replace(tzinfo=None)
    due = close_words(local, due_at)
    signing = filing.state == FilingState.SIGNING
    onward = "表已填好，等负责人签发。" if signing else "已知的内容都填好了，补上目标就行。"
    help_ = "有困难请与督查室联系，也可以申请延期。"
    match rule.tone:
        case Tone.REMIND:
            title, text = f"落实计划{due}截止", f"落实计划还没有报送，{due}截止。{onward}{help_}"
        case Tone.PRESS:
            title = f"请尽快报送落实计划，{due}截止"
            text = f"落实计划还没有报送，{due}截止。{onward}{help_}"
        case _:
            title = "落实计划已过截止时间"
            text = (
                f"落实计划已过{due}的截止时间，还没有收到。请尽快补报，以实际报送时间记录。{onward}"
            )
    with_heads = rule.to_heads or signing
    return tell_of_plan(
        filing,
        moment,
        key=f"remind:{rule.hours}:{due_at.isoformat()}",
        title=title,
        text=text,
        roles=EVERYBODY if with_heads else (Role.CLERK,),
    )
