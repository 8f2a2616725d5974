"""The audit after submissions: once for many, never lost, with the answers given while writing."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.ledger.periods import Span
from jiannuo.reporting import jobs
from jiannuo.reporting.actions.audit_due import make_due_audit
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.sign import submit
from jiannuo.reporting.models import AuditDue, Finding
from jiannuo.reporting.queries.selection import reported_spans
from tests.personae import County
from tests.rounds import a_round, line_of, moment, sheet_of

NOW = moment(7, 5)
JUNE = Span("month", 6)
WRONG = "出让土地420亩，完成年度任务的52%。"


def a_moment_later() -> datetime:
    """Return a time at which nothing has come in for a while."""
    return timezone.now() + timedelta(seconds=5)


@pytest.fixture
def handed_in(county: County, clerk: Actor) -> None:
    """Hand in June with a rate that doesn't fit."""
    sheet = sheet_of(a_round(county, 6, needs_signature=False), county.housing)
    for number, text in (("1", "完成管网改造6公里。"), ("2", WRONG)):
        draft = Draft(progress=text, claim="met")
        save_line(clerk, line_of(sheet, number), draft, revision=0, now=NOW)
    submit(clerk, sheet, now=NOW)


def test_the_sweep_makes_what_is_due(county: County, handed_in: None) -> None:
    assert jobs.sweep(a_moment_later()) == 1
    assert not AuditDue.objects.exists()
    assert Finding.objects.filter(plan=county.plan, period_index=6, rule="share").exists()
    assert reported_spans(county.plan.pk) == (Span("month", 5), JUNE)


def test_the_sweep_waits_while_reports_keep_coming_but_not_for_ever(
    county: County, handed_in: None
) -> None:
    assert jobs.sweep() == 0
    for minutes in (0, 1):
        late = timezone.now() - timedelta(minutes=minutes)
        row = AuditDue.objects.create(plan=county.plan, period_kind="month", period_index=6)
        AuditDue.objects.filter(pk=row.pk).update(since=late)
    assert jobs.sweep() == 1


def test_an_audit_nobody_asked_for_is_not_made(county: County, handed_in: None) -> None:
    assert make_due_audit(county.plan.pk, JUNE)
    assert not make_due_audit(county.plan.pk, JUNE)
    assert jobs.sweep(a_moment_later()) == 0


def test_many_submissions_are_one_audit(county: County, handed_in: None) -> None:
    AuditDue.objects.bulk_create(
        AuditDue(plan=county.plan, period_kind="month", period_index=6) for _ in range(40)
    )
    assert jobs.sweep(a_moment_later()) == 1
    assert not AuditDue.objects.exists()


def test_what_was_said_while_writing_answers_the_finding(
    county: County, clerk: Actor, handed_in: None
) -> None:
    make_due_audit(county.plan.pk, JUNE)
    finding = Finding.objects.get(plan=county.plan, period_index=6, rule="share")
    line = line_of(sheet_of(county.place.rounds.get(), county.housing), "2")
    line.answers = [
        {
            "fingerprint": finding.fingerprint,
            "rule": "share",
            "kind": "different",
            "text": "按市下达任务计算。",
        }
    ]
    line.save()
    AuditDue.objects.create(plan=county.plan, period_kind="month", period_index=6)
    make_due_audit(county.plan.pk, JUNE)
    answer = finding.answers.get()
    assert (answer.kind, answer.text, answer.by_name) == (
        "different",
        "按市下达任务计算。",
        clerk.name,
    )


def test_the_periods_table_bears_its_own_month(county: County, handed_in: None) -> None:
    (head,) = county.plan.periods.filter(period_index=6).values_list("head", flat=True)
    assert head["title"] == "2023年《政府工作报告》重点工作6月份完成情况通报表"
    assert head["period"] == {"kind": "month", "index": 6}
