"""A purged file's words are gone from letters, closings, bulletins, releases and the public pages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.apps import apps

from jiannuo.bulletins.actions.clear import clear
from jiannuo.bulletins.actions.comment import comment
from jiannuo.bulletins.actions.draft import draft
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.models import Bulletin, BulletinKind, BulletinState, Openness
from jiannuo.bulletins.queries.agreement import fresh_content
from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceFile, Template, TemplateUse
from jiannuo.history.models import Entry
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.forms.actions.receive_form import receive_own_form
from jiannuo.intake.forms.actions.settle_form import take_over
from jiannuo.intake.forms.actions.settle_plan_form import take_over_plan
from jiannuo.intake.forms.queries.plan_difference import plan_difference
from jiannuo.ledger.models import Issue
from jiannuo.ledger.periods import Span
from jiannuo.publishing.actions.purge import purge
from jiannuo.publishing.models import (
    PublicBulletin,
    PublicTask,
    ReleaseState,
    Standing,
)
from jiannuo.publishing.queries.search import BULLETINS, TASKS, look_up, terms_of
from jiannuo.reporting.actions.filing.review import approve_filing
from jiannuo.reporting.actions.review.accept import accept_as_claimed
from jiannuo.reporting.actions.submission.sign import submit
from jiannuo.reporting.models import FilingState, Line, PlanFiling
from jiannuo.reporting.queries.report_forms import report_form
from jiannuo.supervision.actions.answer_letter import answer_letter
from jiannuo.supervision.actions.apply_closing import Application, apply_closing
from jiannuo.supervision.actions.draft_letter import Terms, draft_letter
from jiannuo.supervision.actions.sign_letter import sign_letter
from jiannuo.supervision.actions.verify_letter import escalate
from jiannuo.supervision.models import LetterKind
from tests.apps.bulletins.lives import lead_to
from tests.apps.intake.files import TABLE, ReadUpload, read_upload
from tests.apps.intake.forms.test_forms import PROGRESS, STATUS, in_word
from tests.apps.intake.forms.test_plan_forms import (
    everything,
    filing,
    handed,
    issue,
    plan_in_word,
)
from tests.personae import County
from tests.releases import drafted, published
from tests.rounds import a_round, moment, sheet_of

__all__ = ["filing", "issue", "read_upload"]

SECRET = "弹药库"
SAID = f"{SECRET}主体工程全部完工并已移交使用。"
LACKING = f"{SECRET}验收资料尚未备齐。"
REASON = "经保密办 6 月 1 日认定为涉密文件"
JUNE = Span("month", 6)
NOW = moment(7, 12)
TERMS = Terms(reply_due_on=date(2023, 7, 20), issuer="清河区人民政府办公室", contact="督查室")


def columns_saying(words: str) -> Iterator[str]:
    """Yield every column of ours that says words; what the trail says stays by design."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("jiannuo.") or model._meta.app_label == "history":
            continue
        for row in model._default_manager.values():
            for name, value in row.items():
                if words in json.dumps(value, ensure_ascii=False, default=str):
                    yield f"{model.__name__}.{name}"


def found_in_public(words: str) -> int:
    """Count the promises and bulletins that a reader's search finds."""
    return sum(len(look_up(kind, terms_of(words)).keys) for kind in (TASKS, BULLETINS))


@pytest.fixture
def reported(county: County, clerk: Actor, officer: Actor) -> SourceFile:
    """Return the form in which 区住建局 reported its two tasks; both reports were accepted."""
    sheet = sheet_of(a_round(county, 6, needs_signature=False), county.housing)
    filled = {
        number: {PROGRESS: f"第{number}项：{SAID}", "存在问题": LACKING, STATUS: "部分完成"}
        for number in ("1", "2")
    }
    form = receive_own_form(
        clerk, sheet, name="表.docx", content=in_word(report_form(sheet), filled), now=NOW
    )
    take_over(clerk, form, lines=sheet.lines.values_list("pk", flat=True), now=NOW)
    submit(clerk, sheet, now=NOW)
    accept_as_claimed(officer, Line.objects.filter(submission=sheet), now=NOW)
    return form.file


@dataclass(frozen=True, slots=True)
class Office:
    """The three who write, sign and review."""

    officer: Actor
    director: Actor
    reviewer: Actor


@pytest.fixture
def office(officer: Actor, director: Actor, reviewer: Actor) -> Office:
    return Office(officer, director, reviewer)


def issued_in_public(county: County, office: Office) -> Bulletin:
    """Return June's bulletin, remarked upon, issued and decided to be public."""
    made = draft(office.officer, county.plan, BulletinKind.WHOLE, JUNE)
    quoting = next(one.id for one in Content.from_json(made.content).blocks if SECRET in one.text)
    comment(office.officer, made, "请核对这一段", block=quoting, now=NOW)
    comment(office.officer, made, f"全文：{SAID}", now=NOW)
    lead_to(BulletinState.ISSUED, made, office.officer, office.director)
    return clear(office.reviewer, made, Openness.PUBLIC, now=NOW)


