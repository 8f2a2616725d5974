"""附件3 goes out as docx or xlsx, is filled in by hand, comes back, and lands in the plan's lines."""

import copy
import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import docx
import openpyxl
import pytest

from jiannuo.core.rendering import render
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import Organisation
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.queries import verify
from jiannuo.intake.actions.purge import purge
from jiannuo.intake.forms.actions.receive_plan_form import receive_plan_form
from jiannuo.intake.forms.actions.settle_form import discard
from jiannuo.intake.forms.actions.settle_plan_form import PlanChoice, take_over_plan
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.intake.forms.queries.arrivals import forms_visible_to
from jiannuo.intake.forms.queries.plan_difference import PlanDifference, plan_difference
from jiannuo.ledger.models import Issue
from jiannuo.reporting.actions.filing.errors import FilingLockedError, TooLongError
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.save_lines import Draft, save_lines
from jiannuo.reporting.actions.filing.split_line import add_part
from jiannuo.reporting.actions.issue_plan import issue_plan
from jiannuo.reporting.models import FilingLine, FilingState, PlanFiling
from jiannuo.reporting.queries.plan_forms import plan_form
from jiannuo.reporting.queries.report_forms import report_form
from tests.apps.intake.forms.test_forms import in_word as report_in_word
from tests.apps.ledger.test_issuing import NOTICE, NOW
from tests.personae import County
from tests.rounds import a_round, sheet_of

LATER = NOW + timedelta(hours=1)
HEADS = (
    "分解序号",
    "内容",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "主要负责人",
    "分管负责人",
    "备注",
)
TELEPHONE = {"联系电话": "0533-7210000"}
Filled = Mapping[str, Mapping[str, str]]


def plan_in_word(
    filing: PlanFiling,
    filled: Filled,
    around: Mapping[str, str] | None = None,
    *,
    at: datetime = NOW,
    added: Sequence[tuple[str, Mapping[str, str]]] = (),
) -> bytes:
    """Fill the Word form in by hand: by 分解序号 and column; `added` are rows put in below a number."""
    word = docx.Document(io.BytesIO(render(plan_form(filing, at), "docx")))
    table = word.tables[0]
    for below, texts in added:
        [row] = [row for row in table.rows if row.cells[0].text == below]
        twin = copy.deepcopy(row._tr)
        row._tr.addnext(twin)
        new = next(one for one in table.rows if one._tr is twin)
        for place, header in enumerate(HEADS):
            new.cells[place].text = texts.get(header, "")
    for row in table.rows:
        for header, text in filled.get(row.cells[0].text, {}).items():
            row.cells[HEADS.index(header)].text = text
    for paragraph in word.paragraphs:
        for label, text in (around or {}).items():
            if label in paragraph.text:
                paragraph.text = paragraph.text.replace(f"{label}：", f"{label}：{text}　", 1)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def plan_in_excel(
    filing: PlanFiling,
    filled: Filled,
    around: Mapping[str, str] | None = None,
    *,
    at: datetime = NOW,
    added: Sequence[tuple[str, Mapping[str, str]]] = (),
) -> bytes:
    """Fill the Excel form in by hand, as `plan_in_word` does the Word form; rows come at the end."""
    book = openpyxl.load_workbook(io.BytesIO(render(plan_form(filing, at), "xlsx")))
    page = book.worksheets[0]
    last: int = 0
    for row in page.iter_rows():
        number = str(row[0].value or "")
        last = int(row[0].row or 0) if number.partition(".")[0].isdigit() else last
        for header, text in filled.get(number, {}).items():
            row[HEADS.index(header)].value = text
        for cell in row:
            for label, text in (around or {}).items():
                if label in str(cell.value):
                    cell.value = str(cell.value).replace(f"{label}：", f"{label}：{text}　", 1)
    for _, texts in reversed(added):
        page.insert_rows(last + 1)
        for merged in page.merged_cells.ranges:
            if merged.min_row > last:
                merged.shift(row_shift=1)
        for place, header in enumerate(HEADS, start=1):
            # As Excel keeps what somebody types: 1.1 becomes a number.
            typed = texts.get(header)
            page.cell(last + 1, place, float(typed) if typed and place == 1 else typed)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filing_of(issue: Issue, organisation: Organisation) -> PlanFiling:
    return issue.filings.select_related("issue__place", "organisation").get(
        organisation=organisation
    )


