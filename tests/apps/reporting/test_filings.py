"""The plan filing (附件3): written, split, signed, reviewed, put off; approved words are the ledger's."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.models import SourceFile
from jiannuo.ledger.actions.ask_adjustment import Grounds, ask_for_text
from jiannuo.ledger.actions.decide_promise import decide_promise
from jiannuo.ledger.actions.erase_texts import erase_texts
from jiannuo.ledger.actions.write_targets import Grounds as TargetGrounds
from jiannuo.ledger.actions.write_targets import month, write_targets
from jiannuo.ledger.models import Issue, Target, TargetVersion, Task, TaskState
from jiannuo.ledger.queries.issuing import unhanded
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.reporting.actions.erase_texts import erase_reports
from jiannuo.reporting.actions.filing.errors import (
    ChangedMeanwhileError,
    FilingLockedError,
    IncompleteError,
    NotInThisStateError,
    NotLaterError,
    TooLongError,
    WordsMissingError,
)
from jiannuo.reporting.actions.filing.extend import ask_extension, decide_extension
from jiannuo.reporting.actions.filing.hand_in import (
    ask_signature,
    hand_back,
    sign,
    sign_with_ink,
    take_back,
)
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.review import approve_filing, return_filing
from jiannuo.reporting.actions.filing.save_lines import Cover, Draft, save_lines
from jiannuo.reporting.actions.filing.split_line import add_part, drop_part
from jiannuo.reporting.actions.issue_plan import approve_adjustment, hand_out_again, issue_plan
from jiannuo.reporting.models import AuditDue, FilingLine, FilingState, PlanFiling
from jiannuo.reporting.plan_paper import chinese_number
from jiannuo.reporting.queries.filings import (
    asked_of,
    due_of,
    filings_visible_to,
    is_late,
    mark_of,
    may_read_lines,
    standings,
)
from jiannuo.reporting.queries.grid import ledger_page
from tests.apps.ledger.test_issuing import NOTICE, NOW
from tests.apps.ledger.test_promises import PLEDGES
from tests.personae import County, imported

BEFORE = NOTICE.due_at - timedelta(days=1)
AFTER = NOTICE.due_at + timedelta(hours=1)
WHO = Cover(filled_by="李明", telephone="0533-2318")


@pytest.fixture
def issue(county: County, officer: Actor) -> Issue:
    every = [task.pk for task in county.tasks]
    return issue_plan(officer, county.place, NOTICE, every, now=NOW)


@pytest.fixture
def filing(issue: Issue, county: County, clerk: Actor) -> PlanFiling:
    """Return the filing of 区住建局, which answers for tasks 1 and 2."""
    found = filings_visible_to(clerk).get(organisation=county.housing)
    open_filing(clerk, found)
    return found


def line_of(filing: PlanFiling, task: Task, order: int = 0) -> FilingLine:
    return filing.lines.get(task=task, order=order)


def written(line: FilingLine, revision: int | None = None, **fields: object) -> Draft:
    given = {
        "content": line.content,
        "quarters": line.quarters,
        "months": line.months,
        "principal": line.principal,
        "deputy": line.deputy,
        "remarks": line.remarks,
        **fields,
    }
    at = line.revision if revision is None else revision
    return Draft(line=line.pk, revision=at, **given)  # type: ignore[arg-type]


def fill(actor: Actor, filing: PlanFiling, cover: Cover = WHO) -> None:
    """Write a target into the second quarter of every line."""
    drafts = [
        written(line, quarters={"2": f"完成第{line.task.number}项的一半。"})
        for line in filing.lines.select_related("task")
    ]
    save_lines(actor, filing, drafts, cover=cover, now=BEFORE)


def handed_in(clerk: Actor, head: Actor, filing: PlanFiling, at: datetime = BEFORE) -> None:
    fill(clerk, filing)
    ask_signature(clerk, filing, now=BEFORE)
    sign(head, filing, seen=mark_of(filing), now=at)


def _entered(officer: Actor, filing: PlanFiling) -> None:
    """Enter, hand in and approve a plan for an organisation."""
    open_filing(officer, filing)
    fill(officer, filing)
    sign_with_ink(officer, filing, None, signed_by="负责人", now=BEFORE)
    approve_filing(officer, filing, now=AFTER)


class TestOpening:
    def test_each_organisation_that_answers_gets_one_filing(self, issue: Issue) -> None:
        names = issue.filings.values_list("organisation__name", flat=True)
        assert set(names) == {"区住建局", "区财政局", "北关街道办事处", "区民政局"}

    def test_it_asks_only_the_tasks_that_the_organisation_answers_for(
        self, county: County, issue: Issue
    ) -> None:
        asked = asked_of(issue.filings.get(organisation=county.finance))
        assert [task.number for task in asked.tasks] == ["3"]

    def test_what_the_ledger_knows_is_filled_in(self, county: County, issue: Issue) -> None:
        task = county.tasks[2]
        Target.objects.create(
            task=task,
            kind="quarter_targets",
            period_kind="quarter",
            period_index=2,
            key="2",
            text="增长5%。",
        )
        Task.objects.filter(pk=task.pk).update(principal="赵志远", deputy="钱进")
        filing = issue.filings.get(organisation=county.finance)
        officer_side = Actor(id="machine", name="测试", machine=True)
        open_filing(officer_side, filing)
        line = line_of(filing, task)
        assert line.quarters == {"2": "增长5%。"}
        assert (line.principal, line.deputy) == ("赵志远", "钱进")
        assert line.content == "一般公共预算收入增长6%以上。"

    def test_a_month_s_own_column_is_filled_in_where_months_are_asked(
        self, county: County, issue: Issue
    ) -> None:
        filing = issue.filings.select_related("issue").get(organisation=county.finance)
        filing.issue.months_asked = True
        open_filing(machine(), filing)
        assert line_of(filing, county.tasks[2]).months == {"5": "增长6%。"}

    def test_approving_the_month_s_target_changes_the_one_that_stands(self, county: County) -> None:
        grounds = TargetGrounds(reason="计划", approver="孙立", at=NOW)
        write_targets(county.tasks[0], {month(5): "完成供热管网改造6公里。"}, grounds)
        assert county.tasks[0].targets.get().text == "完成供热管网改造6公里。"
        assert [one.text for one in TargetVersion.objects.order_by("number")] == [
            "完成供热管网改造5公里。",
            "完成供热管网改造6公里。",
        ]

    def test_last_year_s_persons_are_proposed(
        self, county: County, filing: PlanFiling, clerk: Actor, head: Actor, officer: Actor
    ) -> None:
        fill(clerk, filing)
        filing.lines.update(principal="刘强", deputy="陈静")
        ask_signature(clerk, filing, now=BEFORE)
        sign(head, filing, seen=mark_of(filing), now=BEFORE)
        later = [one.task for one in imported(county.place, PLEDGES)]
        issue_plan(officer, county.place, NOTICE, [one.pk for one in later], now=NOW)
        again = PlanFiling.objects.filter(organisation=county.housing).latest("pk")
        open_filing(clerk, again)
        assert line_of(again, later[0]).principal == "刘强"

    def test_a_promise_in_two_lists_is_asked_once_and_feeds_both(
        self, county: County, officer: Actor, clerk: Actor, head: Actor
    ) -> None:
        pledge = imported(county.place, PLEDGES)[0].task
        decide_promise(officer, county.tasks[0], pledge, same=True, now=NOW)
        every = [*(task.pk for task in county.tasks), pledge.pk]
        issue_plan(officer, county.place, NOTICE, every, now=NOW)
        filing = PlanFiling.objects.get(organisation=county.housing)
        assert pledge.pk not in asked_of(filing).ids
        open_filing(clerk, filing)
        handed_in(clerk, head, filing)
        approve_filing(officer, filing, now=AFTER)
        assert pledge.targets.get().text == "完成第1项的一半。"
        pledge.refresh_from_db()
        assert pledge.state == TaskState.RUNNING


class TestWriting:
    def test_saving_twice_the_same_is_no_conflict(
        self, county: County, filing: PlanFiling, clerk: Actor
    ) -> None:
        draft = written(line_of(filing, county.tasks[0]), quarters={"1": "启动。"})
        first = save_lines(clerk, filing, [draft], now=BEFORE)
        again = save_lines(clerk, filing, [draft], now=BEFORE)
        assert first == again
        assert first.revisions == {draft.line: 1}

    def test_two_people_on_one_line_lose_nothing(
        self, county: County, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        line = line_of(filing, county.tasks[0])
        save_lines(clerk, filing, [written(line, quarters={"1": "启动。"})], now=BEFORE)
        saved = save_lines(
            head, filing, [written(line, revision=0, quarters={"1": "开工。"})], now=BEFORE
        )
        assert saved.revisions == {}
        (conflict,) = saved.conflicts
        assert conflict.mine.quarters == {"1": "开工。"}
        assert conflict.theirs.quarters == {"1": "启动。"}
        assert conflict.theirs.saved_by == clerk.name

    def test_the_first_save_says_that_it_is_being_written(
        self, filing: PlanFiling, clerk: Actor
    ) -> None:
        save_lines(clerk, filing, [], cover=WHO, now=BEFORE)
        filing.refresh_from_db()
        assert (filing.state, filing.filled_by) == (FilingState.DRAFTING, "李明")

    def test_unknown_quarters_and_white_space_are_not_kept(
        self, county: County, filing: PlanFiling, clerk: Actor
    ) -> None:
        line = line_of(filing, county.tasks[0])
        draft = written(line, quarters={"1": " 启动\r\n项目 ", "2": "  ", "5": "x"})
        save_lines(clerk, filing, [draft], now=BEFORE)
        line.refresh_from_db()
        assert line.quarters == {"1": "启动\n项目"}

    def test_a_name_that_is_too_long_is_said(
        self, county: County, filing: PlanFiling, clerk: Actor
    ) -> None:
        draft = written(line_of(filing, county.tasks[0]), principal="长" * 101)
        with pytest.raises(TooLongError, match="主要负责人"):
            save_lines(clerk, filing, [draft], now=BEFORE)

    def test_a_task_is_split_into_parts_and_a_part_taken_back(
        self, county: County, filing: PlanFiling, clerk: Actor
    ) -> None:
        part = add_part(clerk, filing, county.tasks[0].pk)
        assert part is not None
        assert add_part(clerk, filing, county.tasks[3].pk) is None
        assert drop_part(clerk, filing, part.pk)
        assert not drop_part(clerk, filing, line_of(filing, county.tasks[0]).pk)

    def test_a_line_of_another_filing_is_not_written(
        self, county: County, filing: PlanFiling, issue: Issue, neighbour: Actor
    ) -> None:
        other = issue.filings.select_related("issue__place").get(organisation=county.finance)
        open_filing(neighbour, other)
        foreign = line_of(filing, county.tasks[0])
        saved = save_lines(neighbour, other, [written(foreign, content="改")], now=BEFORE)
        assert (saved.revisions, saved.conflicts) == ({}, ())
        foreign.refresh_from_db()
        assert foreign.content != "改"


class TestHandingIn:
    def test_the_clerk_asks_and_the_head_signs(
        self, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        handed_in(clerk, head, filing)
        assert filing.state == FilingState.SUBMITTED
        assert (filing.signed_by, filing.first_submitted_at) == (head.name, BEFORE)
        version = filing.versions.get()
        assert version.content["lines"][0]["quarters"] == {"2": "完成第1项的一半。"}

    def test_what_is_missing_is_named(self, filing: PlanFiling, clerk: Actor) -> None:
        with pytest.raises(IncompleteError, match="第1项还没有填一个季度的目标"):
            ask_signature(clerk, filing, now=BEFORE)
        fill(clerk, filing, Cover())
        with pytest.raises(IncompleteError, match="没有写填报人；没有写联系电话"):
            ask_signature(clerk, filing, now=BEFORE)

    def test_a_head_signs_only_what_the_head_saw(
        self, county: County, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        fill(clerk, filing)
        seen = mark_of(filing)
        line = line_of(filing, county.tasks[0])
        save_lines(clerk, filing, [written(line, remarks="改过")], now=BEFORE)
        with pytest.raises(ChangedMeanwhileError):
            sign(head, filing, seen=seen, now=BEFORE)

    def test_the_clerk_cannot_sign(self, filing: PlanFiling, clerk: Actor) -> None:
        fill(clerk, filing)
        with pytest.raises(NotAllowedError):
            sign(clerk, filing, seen=mark_of(filing), now=BEFORE)

    def test_ink_needs_a_name_and_the_page(self, filing: PlanFiling, clerk: Actor) -> None:
        fill(clerk, filing)
        with pytest.raises(WordsMissingError):
            sign_with_ink(clerk, filing, None, signed_by="王局长", now=BEFORE)

    def test_the_head_gives_it_back_with_a_word(
        self, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        fill(clerk, filing)
        ask_signature(clerk, filing, now=BEFORE)
        hand_back(head, filing, "二季度写细一点。")
        assert (filing.state, filing.returned_why) == (FilingState.DRAFTING, "二季度写细一点。")

    def test_what_is_handed_in_is_locked_until_taken_back(
        self, county: County, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        handed_in(clerk, head, filing)
        draft = written(line_of(filing, county.tasks[0]), content="改")
        with pytest.raises(FilingLockedError):
            save_lines(clerk, filing, [draft], now=BEFORE)
        with pytest.raises(FilingLockedError):
            add_part(clerk, filing, county.tasks[0].pk)
        take_back(clerk, filing)
        save_lines(clerk, filing, [draft], now=BEFORE)
        assert line_of(filing, county.tasks[0]).content == "改"

    def test_the_first_complete_plan_decides_on_late(
        self, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        handed_in(clerk, head, filing)
        take_back(clerk, filing)
        ask_signature(clerk, filing, now=BEFORE)
        sign(head, filing, seen=mark_of(filing), now=AFTER)
        assert not is_late(filing, AFTER)
        assert filing.versions.count() == 2

    def test_an_officer_enters_a_paper_plan_for_an_organisation(
        self, filing: PlanFiling, officer: Actor
    ) -> None:
        fill(officer, filing)
        sign_with_ink(officer, filing, None, signed_by="王建国", now=BEFORE)
        assert (filing.state, filing.by_office, filing.signed_by) == (
            FilingState.SUBMITTED,
            True,
            "王建国",
        )

    def test_the_written_plan_is_composed_until_somebody_edits_it(
        self, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        handed_in(clerk, head, filing)
        assert filing.paper.startswith("区住建局2023年重点任务落实方案")
        assert "二季度：完成第2项的一半。" in filing.paper
        take_back(clerk, filing)
        save_lines(clerk, filing, [], cover=Cover(paper="我们自己写的方案"), now=BEFORE)
        ask_signature(clerk, filing, now=BEFORE)
        filing.refresh_from_db()
        sign(head, filing, seen=mark_of(filing), now=BEFORE)
        assert filing.paper == "我们自己写的方案"


class TestReview:
    def test_approval_writes_the_targets(
        self, county: County, filing: PlanFiling, clerk: Actor, head: Actor, officer: Actor
    ) -> None:
        handed_in(clerk, head, filing)
        approve_filing(officer, filing, now=AFTER)
        target = county.tasks[0].targets.get(kind="quarter_targets")
        assert (target.period_index, target.text) == (2, "完成第1项的一半。")
        version = TargetVersion.objects.get(task=county.tasks[0])
        assert (version.number, version.approved_by) == (1, officer.name)
        assert filing.state == FilingState.APPROVED
        assert AuditDue.objects.filter(plan=county.plan, period_index=5).exists()

    def test_parts_become_tasks_below_the_task_and_stand_in_no_list(
        self, county: County, filing: PlanFiling, clerk: Actor, head: Actor, officer: Actor
    ) -> None:
        task = county.tasks[0]
        whole = line_of(filing, task)
        for content, quarter in (("供热管网", "改造3公里。"), ("换热站", "新建1座。")):
            part = add_part(clerk, filing, task.pk)
            assert part is not None
            draft = written(part, content=content, quarters={"2": quarter})
            save_lines(clerk, filing, [draft], now=BEFORE)
        other = line_of(filing, county.tasks[1])
        drafts = [written(whole, quarters={}), written(other, quarters={"4": "全部完成。"})]
        save_lines(clerk, filing, drafts, cover=WHO, now=BEFORE)
        ask_signature(clerk, filing, now=BEFORE)
        sign(head, filing, seen=mark_of(filing), now=BEFORE)
        approve_filing(officer, filing, now=AFTER)
        assert list(task.parts.values_list("number", "subproject")) == [
            ("1.1", "供热管网"),
            ("1.2", "换热站"),
        ]
        assert task.targets.get(kind="quarter_targets").text == (
            "（1）供热管网：改造3公里。\n（2）换热站：新建1座。"
        )
        assert tasks_visible_to(officer).count() == len(county.tasks)
        shown = ledger_page(officer, county.plan.pk)
        assert shown.whole == len(county.tasks) == len(shown.rows)

    def test_several_organisations_words_stand_under_their_names(
        self, county: County, issue: Issue, officer: Actor
    ) -> None:
        task = county.tasks[3]
        for organisation in ("北关街道办事处", "区民政局"):
            filing = issue.filings.select_related("issue__place", "organisation").get(
                organisation__name=organisation
            )
            open_filing(officer, filing)
            fill(officer, filing)
            sign_with_ink(officer, filing, None, signed_by="负责人", now=BEFORE)
            approve_filing(officer, filing, now=AFTER)
        assert set(task.targets.get().text.split("\n")) == {
            "北关街道办事处：完成第4项的一半。",
            "区民政局：完成第4项的一半。",
        }

    def test_a_later_plan_of_another_organisation_does_not_undo_an_adjustment(
        self, county: County, issue: Issue, officer: Actor, director: Actor
    ) -> None:
        task = Task.objects.select_related("plan").get(pk=county.tasks[3].pk)
        first, second = issue.filings.filter(
            organisation__name__in=["北关街道办事处", "区民政局"]
        ).select_related("issue__place", "organisation")
        _entered(officer, first)
        why = Grounds(reason="选址调整")
        asked = ask_for_text(officer, task, task.targets.get(), "新建5处。", why, now=AFTER)
        approve_adjustment(director, asked, now=AFTER)
        _entered(officer, second)
        assert task.targets.get().text == (f"新建5处。\n{second.organisation}：完成第4项的一半。")

    def test_an_issued_task_is_under_way_when_its_plan_is_approved(
        self, county: County, issue: Issue, officer: Actor
    ) -> None:
        assert Task.objects.get(pk=county.tasks[3].pk).state == TaskState.ISSUED
        filing = issue.filings.get(organisation=county.north_street)
        open_filing(officer, filing)
        fill(officer, filing)
        sign_with_ink(officer, filing, None, signed_by="负责人", now=BEFORE)
        approve_filing(officer, filing, now=AFTER)
        assert Task.objects.get(pk=county.tasks[3].pk).state == TaskState.RUNNING

    def test_a_return_says_why_and_opens_the_form_again(
        self, filing: PlanFiling, clerk: Actor, head: Actor, officer: Actor
    ) -> None:
        handed_in(clerk, head, filing)
        with pytest.raises(WordsMissingError):
            return_filing(officer, filing, "", now=AFTER)
        return_filing(officer, filing, "二季度目标没有数字。", now=AFTER)
        assert (filing.state, filing.returned_why) == (
            FilingState.RETURNED,
            "二季度目标没有数字。",
        )
        fill(clerk, filing)
        with pytest.raises(NotInThisStateError):
            approve_filing(officer, filing, now=AFTER)

    @pytest.mark.parametrize("persona", ["clerk", "head", "neighbour", "observer", "leader"])
    def test_only_the_office_reviews(
        self,
        persona: str,
        filing: PlanFiling,
        clerk: Actor,
        head: Actor,
        request: pytest.FixtureRequest,
    ) -> None:
        handed_in(clerk, head, filing)
        actor = request.getfixturevalue(persona)
        with pytest.raises(NotAllowedError):
            approve_filing(actor, filing, now=AFTER)
        with pytest.raises(NotAllowedError):
            return_filing(actor, filing, "改", now=AFTER)


class TestDeadline:
    def test_a_later_deadline_is_asked_for_and_granted(
        self, filing: PlanFiling, clerk: Actor, officer: Actor
    ) -> None:
        with pytest.raises(NotLaterError):
            ask_extension(clerk, filing, NOTICE.due_at, "人手不够")
        later = NOTICE.due_at + timedelta(days=3)
        request = ask_extension(clerk, filing, later, "机构改革，分工未定。")
        decide_extension(officer, request, granted=True, answer="", now=BEFORE)
        filing.refresh_from_db()
        assert due_of(filing) == later
        assert not is_late(filing, AFTER)

    def test_a_refusal_says_why(self, filing: PlanFiling, clerk: Actor, officer: Actor) -> None:
        later = NOTICE.due_at + timedelta(days=3)
        request = ask_extension(clerk, filing, later, "机构改革，分工未定。")
        with pytest.raises(WordsMissingError):
            decide_extension(officer, request, granted=False, answer="", now=BEFORE)
        decide_extension(officer, request, granted=False, answer="统一截止。", now=BEFORE)
        assert due_of(filing) == NOTICE.due_at
        with pytest.raises(NotInThisStateError):
            decide_extension(officer, request, granted=True, answer="", now=BEFORE)

    def test_who_is_missing_and_who_is_late(
        self, issue: Issue, filing: PlanFiling, clerk: Actor, head: Actor
    ) -> None:
        handed_in(clerk, head, filing)
        found = {one.organisation.name: (one.missing, one.late) for one in standings(issue, AFTER)}
        assert found["区住建局"] == (False, False)
        assert found["区财政局"] == (True, True)


def test_a_plan_forgets_what_came_from_a_file_that_was_a_secret(
    county: County, filing: PlanFiling, clerk: Actor, head: Actor, officer: Actor
) -> None:
    add_part(clerk, filing, county.tasks[0].pk)
    filing.lines.filter(order=1).update(content="机密子任务")
    handed_in(clerk, head, filing)
    approve_filing(officer, filing, now=AFTER)
    with transaction.atomic():
        files = list(SourceFile.objects.all())
        erase_reports(machine(), files, erase_texts(machine(), files))
    filing.refresh_from_db()
    left = [filing.paper, *(str(one.content) for one in filing.versions.all())]
    left += [f"{one.content}{one.quarters}" for one in filing.lines.all()]
    left += [one.subproject for one in county.tasks[0].parts.all()]
    assert not any("一半" in text or "机密" in text for text in left)


class TestDutiesThatAppearLater:
    def test_members_of_a_set_are_handed_the_tasks_when_they_are_known(
        self, county: County, officer: Actor
    ) -> None:
        county.streets.members.clear()
        every = [task.pk for task in county.tasks]
        issue = issue_plan(officer, county.place, NOTICE, every, now=NOW)
        assert county.streets in [one.organisation for one in standings(issue, NOW)]
        county.streets.members.add(county.north_street)
        assert unhanded(issue) == (county.north_street,)
        assert hand_out_again(officer, issue, now=NOW) == ("北关街道办事处",)
        owing = [one.organisation for one in standings(issue, NOW)]
        assert county.north_street in owing
        assert county.streets not in owing
        assert hand_out_again(officer, issue, now=NOW) == ()

    def test_only_the_office_hands_out(self, issue: Issue, clerk: Actor, observer: Actor) -> None:
        for actor in (clerk, observer):
            with pytest.raises(NotAllowedError):
                hand_out_again(actor, issue, now=NOW)


class TestWhoseItIs:
    @pytest.mark.parametrize("persona", ["neighbour", "street_clerk", "foreign_officer", "leader"])
    def test_nobody_else_sees_or_writes_a_filing(
        self, persona: str, filing: PlanFiling, request: pytest.FixtureRequest
    ) -> None:
        actor = request.getfixturevalue(persona)
        assert not filings_visible_to(actor).filter(pk=filing.pk).exists()
        for attempt in (
            lambda: save_lines(actor, filing, [], now=BEFORE),
            lambda: add_part(actor, filing, filing.lines.all()[0].task_id),
            lambda: ask_signature(actor, filing, now=BEFORE),
            lambda: take_back(actor, filing),
            lambda: sign(actor, filing, seen="", now=BEFORE),
            lambda: ask_extension(actor, filing, AFTER, "x"),
        ):
            with pytest.raises(NotAllowedError):
                attempt()

    def test_a_draft_is_the_organisation_s_own(
        self, filing: PlanFiling, clerk: Actor, head: Actor, officer: Actor, observer: Actor
    ) -> None:
        assert may_read_lines(clerk, filing)
        assert not may_read_lines(officer, filing)
        handed_in(clerk, head, filing)
        assert may_read_lines(officer, filing)
        assert may_read_lines(observer, filing)


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (124, "124")],
)
def test_numbers_of_headings(number: int, word: str) -> None:
    assert chinese_number(number) == word
