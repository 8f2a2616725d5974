"""Telling an organisation's people something about their reports: who they are, and in which words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from jiannuo.core.workdays import day_words
from jiannuo.directory.clock import today
from jiannuo.directory.models import Deputation, Grant, Organisation, Role
from jiannuo.directory.recipients import user_address
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.reporting.deadlines import due_words, report_name
from jiannuo.reporting.models import LinePart, ReportingRound, Return, Submission
from jiannuo.reporting.queries.submissions import span_of_round

Person = tuple[int, str]
"""A user's id and name."""


def people_of(organisations: Iterable[int], roles: Iterable[Role]) -> dict[int, list[Person]]:
    """Return each organisation's people in these roles who can log in (three queries).

    A merged organisation is spoken for by the one that it went into; whoever is on leave and has a
    deputy is told together with the deputy.
    """
    wanted = set(organisations)
    merged = dict(
        Organisation.objects.filter(pk__in=wanted, merged_into__isnull=False).values_list(
            "pk", "merged_into"
        )
    )
    speaking: dict[int, dict[int, str]] = defaultdict(dict)
    grants = (
        Grant.objects.filter(
            organisation__in=wanted | set(merged.values()),
            role__in=list(roles),
            active=True,
            user__is_active=True,
        )
        .select_related("user", "place")
        .order_by("pk")
    )
    holding = {grant.pk: grant for grant in grants}
    for grant in holding.values():
        speaking[grant.organisation_id or 0][grant.user_id] = str(grant.user)
    deputies = Deputation.objects.filter(grant__in=holding, withdrawn=False, deputy__is_active=True)
    for one in deputies.select_related("deputy"):
        grant = holding[one.grant_id]
        if one.begins <= today(grant.place) <= one.ends:
            speaking[grant.organisation_id or 0][one.deputy_id] = str(one.deputy)
    found = {pk: speaking.get(pk, {}) | speaking.get(merged.get(pk) or 0, {}) for pk in wanted}
    return {pk: list(people.items()) for pk, people in found.items() if people}


def tell_opened(one: ReportingRound, now: datetime) -> None:
    """Tell every organisation that hasn't submitted that it may begin; some only give a lead their share."""
    name = report_name(span_of_round(one))
    due = due_words(one.due_at)
    sheets = list(one.submissions.filter(first_submitted_at=None).select_related("organisation"))
    answering = {sheet.pk for sheet in _answering(one)}
    people = people_of((sheet.organisation_id for sheet in sheets), (Role.CLERK, Role.HEAD))
    fill = "表里已带出目标和上期内容，改有变化的就行。"
    share = "请把本单位承担的部分写好，交给牵头单位。"
    post(
        [
            Draft(
                key=f"opened:{one.pk}:{sheet.organisation_id}:{user}",
                recipient=user_address(user),
                recipient_name=person,
                title=f"{name}开始填报，{due}截止",
                text=f"{sheet.organisation.name}：{one.year}年{name}已经开始填报，{due}截止"
                f"（{one.due_why}）。{fill if sheet.pk in answering else share}",
                about=f"submission:{sheet.pk}",
            )
            for sheet in sheets
            for user, person in people.get(sheet.organisation_id, ())
        ],
        now,
    )


def tell_moved(one: ReportingRound, now: datetime) -> None:
    """Tell organisations that haven't submitted that the deadline has moved."""
    name = report_name(span_of_round(one))
    due = due_words(one.due_at)
    sheets = [sheet for sheet in _answering(one) if sheet.first_submitted_at is None]
    people = people_of((sheet.organisation_id for sheet in sheets), (Role.CLERK, Role.HEAD))
    post(
        [
            Draft(
                key=f"moved:{one.pk}:{one.due_at.isoformat()}:{sheet.organisation_id}:{user}",
                recipient=user_address(user),
                recipient_name=person,
                title=f"{name}截止时间改为{due}",
                text=f"{sheet.organisation.name}：{name}截止时间改为{due}。{one.due_why}。",
                about=f"submission:{sheet.pk}",
            )
            for sheet in sheets
            for user, person in people.get(sheet.organisation_id, ())
        ],
        now,
    )


def tell_decided(sheet: Submission, now: datetime, *, request: int, words: str) -> None:
    """Tell an organisation what was answered to its request for more time."""
    name = report_name(span_of_round(sheet.round))
    _tell(
        sheet,
        (Role.CLERK, Role.HEAD),
        key=f"extension:{request}",
        title=f"{name}延期申请已答复",
        text=f"{sheet.organisation.name}：{words}。",
        now=now,
    )


def tell_signing(sheet: Submission, now: datetime) -> None:
    """Tell the heads that a sheet waits for their signature."""
    name = report_name(span_of_round(sheet.round))
    _tell(
        sheet,
        (Role.HEAD,),
        key=f"signing:{sheet.pk}:{now.isoformat()}",
        title=f"{name}等您签发",
        text=f"{sheet.organisation.name}的{name}已填好，等您签发，"
        f"{due_words(sheet.due_at or sheet.round.due_at)}截止。",
        now=now,
    )


def tell_handed_back(sheet: Submission, word: str, now: datetime) -> None:
    """Tell the clerks that the head wants something changed."""
    name = report_name(span_of_round(sheet.round))
    _tell(
        sheet,
        (Role.CLERK,),
        key=f"handed-back:{sheet.pk}:{now.isoformat()}",
        title=f"负责人退回{name}",
        text=f"{sheet.organisation.name}：{word}",
        now=now,
    )


def tell_returned(returns: Sequence[Return], now: datetime) -> None:
    """Tell clerks and heads which fields of a line came back, why, and by when they are asked for."""
    line = returns[0].line
    sheet = line.submission
    name = report_name(span_of_round(sheet.round))
    fields = "；".join(
        f"{one.get_field_display()}：{one.text or one.get_reason_display()}" for one in returns
    )
    day = returns[0].due_on
    asked = f"请于{day_words(day)}前重报。" if day else "请修改后重报。"
    number = f"第{line.task.number}项" if line.task.number else "一项"
    _tell(
        sheet,
        (Role.CLERK, Role.HEAD),
        key=f"returned:{returns[0].pk}",
        title=f"{name}{number}退回{len(returns)}栏",
        text=f"{sheet.organisation.name}：{number}“{line.task.wording()[:60]}”退回{fields}。"
        f"{asked}其他栏不用动，不影响按时报送。",
        now=now,
    )


def _tell(
    sheet: Submission,
    roles: Iterable[Role],
    *,
    key: str,
    title: str,
    text: str,
    now: datetime,
) -> None:
    people = people_of((sheet.organisation_id,), roles)
    post(
        [
            Draft(
                key=f"{key}:{user}",
                recipient=user_address(user),
                recipient_name=person,
                title=title,
                text=text,
                about=f"submission:{sheet.pk}",
            )
            for user, person in people.get(sheet.organisation_id, ())
        ],
        now,
    )


def _answering(one: ReportingRound) -> list[Submission]:
    return list(
        one.submissions.filter(lines__part=LinePart.WHOLE).select_related("organisation").distinct()
    )