def test_what_a_form_said_is_gone_everywhere_and_the_rest_stays(
    reported: SourceFile,
    county: County,
    office: Office,
    clerk: Actor,
    security_admin: Actor,
) -> None:
    bulletin = issued_in_public(county, office)
    letter = draft_letter(
        office.officer, county.housing, LetterKind.REMINDER, [county.tasks[1].pk], TERMS, now=NOW
    )
    sign_letter(office.director, letter, now=NOW)
    answer_letter(clerk, letter, f"情况属实，{SAID}", reported, now=NOW)
    escalate(office.officer, letter, "仍有差距", TERMS, now=NOW)
    application = Application(
        finished_on=date(2023, 6, 30), text=SAID, files=[(reported, f"{SECRET}验收单.pdf")]
    )
    apply_closing(clerk, county.tasks[0], application, now=NOW)
    release = published(drafted(county.plan, span=JUNE, bulletin=bulletin))
    under_way = drafted(county.plan, span=JUNE, correction=f"更正：{SAID}")
    assert {
        "Bulletin.content", "BulletinVersion.content", "Comment.quote", "Comment.text", "Letter.content",
        "Letter.reply", "Closing.text", "ClosingEvidence.name", "ReleasedRow.content",
        "Release.bulletin_content", "Release.correction", "PublicProgress.progress",
        "PublicBulletin.attachments", "PublicText.parts",
    } <= set(columns_saying(SECRET))  # fmt: skip
    assert found_in_public(SECRET)

    removed = purge(security_admin, reported, REASON)

    assert list(columns_saying(SECRET)) == []
    assert not found_in_public(SECRET)
    assert removed["letters"] == 2
    assert (removed["closings"], removed["bulletins"], removed["releases"]) == (1, 1, 2)
    assert (removed["public_tasks"], removed["public_bulletins"]) == (2, 1)
    shown = {one.number: one for one in PublicTask.objects.all()}
    assert [shown[number].standing for number in "1234"] == [
        Standing.WITHHELD, Standing.WITHHELD, Standing.OPEN, Standing.OPEN,
    ]  # fmt: skip
    assert shown["1"].standing_why == "《中华人民共和国政府信息公开条例》第十四条"
    assert found_in_public(shown["3"].wording[:6])
    under_way.refresh_from_db()
    assert under_way.state == ReleaseState.CANCELLED
    again = drafted(county.plan, span=JUNE, correction="按规定不予公开")
    assert set(again.rows.exclude(openness=Openness.PUBLIC).values_list("task", flat=True)) == {
        county.tasks[0].pk, county.tasks[1].pk,
    }  # fmt: skip
    bulletin.refresh_from_db()
    assert fresh_content(office.officer, bulletin).blocks
    assert Content.from_json(bulletin.content).attachments[0].canonical().tables
    written = PublicBulletin.objects.get()
    assert "本段依法不予公开。" in {block["text"] for block in written.blocks}
    assert release.rows.count() == len(county.tasks)


def test_the_trail_says_what_was_erased_and_not_what_it_said(
    reported: SourceFile, county: County, office: Office, security_admin: Actor
) -> None:
    issued_in_public(county, office)
    last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
    purge(security_admin, reported, REASON)
    said = Entry.objects.filter(sequence__gt=last)
    assert "bulletin.erase" in set(said.values_list("action", flat=True))
    assert not [one for one in said if SECRET in one.payload + one.subject_label]
    removed = json.loads(said.get(action="file.purge").payload)["removed"]
    assert removed["bulletins"] == 1


def test_of_a_purged_plan_the_public_sees_numbers_and_the_article_only(
    read_upload: ReadUpload, officer: Actor, security_admin: Actor
) -> None:
    content = TABLE.replace("新建学校", f"新建{SECRET}").replace(
        "2023年重点", f"{SECRET}2023年重点"
    )
    upload = confirm(officer, read_upload(content.encode()), as_new=True)
    plan = upload.plans.get()
    bulletin = draft(officer, plan, BulletinKind.WHOLE, Span("month", 5))
    published(drafted(plan))
    assert upload.file
    template = Template.objects.create(
        place=plan.place, use=TemplateUse.BULLETIN, name=f"{SECRET}版式", file=upload.file,
        added_by="督查员",
    )  # fmt: skip
    Bulletin.objects.filter(pk=bulletin.pk).update(template=template)
    assert {"PublicTask.wording", "Bulletin.content", "ReleasedRow.content"} <= set(
        columns_saying(SECRET)
    )
    removed = purge(security_admin, upload.file, REASON)
    assert list(columns_saying(SECRET)) == []
    assert removed["public_tasks"] == 3
    assert set(PublicTask.objects.values_list("standing", flat=True)) == {Standing.WITHHELD}
    assert not found_in_public(SECRET)
    template.refresh_from_db()
    assert not template.active
    again = drafted(plan, correction="按规定不予公开") if plan.tasks.exists() else None
    assert again is None or not again.rows.filter(openness=Openness.PUBLIC).exists()


def test_targets_that_an_approved_plan_brought_go_with_the_form_that_it_was_filled_from(
    issue: Issue, filing: PlanFiling, clerk: Actor, officer: Actor, security_admin: Actor
) -> None:
    assert issue
    filled = {"1": {"三季度": SAID}, "1.1": {"二季度": SAID}, "2": {"四季度": SAID}}
    arrival = handed(clerk, filing, plan_in_word(filing, filled, {}))
    take_over_plan(clerk, arrival, everything(plan_difference(arrival, filing)), now=NOW)
    PlanFiling.objects.filter(pk=filing.pk).update(state=FilingState.SUBMITTED)
    approve_filing(officer, filing, now=NOW)
    assert {"Target.text", "TargetVersion.text"} & set(columns_saying(SECRET))
    purge(security_admin, arrival.file, REASON)
    assert list(columns_saying(SECRET)) == []
