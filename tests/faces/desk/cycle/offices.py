"""What the organisations do that nobody watches: the same acts as in the browser, without the browser."""

from collections.abc import Mapping

from jiannuo.ledger.actions.receive_tasks import sign_receipt
from jiannuo.ledger.models import Issue
from jiannuo.reporting.actions.filing.hand_in import ask_signature as ask_signature_of_plan
from jiannuo.reporting.actions.filing.hand_in import sign as sign_plan
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.save_lines import Cover, save_lines
from jiannuo.reporting.actions.filing.save_lines import Draft as PlanDraft
from jiannuo.reporting.actions.submission.draft import Draft
from jiannuo.reporting.actions.submission.open_sheet import open_sheet
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.shares import hand_over
from jiannuo.reporting.actions.submission.sign import ask_signature, sign
from jiannuo.reporting.claims import claim_of
from jiannuo.reporting.models import Line, LinePart, PlanFiling, ReportingRound, Submission
from jiannuo.reporting.queries.filings import mark_of
from jiannuo.reporting.queries.sheets import seen_mark
from tests.faces.desk.cycle.linzi import Linzi
from tests.rounds import sheet_of

SHARE = "本单位承担的部分按计划推进。"


def sign_receipts(linzi: Linzi, issue: Issue) -> None:
    """Let every office sign for its tasks that hasn't."""
    for receipt in issue.receipts.filter(signed_at=None).select_related("organisation", "issue"):
        clerk = linzi.clerk(receipt.organisation.name)
        assert sign_receipt(clerk, receipt, now=linzi.clock.moment)


def file_plan(linzi: Linzi, issue: Issue, name: str, months: Mapping[str, str]) -> PlanFiling:
    """File an office's plan: each task's own words for the quarters, signed by its head."""
    filing = PlanFiling.objects.get(issue=issue, organisation=linzi.organisation(name))
    clerk, head, now = linzi.clerk(name), linzi.head(name), linzi.clock.moment
    open_filing(clerk, filing)
    drafts = [
        PlanDraft(
            line=line.pk,
            revision=line.revision,
            content=line.content,
            quarters={"2": "完成序时任务。", "4": "全面完成年度任务。"},
            months={**line.months, **months},
        )
        for line in filing.lines.all()
    ]
    save_lines(clerk, filing, drafts, cover=Cover(filled_by=clerk.name, telephone="0"), now=now)
    filing.refresh_from_db()
    ask_signature_of_plan(clerk, filing, now=now)
    sign_plan(head, filing, seen=mark_of(filing), now=now)
    return filing


def write(linzi: Linzi, one: ReportingRound, name: str, said: Mapping[str, Draft]) -> Submission:
    """Write the lines that an office answers for; what it gives to lead offices it hands over."""
    sheet, clerk, now = (
        sheet_of(one, linzi.organisation(name)),
        linzi.clerk(name),
        linzi.clock.now(),
    )
    open_sheet(clerk, sheet, now=now)
    for line in sheet.lines.select_related("task", "submission__round", "submission__organisation"):
        if line.part == LinePart.SHARE:
            _share(linzi, name, line)
        elif line.task.number in said:
            save_line(clerk, line, said[line.task.number], revision=line.revision, now=now)
    sheet.refresh_from_db()
    return sheet


def _share(linzi: Linzi, name: str, line: Line) -> None:
    clerk, now = linzi.clerk(name), linzi.clock.now()
    if line.state == "draft":
        save_line(clerk, line, Draft(progress=SHARE), revision=line.revision, now=now)
        line.refresh_from_db()
        hand_over(clerk, line, now=now)


def sign_off(linzi: Linzi, sheet: Submission) -> None:
    """Send a written sheet to the head, who signs it on screen."""
    name, now = sheet.organisation.name, linzi.clock.now()
    ask_signature(linzi.clerk(name), sheet, now=now)
    lines = open_lines_of(sheet)
    sign(linzi.head(name), sheet, seen=seen_mark(lines, sheet.paper), now=now)


def open_lines_of(sheet: Submission) -> list[Line]:
    """Return the lines that the head is shown."""
    whole = sheet.lines.filter(part=LinePart.WHOLE, state__in=("draft", "returned"))
    return list(whole.order_by("task__plan", "task__table", "task__position"))


def mays_words(linzi: Linzi) -> dict[str, Draft]:
    """Return what the bulletin says of each task, as its office reports it."""
    return {
        number: Draft(progress=row.progress or "", claim=claim_of(row.status) or "", outlook="able")
        for number, row in linzi.said.items()
    }
