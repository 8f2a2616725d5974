"""A bulletin is computed from what the office has accepted, and every number in it can be recounted."""

import json
import random
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

import jiannuo
from jiannuo.bulletins.composing import compose
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.length import too_long
from jiannuo.bulletins.models import BulletinKind
from jiannuo.bulletins.queries.counted import CountedResult, Voice, counted
from jiannuo.core.records import Document, Row, Unit
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.ledger.models import Plan, PlanKind, SamePromise, Task
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.review.accept import accept, take_acceptance_back
from jiannuo.reporting.actions.review.assess import assess
from jiannuo.reporting.actions.submission.correct import accept_correction, begin_correction
from jiannuo.reporting.models import Pace, Report, Result, Submission
from tests.apps.bulletins.recount import faults, results
from tests.apps.reporting.review.test_review import LATER, NOW, hand_in
from tests.personae import MAY, County, imported
from tests.rounds import a_round, line_of, moment, sheet_of

IN_MAY, IN_JUNE = Span("month", 5), Span("month", 6)
WHOLE = BulletinKind.WHOLE


def text_of(content: Content) -> str:
    return "\n".join(block.text for block in content.blocks)


def everything_in(content: Content) -> str:
    return json.dumps(content.to_json(), ensure_ascii=False)


def headings(content: Content) -> list[str]:
    return [block.text for block in content.blocks if block.level == "first"]


def values(content: Content, block: str) -> dict[str, str]:
    found = content.block(block)
    assert found is not None
    return {figure.key: figure.value for figure in found.figures}


def plan_of(county: County, document: Document) -> Plan:
    return imported(county.place, document)[0].task.plan


def with_rows(rows: list[Row], source: str = "more.txt") -> Document:
    [table] = MAY.tables
    return replace(
        MAY, source=source, title="另一份清单", tables=(replace(table, rows=tuple(rows)),)
    )