@pytest.fixture
def issue(county: County, officer: Actor) -> Issue:
    every = [task.pk for task in county.tasks]
    return issue_plan(officer, county.place, NOTICE, every, now=NOW)


@pytest.fixture
def filing(issue: Issue, county: County, clerk: Actor) -> PlanFiling:
    """区住建局's plan: tasks 1 and 2 of the county, the first with a part."""
    found = filing_of(issue, county.housing)
    open_filing(clerk, found)
    part = add_part(clerk, found, county.tasks[0].pk)
    assert part is not None
    said = Draft(line=part.pk, revision=0, content="南苑小区改造", quarters={"2": "进场"})
    save_lines(clerk, found, [said], now=NOW)
    found.refresh_from_db()
    return found


def everything(found: PlanDifference, **more: Any) -> PlanChoice:
    """Choose all that the form changes, as the page shows it."""
    return PlanChoice(
        lines={one.draft.line: one.draft.revision for one in found.lines if one.changes},
        parts={part.key for part in found.parts},
        cover={one.label: one.before for one in found.cover},
        **more,
    )


def lines_of(filing: PlanFiling) -> list[FilingLine]:
    return list(filing.lines.order_by("task__position", "order"))


def handed(
    actor: Actor, filing: PlanFiling, content: bytes, name: str = "计划.docx"
) -> FormArrival:
    return receive_plan_form(actor, filing, name=name, content=content, now=LATER)


FILLED = {
    "1": {"一季度": "完成摸底。", "三季度": "开工10个小区。", "主要负责人": "王强"},
    "1.1": {"二季度": "5月底前进场", "备注": "已招标"},
    "2": {"四季度": "全部出让。"},
}
ADDED = (
    ("1.1", {"分解序号": "1.2", "内容": "北苑小区改造", "三季度": "进场", "分管负责人": "赵敏"}),
)


@pytest.mark.parametrize("fill", [plan_in_word, plan_in_excel])
def test_a_filled_plan_comes_back_into_its_lines(
    clerk: Actor, filing: PlanFiling, fill: Any
) -> None:
    content = fill(filing, FILLED, TELEPHONE, added=ADDED)
    arrival = handed(clerk, filing, content, "计划.docx" if fill is plan_in_word else "计划.xlsx")
    found = plan_difference(arrival, filing)
    changed = {one.at.number: [c.label for c in one.changes] for one in found.lines if one.changes}
    assert changed == {
        "1": ["主要负责人", "一季度", "三季度"],
        "1.1": ["备注", "二季度"],
        "2": ["四季度"],
    }
    [second] = [c for one in found.lines for c in one.changes if c.label == "二季度"]
    assert (second.before, second.after) == ("进场", "5月底前进场")
    assert [(part.sheet.number, part.row.content) for part in found.parts] == [
        ("1", "北苑小区改造")
    ]
    assert (found.strangers, found.left_out) == ((), ())
    assert take_over_plan(clerk, arrival, everything(found), now=LATER) == 4
    first, part, new, last = lines_of(filing)
    assert first.quarters == {"1": "完成摸底。", "3": "开工10个小区。"}
    assert first.principal == "王强"
    assert (part.content, part.quarters, part.remarks) == (
        "南苑小区改造",
        {"2": "5月底前进场"},
        "已招标",
    )
    assert (new.content, new.quarters, new.deputy) == ("北苑小区改造", {"3": "进场"}, "赵敏")
    assert last.quarters["4"] == "全部出让。"
    filing.refresh_from_db()
    assert (filing.telephone, filing.state) == ("0533-7210000", FilingState.DRAFTING)
    assert verify().broken_at is None
    with pytest.raises(FormRefusedError, match="已经办过"):
        take_over_plan(clerk, arrival, everything(found), now=LATER)


def test_what_was_downloaded_and_not_filled_changes_nothing(
    clerk: Actor, filing: PlanFiling
) -> None:
    filing.issue.months_asked = True
    filing.issue.save()
    filing.lines.filter(order=0).update(
        months={"5": "开工2个", "12": "验收"}, quarters={"1": "一、摸底\n二、公示"}
    )
    for content, name in (
        (plan_in_word(filing, {}), "计划.docx"),
        (plan_in_excel(filing, {}), "计划.xlsx"),
    ):
        found = plan_difference(handed(clerk, filing, content, name), filing)
        assert (found.changed, found.cover, found.strangers, found.left_out) == (0, (), (), ())


