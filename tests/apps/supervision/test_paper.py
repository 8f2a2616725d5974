"""Letters and the notice on paper: parts of the official form where they belong, forms to fill in."""

from datetime import date
from io import BytesIO

from docx import Document as Word

from jiannuo.core.rendering.official import Form, Level, render_official
from jiannuo.core.rendering.templates import sample
from jiannuo.directory.actor import Actor, machine
from jiannuo.documents.actions.add_template import add_template
from jiannuo.documents.models import TemplateUse
from jiannuo.ledger.actions.issue_tasks import Notice
from jiannuo.ledger.models import Issue, PlanKind
from jiannuo.reporting.actions.issue_plan import issue_plan
from jiannuo.supervision.actions.draft_letter import Terms, draft_letter
from jiannuo.supervision.actions.sign_letter import sign_letter
from jiannuo.supervision.letter_paper import letter_document
from jiannuo.supervision.models import LetterKind
from jiannuo.supervision.notice_paper import notice_document
from jiannuo.supervision.template_values import filled_letter
from tests.personae import County
from tests.rounds import moment

TEXT = """2023年《政府工作报告》已经审议通过。现将有关事项通知如下：
一、高度重视，细化责任
各责任单位要逐项分解细化，填写《2023年年度工作任务落实计划表》（见附件2）。
二、科学规划，统筹推进
按照一月一报的要求报送。"""


def issued(county: County) -> Issue:
    notice = Notice(
        year=2023,
        title="关于对2023年《政府工作报告》年度任务目标立项督查的通知",
        number="清政办发〔2023〕1号",
        addressees="各街道办事处，区政府各部门",
        text=TEXT,
        issuer="清河区人民政府办公室",
        issued_on=date(2023, 3, 15),
        due_at=moment(3, 24, 17),
    )
    tasks = [one.pk for one in county.tasks]
    return issue_plan(machine(), county.place, notice, tasks, now=moment(3, 15))


def tables_of(content: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Word(BytesIO(content)).tables
    ]


def test_a_pressing_letter_on_paper_has_its_number_its_parts_and_the_form_to_answer_in(
    county: County, officer: Actor, director: Actor
) -> None:
    terms = Terms(reply_due_on=date(2023, 6, 15), issuer="清河区人民政府办公室")
    letter = draft_letter(
        officer,
        county.housing,
        LetterKind.PRESSING,
        [county.tasks[1].pk],
        terms,
        now=moment(6, 9),
    )
    draft = letter_document(letter)
    assert (draft.form, draft.number, draft.draft) == (Form.LETTER, "", "草稿")
    assert filled_letter(letter) is None
    signed = sign_letter(director, letter, now=moment(6, 9))
    document = letter_document(signed)
    assert (document.number, document.issued_on) == ("督办〔2023〕1号", date(2023, 6, 9))
    assert [one.title for one in document.attachments] == ["督办事项反馈表"]
    made = render_official(document, "docx").content
    said = "\n".join(one.text for one in Word(BytesIO(made)).paragraphs)
    assert "区住建局：" in said
    assert "一、存在问题" in said
    assert "填报单位：区住建局" in said
    form = next(table for table in tables_of(made) if "督办事项" in table[0])
    assert form[1][:2] == ["1", "出让土地1000亩。"]


def test_the_notice_has_a_table_for_each_plan_and_the_two_blank_forms(county: County) -> None:
    issue = issued(county)
    whole = notice_document(issue, [one.pk for one in county.tasks])
    assert [one.title for one in whole.attachments] == [
        "2023年年度工作任务责任分解立项表",
        "2023年年度工作任务落实计划表",
        "2023年年度工作任务落实情况表",
    ]
    assert [one.level for one in whole.body].count(Level.FIRST) == 2
    assert whole.body[-1].text == "落实计划报送截止时间：3月24日17:00。"
    issue.text = f"{TEXT}\n于3月24日前报督查室。"
    assert notice_document(issue, []).body[-1].text == "于3月24日前报督查室。"
    made = render_official(whole, "docx").content
    tasks, plan, report = tables_of(made)[-3:]
    assert tasks[0][-1] == "责任单位（加黑的为牵头部门）"
    assert [row[0] for row in tasks[1:]] == ["1", "2", "3", "4"]
    assert plan[1][2:6] == ["一季度", "二季度", "三季度", "四季度"]
    assert report[0][-1] == "是否完成阶段任务目标"
    assert [row[0] for row in report[1:]] == ["1", "2", "3", "4", "5", "6"]
    own = notice_document(issue, [county.tasks[0].pk])
    assert own.attachments[0].table is not None
    assert len(own.attachments[0].table.rows) == 1


def test_pledges_are_a_table_of_their_own(county: County) -> None:
    county.plan.kind = PlanKind.PLEDGES
    county.plan.save()
    issue = issued(county)
    document = notice_document(issue, [one.pk for one in county.tasks])
    assert document.attachments[0].title == "2023年民生实事责任分解表"


def test_an_offices_own_template_is_filled_in(county: County, officer: Actor) -> None:
    fields = [("标题", "", False), ("正文", "", True), ("期限", "", False), ("联系电话", "", False)]
    add_template(
        officer,
        county.place,
        TemplateUse.REMINDER,
        name="本室提醒函",
        file_name="提醒函.docx",
        content=sample("提醒函", fields),
    )
    terms = Terms(reply_due_on=date(2023, 6, 15), contact="王一　0533-7210000")
    letter = draft_letter(
        officer, county.housing, LetterKind.REMINDER, [county.tasks[1].pk], terms, now=moment(6, 9)
    )
    made = filled_letter(letter)
    assert made is not None
    said = [one.text for one in Word(BytesIO(made)).paragraphs]
    assert said[0] == "关于出让土地1000亩有关情况的提醒函"
    assert "请你单位核实有关情况" in "".join(said)
    assert {"2023年6月15日", "0533-7210000"} <= set(said)
