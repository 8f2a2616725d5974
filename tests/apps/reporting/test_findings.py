"""What the machine finds when it recomputes reports: kept, answered, found again or set aside."""

import json
from decimal import Decimal
from importlib.resources import files

import pytest

import jiannuo
from jiannuo.core.records import Column, Document, Period, PeriodKind, Row, Table, Unit
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.queries import about
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.answer_finding import ReasonMissingError, answer_finding
from jiannuo.reporting.actions.audit_plan import audit_plan
from jiannuo.reporting.actions.correct_report import correct_report
from jiannuo.reporting.models import Against, AnswerKind, Figure, Finding, Report, Severity, Verdict
from jiannuo.reporting.queries.findings import (
    FindingFilters,
    count_findings,
    false_alarms,
    findings_of_plan,
    findings_of_task,
)
from tests.personae import County, imported

MAY = Span("month", 5)
WORDS = (
    (
        "101",
        "新增城镇就业3000人。",
        "新增城镇就业1200人。",
        "新增城镇就业1658人，完成全年任务的57.17%。",
    ),
    (
        "102",
        "改造农村厕所800户。",
        "改造农村厕所300户。",
        "改造农村厕所400户，完成全年任务的50%。",
    ),
    ("103", "新建口袋公园20处。", "新建口袋公园8处。", "新建口袋公园6处。"),
)
"""A wrong share, a right one, and a figure short of its target."""


@pytest.fixture
def plan(county: County) -> Plan:
    """Give the county's two bureaus a list of their own."""
    rows = tuple(_row(county, *words) for words in WORDS)
    columns = ("number", "annual_target", "period_target", "progress", "units")
    document = Document(
        source="5月.txt",
        title="县政府2023年重点任务5月份情况",
        year=2023,
        period=Period(PeriodKind.MONTH, 5),
        tables=(Table(columns=tuple(Column(header=c, field=c) for c in columns), rows=rows),),
    )
    return imported(county.place, document)[0].task.plan


def _row(county: County, number: str, annual: str, target: str, progress: str) -> Row:
    return Row(
        number=number,
        annual_target=annual,
        period_target=target,
        progress=progress,
        status="完成",
        units=(
            Unit(name=county.housing.name, lead=True, role="牵头"),
            Unit(name=county.finance.name, lead=False),
        ),
    )


def test_an_import_is_audited_at_once(plan: Plan, officer: Actor) -> None:
    found = findings_of_plan(officer, plan.pk, MAY)
    share = found[0]
    assert (share.rule, share.severity) == ("share", Severity.CONTRADICTION)
    assert [task.number for task in share.tasks] == ["101"]
    assert "55.27%" in share.message
    assert {line.tasks[0].number for line in found} <= {"101", "103"}


def test_each_report_gets_a_verdict_beside_what_it_claims(plan: Plan) -> None:
    verdicts = Verdict.objects.filter(report__task__plan=plan).order_by("report__task__position")
    assert [one.outcome for one in verdicts] == ["met", "met", "missed"]
    assert verdicts[2].pairs[0]["target_value"] == 8


def test_targets_and_achieved_figures_make_a_series(plan: Plan) -> None:
    park = Figure.objects.get(task__plan=plan, task__number="103", against=Against.PERIOD)
    assert (park.target, park.achieved, park.unit) == (Decimal(8), Decimal(6), "处")


def test_counts_serve_the_filters(plan: Plan, officer: Actor) -> None:
    counts = count_findings(officer, plan.pk, MAY)
    whole = findings_of_plan(officer, plan.pk, MAY)
    assert dict(counts.severities)[Severity.CONTRADICTION] == sum(
        line.severity == Severity.CONTRADICTION for line in whole
    )
    assert counts.unanswered == len(whole)
    rule, _, n = counts.rules[0]
    assert len(findings_of_plan(officer, plan.pk, MAY, FindingFilters(rule=rule))) == n
    organisation, _, n = counts.organisations[0]
    filters = FindingFilters(organisation=organisation)
    assert len(findings_of_plan(officer, plan.pk, MAY, filters)) == n