def test_what_somebody_saved_meanwhile_is_never_overwritten_unseen(
    clerk: Actor, head: Actor, filing: PlanFiling
) -> None:
    """After the download it is said and not chosen; after the look at it, nothing at all is taken."""
    content = plan_in_word(filing, FILLED, added=ADDED)
    first = lines_of(filing)[0]
    typed = Draft(
        line=first.pk, revision=first.revision, content=first.content, quarters={"1": "系统里写的"}
    )
    save_lines(head, filing, [typed], now=NOW + timedelta(minutes=5))
    arrival = handed(clerk, filing, content)
    found = plan_difference(arrival, filing)
    assert [one.at.number for one in found.lines if one.later] == ["1"]
    assert next(one.later for one in found.lines if one.later) == head.name
    second = Draft(
        line=first.pk, revision=first.revision + 1, content=first.content, quarters={"1": "又写的"}
    )
    save_lines(head, filing, [second], now=LATER)
    with pytest.raises(FormRefusedError, match="第1行又有人改过"):
        take_over_plan(clerk, arrival, everything(found), now=LATER)
    assert [line.quarters for line in lines_of(filing)][:2] == [{"1": "又写的"}, {"2": "进场"}]
    assert len(lines_of(filing)) == 3
    arrival.refresh_from_db()
    assert arrival.state == FormState.OPEN
    only_second = PlanChoice(lines={lines_of(filing)[2].pk: lines_of(filing)[2].revision})
    assert take_over_plan(clerk, arrival, only_second, now=LATER) == 1
    assert lines_of(filing)[0].quarters == {"1": "又写的"}


def test_another_part_under_the_same_number_is_asked_about(
    clerk: Actor, county: County, filing: PlanFiling
) -> None:
    """The form was downloaded before somebody split the task in the system."""
    content = plan_in_word(
        filing,
        {"1.1": {"内容": "为全区困难家庭购置电梯保险"}},
        added=[("1", {"内容": "无号的一行"})],
    )
    arrival = handed(clerk, filing, content)
    found = plan_difference(arrival, filing)
    [part] = found.parts
    assert part.instead is not None
    assert part.instead.at.line.content == "南苑小区改造"
    assert [(one.row.content, "分解序号" in one.why) for one in found.strangers] == [
        ("无号的一行", True)
    ]
    choice = PlanChoice(rewords={part.key: part.instead.draft.revision})
    assert take_over_plan(clerk, arrival, choice, now=LATER) == 1
    assert [line.content for line in lines_of(filing)][1:2] == ["为全区困难家庭购置电梯保险"]
    beside = handed(clerk, filing, plan_in_word(filing, {"1.1": {"内容": "修缮农村公路桥梁"}}))
    [part] = plan_difference(beside, filing).parts
    take_over_plan(clerk, beside, PlanChoice(parts={part.key}), now=LATER)
    parts = [line.content for line in lines_of(filing) if line.order]
    assert parts == ["为全区困难家庭购置电梯保险", "修缮农村公路桥梁"]


def test_forms_that_do_not_belong_here_are_refused_in_a_sentence(
    clerk: Actor, county: County, issue: Issue, filing: PlanFiling
) -> None:
    finance = filing_of(issue, county.finance)
    open_filing(machine(), finance)
    with pytest.raises(FormRefusedError, match="填报单位是“区财政局”"):
        handed(clerk, filing, plan_in_word(finance, {}))
    filing.issue.year = 2022
    last_year = plan_in_word(filing, {})
    filing.issue.year = 2023
    with pytest.raises(FormRefusedError, match="是2022年的计划表，这里报的是2023年的"):
        handed(clerk, filing, last_year)
    report = report_in_word(report_form(sheet_of(a_round(county, 6), county.housing)), {})
    for content, words in (
        (report, "没有找到落实计划表"),
        (b"", "空的"),
        (b"PK\x03\x04 torn", "计划.docx"),
        (plan_in_word(filing, {})[:4000], "计划.docx"),
        (plan_in_word(filing, {}, {"填报时间": "秘密★10年"}), "密级标志"),
    ):
        with pytest.raises(FormRefusedError, match=words):
            handed(clerk, filing, content)
    for table in (filing.lines.all(), filing_of(issue, county.housing).lines.all()):
        assert {line.saved_by for line in table} <= {"", clerk.name}
    assert not FormArrival.objects.exists()