class TestTheBulletinOfMay2023:
    """Seed 004: 124 tasks, counted by its own words (domain.md, 4: 完成 106, 部分完成 15, 未完成 3)."""

    @pytest.fixture
    def plan(self, county: County) -> Plan:
        sample = files("jiannuo") / "samples" / "004_e22efe1dde90f469.txt"
        return imported(county.place, jiannuo.read(str(sample)))[0].task.plan

    def test_it_comes_out_again(self, plan: Plan) -> None:
        content = compose(machine(), plan, WHOLE, IN_MAY)
        assert content.title == "关于2023年《政府工作报告》重点任务5月份完成情况的通报"
        assert values(content, "counts") == {
            "count:total": "124",
            "count:met": "106",
            "share:met": "85.5%",
            "count:partly": "15",
            "share:partly": "12.1%",
            "count:missed": "3",
            "share:missed": "2.4%",
        }
        tasks = set(Task.objects.filter(plan=plan).values_list("pk", flat=True))
        assert faults(content, results(tasks, "month", 5)) == []

        [attached] = content.attachments
        sample = jiannuo.read(str(files("jiannuo") / "samples" / "004_e22efe1dde90f469.txt"))
        assert [[r.number, r.status, r.progress, r.units] for r in attached.canonical().rows()] == [
            [r.number, r.status, r.progress, r.units] for r in sample.rows()
        ]
        assert set(attached.tasks[0]) == tasks
        assert [
            one.text.partition("项")[0] for one in content.blocks if one.id.startswith("task:")
        ][:3] == ["1.第7", "2.第63", "3.第84"]
        # Its table has no columns for causes and next steps: nobody is blamed for not filling them.
        assert "未报" not in text_of(content)
        assert "没有单列原因、下一步措施" in text_of(content)

    def test_it_says_that_it_is_longer_than_the_rules_allow(self, plan: Plan) -> None:
        content = compose(machine(), plan, WHOLE, IN_MAY)
        said = too_long(content, WHOLE)
        assert f"正文现有{content.length}字" in said
        assert "超过5000字" in said
        assert "若干规定" in said
        shorter = replace(content, blocks=content.blocks[:3])
        assert too_long(shorter, WHOLE) == ""
        assert "超过4000字" in too_long(content, BulletinKind.MATTER)


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_equals_a_recount_of_its_rows(county: County, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    units = ["区住建局", "区财政局", "区民政局", "区水利局"]
    rows = [
        Row(
            number=str(number),
            category=chance.choice(["甲", "乙"]),
            annual_target=f"完成第{number}类工程{chance.randint(2, 90)}处。",
            period_target=chance.choice(["完成3处。", None]),
            status=(status := chance.choice(["完成", "部分完成", "未完成", "", None])),
            progress=f"已完成{chance.randint(1, 9)}处{chance.choice(['', '，提前完成全年任务'])}。"
            if status is not None
            else None,
            problems=chance.choice(["资金缺口300万元。", "尚缺用地指标20亩。", "无", None])
            if status is not None
            else None,
            next_steps=chance.choice(["6月底前完工。", "继续推进。", None]) if status else None,
            units=tuple(
                Unit(name=name, lead=lead, role="责任")
                for name, lead in zip(
                    chance.sample(units, 2),
                    chance.choice([(True, False), (None, None)]),
                    strict=True,
                )
            ),
        )
        for number in range(1, 15)
    ]
    plan = plan_of(county, with_rows(rows, f"random{seed}.txt"))
    for report in Report.objects.filter(task__plan=plan).select_related("task__plan"):
        if chance.random() < 0.5:
            assess(machine(), report, result=chance.choice(list(Result)), pace=None, now=NOW)
    content = compose(machine(), plan, WHOLE, IN_MAY)
    tasks = set(Task.objects.filter(plan=plan).values_list("pk", flat=True))
    assert faults(content, results(tasks, "month", 5)) == []
    counts = content.block("counts")
    assert counts is not None
    told = [
        one for one in counts.figures if one.key.startswith("count:") and "total" not in one.key
    ]
    assert sum(int(one.value) for one in told) == len(tasks)


class TestWhatCounts:
    """Only what was accepted; the office's word before the organisation's."""

    @pytest.fixture
    def sheet(self, county: County, clerk: Actor) -> Submission:
        one = sheet_of(a_round(county, 6, needs_signature=False), county.housing)
        hand_in(clerk, one, n1="记号甲", n2="记号乙")
        return one

    def test_no_word_appears_before_it_is_accepted(
        self, county: County, officer: Actor, clerk: Actor, sheet: Submission
    ) -> None:
        def said() -> str:
            return everything_in(compose(officer, county.plan, WHOLE, IN_JUNE))

        assert "记号" not in said()
        assert "已经报送，正在审核" in said()
        first, second = line_of(sheet, "1"), line_of(sheet, "2")
        assess(
            officer, Report.objects.get(task=first.task, period_index=6), result=Result.MET, now=NOW
        )
        accept(officer, first)
        assert ("记号甲" in said(), "记号乙" in said()) == (True, False)

        begin_correction(clerk, line_of(sheet, "1"), "数字有误")
        assert "记号甲" in said()
        hand_in(clerk, sheet, n1="记号丙")
        assert ("记号甲" in said(), "记号丙" in said()) == (True, False)
        accept_correction(officer, line_of(sheet, "1"))
        assert "记号" not in said()  # it is in the ledger now, and waits to be accepted
        accept(officer, line_of(sheet, "1"))
        assert ("记号甲" in said(), "记号丙" in said()) == (False, True)
        take_acceptance_back(officer, line_of(sheet, "1"))
        assert "记号" not in said()
        assert second.task_id in [
            one.id for one in counted(county.plan, IN_JUNE).tasks if one.result == "waiting"
        ]

    def test_a_task_of_several_organisations_waits_for_all_that_was_handed_in(
        self, county: County, officer: Actor, street_clerk: Actor
    ) -> None:
        made = a_round(county, 6, needs_signature=False)
        sheets = [
            one
            for one in made.submissions.filter(lines__task=county.tasks[3], lines__part="whole")
            if one.organisation_id in street_clerk.organisations
        ]
        for at, sheet in enumerate(sheets):
            hand_in(street_clerk, sheet, n4=f"记号{at}")
        assert sheets
        assert "记号" not in everything_in(compose(officer, county.plan, WHOLE, IN_JUNE))
        for one in sheets:
            line = line_of(one, "4")
            report = Report.objects.get(task=line.task, period_index=6)
            assess(officer, report, result=Result.MET, now=NOW)
            accept(officer, line)
        assert "记号" in everything_in(compose(officer, county.plan, WHOLE, IN_JUNE))

    def test_the_office_s_word_stands_before_the_claim(
        self, county: County, officer: Actor
    ) -> None:
        report = Report.objects.get(task=county.tasks[0], period_index=5)
        assess(officer, report, result=Result.MISSED, pace=Pace.AHEAD, now=NOW)
        content = compose(officer, county.plan, WHOLE, IN_MAY)
        assert values(content, "counts")["count:missed"] == "2"
        assert "督查评定与单位自报不一致的1项（第1项）" in text_of(content)
        assert "督查评定为超序时进度的任务1项：第1项" in text_of(content)
        [row] = [one for one in content.attachments[0].canonical().rows() if one.number == "1"]
        assert row.status == "未完成"
        [task] = [one for one in counted(county.plan, IN_MAY).tasks if one.number == "1"]
        assert (task.result, task.voice, task.claim) == ("missed", Voice.OFFICE, "met")

    def test_a_quarter_that_nobody_reported_on_counts_its_last_month(
        self, county: County, officer: Actor, sheet: Submission
    ) -> None:
        line = line_of(sheet, "1")
        assess(
            officer, Report.objects.get(task=line.task, period_index=6), result=Result.MET, now=NOW
        )
        accept(officer, line)
        one = counted(county.plan, Span("quarter", 2))
        assert one.basis == IN_JUNE
        content = compose(officer, county.plan, WHOLE, Span("quarter", 2))
        assert "二季度完成情况" in content.title
        assert "数据取自6月份月报" in text_of(content)

    def test_not_due_is_not_missing(self, county: County, officer: Actor) -> None:
        words = {one.number: one.result for one in counted(county.plan, IN_MAY).tasks}
        assert words["4"] == CountedResult.NOT_DUE
        assert "未到节点1项" in text_of(compose(officer, county.plan, WHOLE, IN_MAY))


class TestSections:
    """What stands where, and what is left out."""

    def test_of_the_county_in_may(self, county: County, officer: Actor) -> None:
        content = compose(officer, county.plan, WHOLE, IN_MAY)
        assert headings(content) == [
            "一、总体情况",
            "二、未完成的任务",
            "三、部分完成的任务",
            "四、需要协调解决的问题",
            "五、下一步工作要求",
        ]
        second = content.block(f"task:{county.tasks[1].pk}")
        assert second is not None
        assert second.text == (
            "1.第2项“出让土地1000亩”。牵头单位：区住建局。5月份目标：出让土地400亩。"
            "完成情况：出让土地380亩。存在问题：部分地块附着物尚未清表。下一步：6月底前完成清表。"
        )
        third = content.block(f"task:{county.tasks[2].pk}")
        assert third is not None
        assert third.text.endswith("完成情况：增长4.1%。原因未报。下一步措施未报。")

    def test_nothing_to_complain_of_leaves_the_sections_out(
        self, county: County, officer: Actor
    ) -> None:
        met = replace(MAY.tables[0].rows[0], number="9")
        content = compose(officer, plan_of(county, with_rows([met])), WHOLE, IN_MAY)
        assert headings(content) == [
            "一、总体情况",
            "二、推进较好的单位和任务",
            "三、下一步工作要求",
        ]
        assert "区住建局（1项）牵头或独立承担的任务全部完成当期目标" in text_of(content)
        assert [one.level for one in content.blocks if one.id.startswith("demand:")] == ["text"]

    def test_late_and_missing_are_named_and_more_time_is_respected(
        self, county: County, officer: Actor, clerk: Actor
    ) -> None:
        made = a_round(county, 6, needs_signature=False)
        sheet = sheet_of(made, county.housing)
        hand_in(clerk, sheet)
        Submission.objects.filter(pk=sheet.pk).update(first_submitted_at=LATER)
        said = text_of(compose(officer, county.plan, WHOLE, IN_JUNE))
        assert "逾期报送的单位1个：区住建局（2项）。" in said
        assert "未报送的单位" in said
        assert "区财政局（1项）" in said
        for one in made.submissions.all():
            Submission.objects.filter(pk=one.pk).update(due_at=moment(7, 20).replace(year=2099))
        content = compose(officer, county.plan, WHOLE, IN_JUNE)
        assert not [one for one in content.blocks if one.id.startswith("round:")]

    def test_amounts_are_added_only_where_they_add_up(self, county: County, officer: Actor) -> None:
        def row(number: int, problems: str, **more: Any) -> Row:
            target = f"建设第{number}所学校。"
            return Row(
                number=str(number),
                annual_target=target,
                status="完成",
                progress="已开工。",
                problems=problems,
                units=(Unit(name="区住建局"),),
                **more,
            )

        plan = plan_of(
            county,
            with_rows(
                [
                    row(1, "资金缺口1.2亿元。"),
                    row(2, "建设资金3000万元未落实；总投资5亿元。"),
                    row(3, "资金缺口1.2亿元。"),
                    row(4, "尚缺资金100万至200万元。"),
                    row(5, "资金不足，其中一期欠款10万元、二期20万元。"),
                    row(6, "体育公园52亩土地没有土地指标。"),
                    row(7, "缺少用地指标8亩。"),
                    row(8, "环评手续未完成。"),
                    row(9, "无"),
                ]
            ),
        )
        content = compose(officer, plan, WHOLE, IN_MAY)
        money = content.block("problem:资金")
        assert money is not None
        assert money.text.startswith("（一）资金。涉及任务5项（第1、2、3、4、5项）")
        # 1.2亿 once (two tasks tell the same amount) and 3000万; ranges and pairs are only quoted.
        assert values(content, "problem:资金")["sum:money:元"] == "1.5亿元"
        assert "相同的只计一次" in money.text
        assert values(content, "problem:土地指标")["sum:area:平方米"] == "60亩"
        assert not [key for key in values(content, "problem:手续") if key.startswith("sum")]

    def test_one_matter_and_what_was_finished(self, county: County, officer: Actor) -> None:
        first, second = county.tasks[0].pk, county.tasks[1].pk
        content = compose(officer, county.plan, BulletinKind.MATTER, IN_MAY, [second])
        assert content.title == "关于“出让土地1000亩”进展情况的通报"
        assert headings(content) == [
            "一、任务和目标",
            "二、进展情况",
            "三、存在的问题",
            "四、下一步计划",
            "五、下一步工作要求",
        ]
        assert [len(tasks) for tasks in content.attachments[0].tasks] == [1]
        with pytest.raises(BulletinRefusedError, match="没有选任务"):
            compose(officer, county.plan, BulletinKind.MATTER, IN_MAY)
        with pytest.raises(BulletinRefusedError, match="还没有销号"):
            compose(officer, county.plan, BulletinKind.COMPLETION, IN_MAY, [first])
        Task.objects.filter(pk=first).update(state="closed")
        finished = compose(officer, county.plan, BulletinKind.COMPLETION, IN_MAY, [first])
        assert "办结情况" in finished.title
        assert headings(finished) == ["一、任务和目标", "二、完成情况"]

    def test_pledges_are_the_pledges(self, county: County, officer: Actor) -> None:
        with pytest.raises(BulletinRefusedError, match="不是民生实事清单"):
            compose(officer, county.plan, BulletinKind.PLEDGES, IN_MAY)
        pledged = plan_of(county, with_rows([MAY.tables[0].rows[0]], "pledges.txt"))
        Plan.objects.filter(pk=pledged.pk).update(kind=PlanKind.PLEDGES)
        pledged.refresh_from_db()
        SamePromise.objects.create(
            main=county.tasks[0],
            task=pledged.tasks.get(),
            same=True,
            decided_by="督查员",
            decided_at=NOW,
        )
        shared = compose(officer, county.plan, BulletinKind.PLEDGES, IN_MAY)
        assert values(shared, "counts")["count:total"] == "1"
        own = compose(officer, pledged, BulletinKind.PLEDGES, IN_MAY)
        assert own.title == "关于2023年民生实事5月份完成情况的通报"


def test_only_the_office_composes(county: County, clerk: Actor, observer: Actor) -> None:
    for actor in (clerk, observer):
        with pytest.raises(NotAllowedError):
            compose(actor, county.plan, WHOLE, IN_MAY)


def test_a_larger_ledger_takes_no_more_queries(
    county: County, officer: Actor, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(26):
        compose(officer, county.plan, WHOLE, IN_MAY)
    rows = [replace(MAY.tables[0].rows[1], number=str(number)) for number in range(60)]
    plan = plan_of(county, with_rows(rows))
    with django_assert_max_num_queries(26):
        compose(officer, plan, WHOLE, IN_MAY)