@pytest.mark.parametrize(
    ("actor", "sees"),
    [("officer", True), ("clerk", True), ("foreign_officer", False), ("system_admin", False)],
)
def test_findings_are_seen_by_those_who_see_the_task(
    plan: Plan,
    actor: str,
    sees: bool,  # noqa: FBT001  a column of the table above
    request: pytest.FixtureRequest,
) -> None:
    who = request.getfixturevalue(actor)
    assert bool(findings_of_plan(who, plan.pk, MAY)) is sees


def test_an_answer_is_kept_with_who_and_when_and_in_the_trail(plan: Plan, clerk: Actor) -> None:
    finding = Finding.objects.get(plan=plan, rule="share")
    answer_finding(clerk, finding, AnswerKind.DIFFERENT, "市下达任务为2900人。")
    task = finding.tasks.get()
    line = next(one for one in findings_of_task(clerk, task.pk) if one.id == finding.pk)
    assert line.answer is not None
    assert (line.answer.kind, line.answer.text) == (AnswerKind.DIFFERENT, "市下达任务为2900人。")
    assert line.answer.by_name == clerk.name
    assert about("task", task.pk)[0].action == "finding.answer"


def test_another_basis_has_to_be_named(plan: Plan, officer: Actor) -> None:
    finding = Finding.objects.get(plan=plan, rule="share")
    with pytest.raises(ReasonMissingError):
        answer_finding(officer, finding, AnswerKind.DIFFERENT, "  ")
    assert not finding.answers.exists()


@pytest.mark.parametrize("actor", ["observer", "leader", "street_clerk", "foreign_officer"])
def test_those_who_only_read_cannot_answer(
    plan: Plan, actor: str, request: pytest.FixtureRequest
) -> None:
    finding = Finding.objects.get(plan=plan, rule="share")
    with pytest.raises(NotAllowedError):
        answer_finding(request.getfixturevalue(actor), finding, AnswerKind.CONFIRMED)


def test_a_finding_about_the_same_words_keeps_its_answers(plan: Plan, officer: Actor) -> None:
    finding = Finding.objects.get(plan=plan, rule="share")
    answer_finding(officer, finding, AnswerKind.CONFIRMED)
    audit_plan(machine(), plan, MAY)
    again = Finding.objects.get(plan=plan, rule="share", standing=True)
    assert (again.pk, again.answers.count()) == (finding.pk, 1)


def test_a_corrected_report_is_audited_anew(plan: Plan, officer: Actor) -> None:
    report = Report.objects.get(task__plan=plan, task__number="101")
    right = report.progress.replace("57.17%", "55.27%")
    correct_report(officer, report, "progress", right, before=report.progress)
    assert [
        one.rule for one in findings_of_plan(officer, plan.pk, MAY) if one.rule == "share"
    ] == []
    assert Finding.objects.filter(plan=plan, rule="share", standing=False).exists()


def test_false_alarms_come_out_as_a_corpus_without_names(plan: Plan, officer: Actor) -> None:
    finding = Finding.objects.get(plan=plan, rule="share")
    answer_finding(officer, finding, AnswerKind.FALSE_ALARM, "57.17%是另一个指标。")
    lines = [json.loads(line) for line in false_alarms(officer).splitlines()]
    assert [line["rule"] for line in lines] == ["share"]
    assert officer.name not in json.dumps(lines, ensure_ascii=False)


def test_the_bulletin_of_may_2023(county: County) -> None:
    sample = files("jiannuo") / "samples" / "004_e22efe1dde90f469.txt"
    rows = imported(county.place, jiannuo.read(str(sample)))
    found = findings_of_plan(machine(), rows[0].task.plan_id, MAY)
    contradictions = [one for one in found if one.severity == Severity.CONTRADICTION]
    assert {task.number for one in contradictions for task in one.tasks} >= {"22"}
    assert Verdict.objects.filter(report__task__plan=rows[0].task.plan_id).count() == 124