def test_a_plan_that_is_handed_in_takes_no_form(clerk: Actor, filing: PlanFiling) -> None:
    content = plan_in_word(filing, FILLED, added=ADDED)
    arrival = handed(clerk, filing, content)
    found = plan_difference(arrival, filing)
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.SUBMITTED)
    with pytest.raises(FilingLockedError, match="计划已报，没有改动"):
        take_over_plan(clerk, arrival, everything(found), now=LATER)
    filing.refresh_from_db()
    with pytest.raises(FilingLockedError):
        handed(clerk, filing, content)
    assert len(lines_of(filing)) == 3
    assert not any(line.quarters.get("4") for line in lines_of(filing))


def test_a_name_too_long_leaves_nothing_half_written(clerk: Actor, filing: PlanFiling) -> None:
    added = [("1.1", {"分解序号": "1.2", "内容": "北苑小区改造", "主要负责人": "王" * 120})]
    arrival = handed(clerk, filing, plan_in_word(filing, FILLED, added=added))
    with pytest.raises(TooLongError, match="最多100个字"):
        take_over_plan(clerk, arrival, everything(plan_difference(arrival, filing)), now=LATER)
    assert len(lines_of(filing)) == 3
    assert lines_of(filing)[0].quarters == {}


def test_the_office_enters_a_plan_that_nobody_has_begun(
    officer: Actor, clerk: Actor, county: County, issue: Issue
) -> None:
    filing = filing_of(issue, county.housing)
    open_filing(officer, filing)
    content = plan_in_word(filing, {"1": FILLED["1"]})
    arrival, left = handed(officer, filing, content), handed(officer, filing, content + b"\0")
    assert arrival.on_behalf
    assert not forms_visible_to(clerk).exists()
    take_over_plan(officer, arrival, everything(plan_difference(arrival, filing)), now=LATER)
    filing.refresh_from_db()
    assert (filing.by_office, lines_of(filing)[0].principal) == (True, "王强")
    discard(officer, left, now=LATER)
    other = filing_of(issue, county.finance)
    open_filing(officer, other)
    late = handed(officer, other, plan_in_word(other, {"1": FILLED["1"]}))
    PlanFiling.objects.filter(pk=other.pk).update(state=FilingState.DRAFTING)
    with pytest.raises(NotAllowedError):
        take_over_plan(officer, late, everything(plan_difference(late, other)), now=LATER)


def test_nobody_else_touches_a_plan_form(
    clerk: Actor, filing: PlanFiling, request: pytest.FixtureRequest
) -> None:
    arrival = handed(clerk, filing, plan_in_word(filing, FILLED))
    chosen = everything(plan_difference(arrival, filing))
    for persona in ("neighbour", "foreign_officer", "leader", "observer", "officer"):
        other = request.getfixturevalue(persona)
        with pytest.raises(NotAllowedError):
            handed(other, filing, plan_in_word(filing, FILLED))
        with pytest.raises(NotAllowedError):
            take_over_plan(other, arrival, chosen, now=LATER)
        with pytest.raises(NotAllowedError):
            discard(other, arrival, now=LATER)
        assert not forms_visible_to(other).exists()


def test_a_plan_form_that_was_a_secret_goes_with_what_was_taken_from_it(
    clerk: Actor, security_admin: Actor, filing: PlanFiling
) -> None:
    secret = {"1.1": {"二季度": "不该外传的一句", "备注": "不该外传的一句"}}
    arrival = handed(clerk, filing, plan_in_word(filing, secret, {"填报人": "不该外传"}))
    take_over_plan(clerk, arrival, everything(plan_difference(arrival, filing)), now=LATER)
    assert filing.lines.filter(remarks="不该外传的一句").exists()
    purge(security_admin, arrival.file, "经保密办认定为涉密文件")
    for model in (FormArrival, FilingLine, PlanFiling):
        for row in model.objects.values():
            assert "不该外传" not in str(row)
