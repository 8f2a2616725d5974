"""Letters: written from accepted values, signed, answered, verified, and followed by the next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.deeds import deed_of
from jiannuo.history.queries import about
from jiannuo.ledger.periods import Span
from jiannuo.outbox.models import Message
from jiannuo.reporting.actions.audit_plan import audit_again
from jiannuo.supervision.actions.answer_letter import AnswerMissingError, answer_letter
from jiannuo.supervision.actions.cancel_letter import cancel_letter
from jiannuo.supervision.actions.draft_letter import (
    NotTheirsError,
    Terms,
    UnderWayError,
    draft_letter,
)
from jiannuo.supervision.actions.edit_letter import Edited, edit_letter
from jiannuo.supervision.actions.record_talk import (
    Promise,
    Talk,
    TalkIncompleteError,
    record_talk,
)
from jiannuo.supervision.actions.sign_letter import (
    NotReadyError,
    ask_signature,
    send_back,
    sign_letter,
)
from jiannuo.supervision.actions.verify_letter import (
    NothingFollowsError,
    VerificationMissingError,
    ask_more,
    escalate,
    resolve,
)
from jiannuo.supervision.blocks import Block, blocks_from_json
from jiannuo.supervision.errors import EditedMeanwhileError, MovedOnError, SupervisionRefusedError
from jiannuo.supervision.models import Letter, LetterKind, LetterState
from jiannuo.supervision.queries.letters import letters_visible_to, overdue
from tests.apps.reporting.review.test_review import hand_in
from tests.personae import County
from tests.rounds import a_round, moment, sheet_of

DUE = date(2023, 6, 15)
TERMS = Terms(reply_due_on=DUE, issuer="清河区人民政府办公室", contact="督查室　0536-1234567")
NOW = moment(6, 9)


def blocks_of(letter: Letter) -> dict[str, Block]:
    return {one.id: one for one in blocks_from_json(letter.content["blocks"])}


def text_of(letter: Letter) -> str:
    return "\n".join(one.text for one in blocks_from_json(letter.content["blocks"]))


def a_reminder(county: County, officer: Actor, number: int = 2) -> Letter:
    return draft_letter(
        officer,
        county.housing,
        LetterKind.REMINDER,
        [county.tasks[number - 1].pk],
        TERMS,
        now=NOW,
    )


def test_a_reminder_says_what_the_plan_said_what_was_reported_and_what_is_short(
    county: County, officer: Actor
) -> None:
    audit_again(county.plan, Span("month", 5))
    letter = a_reminder(county, officer)
    assert str(letter) == "关于出让土地1000亩有关情况的提醒函"
    assert letter.content["addressee"] == "区住建局"
    assert text_of(letter) == (
        "你单位承担2023年《政府工作报告》重点任务第2项“出让土地1000亩”。5月目标为“出让土地400亩”。\n"
        "5月报送的完成情况为“出让土地380亩”，自报“部分完成”。\n"
        "对照目标，出让土地还差20亩。\n"
        "请你单位核实有关情况，分析原因，提出下一步措施和完成时间，于6月15日前反馈督查室。"
        "情况已有变化，或者以上数据与实际不符的，请一并说明。\n"
        "联系人及电话：督查室　0536-1234567"
    )
    task = county.tasks[1].pk
    figures = [one for block in blocks_of(letter).values() for one in block.figures]
    assert {one.key: (one.value, one.tasks) for one in figures} == {
        "target": ("出让土地400亩", (task,)),
        "progress": ("出让土地380亩", (task,)),
        "claim": ("部分完成", (task,)),
        "gap": ("20亩", (task,)),
        "reply_due": ("6月15日", ()),
        "contact": ("督查室　0536-1234567", ()),
    }
    assert not any(block.strayed for block in blocks_of(letter).values())


def test_what_is_handed_in_and_not_reviewed_stands_in_no_letter(
    county: County, officer: Actor, clerk: Actor
) -> None:
    made = a_round(county, 6, needs_signature=False)
    hand_in(clerk, sheet_of(made, county.housing))
    letter = draft_letter(
        officer, county.housing, LetterKind.REMINDER, [county.tasks[1].pk], TERMS, now=moment(7, 3)
    )
    assert "5月报送的完成情况为“出让土地380亩”" in text_of(letter)
    assert "6月报送" not in text_of(letter)


def test_a_report_that_did_not_come_is_named_with_its_deadline(
    county: County, officer: Actor
) -> None:
    a_round(county, 6)
    late = moment(7, 10)
    letter = draft_letter(
        officer, county.finance, LetterKind.REMINDER, [county.tasks[2].pk], TERMS, now=late
    )
    assert "6月月报应于7月7日24:00前报送，台账中还没有收到。" in text_of(letter)


def test_a_letter_goes_to_whom_the_task_is_assigned_and_only_once_at_a_time(
    county: County, officer: Actor, neighbour: Actor, foreign_officer: Actor
) -> None:
    task = county.tasks[0].pk
    with pytest.raises(NotTheirsError, match="不由区财政局承担"):
        draft_letter(officer, county.finance, LetterKind.REMINDER, [task], TERMS, now=NOW)
    for other in (neighbour, foreign_officer):
        with pytest.raises(NotAllowedError):
            a_reminder(county, other)
    a_reminder(county, officer)
    with pytest.raises(UnderWayError, match="已有一封提醒函"):
        a_reminder(county, officer)


def test_a_draft_is_edited_paragraph_by_paragraph_and_guarded_by_its_revision(
    county: County, officer: Actor, director: Actor
) -> None:
    audit_again(county.plan, Span("month", 5))
    letter = a_reminder(county, officer)
    later = Terms(reply_due_on=date(2023, 6, 20), issuer=TERMS.issuer, contact=TERMS.contact)
    gap = f"gap-{county.tasks[1].pk}"
    texts = {gap: "对照目标，出让土地还差25亩。", "contact": ""}
    edited = Edited(title="关于土地出让的提醒函", texts=texts, more="此前已电话沟通。", terms=later)
    changed = edit_letter(officer, letter, edited, revision=0)
    blocks = blocks_of(changed)
    assert [one.value for one in blocks[gap].strayed] == ["20亩"]
    assert "于6月20日前反馈" in blocks["ask"].text
    assert "contact" not in blocks
    assert blocks["own-0"].text == "此前已电话沟通。"
    with pytest.raises(EditedMeanwhileError):
        edit_letter(director, letter, edited, revision=0)
    nothing = Edited(title="", texts={}, terms=later)
    with pytest.raises(SupervisionRefusedError, match="标题和正文不能空着"):
        edit_letter(officer, letter, nothing, revision=1)


def test_a_letter_is_signed_numbered_answered_verified_and_escalated_to_a_talk(
    county: County, officer: Actor, director: Actor, clerk: Actor, neighbour: Actor
) -> None:
    letter = a_reminder(county, officer)
    assert not letters_visible_to(clerk).exists()
    ask_signature(officer, letter, today=NOW.date())
    with pytest.raises(NotAllowedError):
        sign_letter(officer, letter, now=NOW)
    send_back(director, letter, "把时限写宽一点。")
    letter.refresh_from_db()
    assert (letter.state, letter.sent_back) == (LetterState.DRAFT, "把时限写宽一点。")
    ask_signature(officer, letter, today=NOW.date())
    signed = sign_letter(director, letter, word="清政督提", now=NOW)
    assert (signed.number, signed.issued_on) == ("清政督提〔2023〕1号", date(2023, 6, 9))
    assert Message.objects.filter(about=f"letter:{letter.pk}", recipient=clerk.id).count() == 1
    assert list(letters_visible_to(clerk)) == [letter]
    assert not letters_visible_to(neighbour).exists()

    assert not overdue(letters_visible_to(officer), DUE)
    assert list(overdue(letters_visible_to(officer), DUE + timedelta(days=1))) == [letter]
    with pytest.raises(SupervisionRefusedError, match="还没有到反馈期限"):
        escalate(officer, letter, "", TERMS, now=NOW)
    with pytest.raises(AnswerMissingError):
        answer_letter(clerk, letter, "", now=moment(6, 14))
    with pytest.raises(NotAllowedError):
        answer_letter(neighbour, letter, "代答。", now=moment(6, 14))
    answer_letter(clerk, letter, "部分地块未清表，6月底前出让。", now=moment(6, 14))
    with pytest.raises(MovedOnError, match="已反馈"):
        answer_letter(clerk, letter, "再答。", now=moment(6, 14))

    with pytest.raises(VerificationMissingError):
        ask_more(officer, letter, "", None, now=moment(6, 15))
    ask_more(officer, letter, "请附清表计划", date(2023, 6, 19), now=moment(6, 15))
    answer_letter(clerk, letter, "清表计划见附件，6月底前出让。", now=moment(6, 16))
    pressing = escalate(
        officer, letter, "6月底仍未出让", Terms(reply_due_on=date(2023, 7, 14)), now=moment(7, 3)
    )
    letter.refresh_from_db()
    assert letter.state == LetterState.ESCALATED
    said = text_of(pressing)
    assert (
        "2023年6月9日，督查室发出提醒函《关于出让土地1000亩有关情况的提醒函》（清政督提〔2023〕1号），"
        "请于6月19日前反馈。6月16日你单位反馈：“清表计划见附件，6月底前出让”。经核实：6月底仍未出让。"
    ) in said
    assert "问责" not in said
    assert pressing.issuer == letter.issuer

    cancel_letter(officer, pressing, "先再看一期。", now=moment(7, 3))
    letter.refresh_from_db()
    assert letter.state == LetterState.ANSWERED
    pressing = escalate(
        officer, letter, "6月底仍未出让", Terms(reply_due_on=date(2023, 7, 14)), now=moment(7, 4)
    )
    assert sign_letter(director, pressing, now=moment(7, 4)).number == "督办〔2023〕1号"
    late = moment(7, 15)
    talk = escalate(officer, pressing, "", Terms(), now=late)
    with pytest.raises(NotReadyError, match="时间和地点"):
        ask_signature(officer, talk, today=late.date())
    terms = Terms(talk_at=moment(7, 20, 9), talk_where="区政府315会议室", issuer=talk.issuer)
    talk = edit_letter(officer, talk, Edited(title=str(talk), texts={}, terms=terms), revision=0)
    assert "一、约谈时间：2023年7月20日（周四）09:00" in text_of(talk)
    assert text_of(talk).count("督查室发出") == 2
    assert "到期没有收到反馈" in text_of(talk)
    sign_letter(director, talk, now=late)
    with pytest.raises(SupervisionRefusedError, match="约谈通知不用书面反馈"):
        answer_letter(clerk, talk, "收到。", now=late)

    promised = Promise("8月底前完成清表", date(2023, 8, 31))
    held = Talk(
        held_at=moment(7, 20, 9),
        where="区政府315会议室",
        present="督查室、区住建局主要负责人",
        said="说明了未完成的原因。",
        signed_by="区住建局局长",
        promises=[],
    )
    with pytest.raises(TalkIncompleteError, match="至少登记一项承诺"):
        record_talk(officer, talk, held, now=moment(7, 20))
    record = record_talk(officer, talk, replace(held, promises=[promised]), now=moment(7, 20))
    assert [one.text for one in record.commitments.all()] == ["8月底前完成清表"]
    with pytest.raises(NothingFollowsError, match="第二十一条"):
        escalate(officer, talk, "仍未完成", Terms(), now=moment(8, 1))
    resolve(officer, talk, "清表完成，已看现场照片和出让公告。", now=moment(9, 1))
    talk.refresh_from_db()
    assert talk.state == LetterState.RESOLVED
    words = [deed_of(one.action).said_of(one.payload) for one in about("letter", letter.pk)]
    assert "签发提醒函（清政督提〔2023〕1号），送达区住建局" in words
    assert not any(one.action.startswith("letter.") for one in about("task", county.tasks[1].pk))


def test_numbers_run_by_kind_and_a_sent_letter_is_cancelled_only_by_the_director(
    county: County, officer: Actor, director: Actor, clerk: Actor
) -> None:
    first, second = (a_reminder(county, officer, number) for number in (1, 2))
    assert sign_letter(director, first, word="清督提", now=NOW).number == "清督提〔2023〕1号"
    assert sign_letter(director, second, now=NOW).number == "清督提〔2023〕2号"
    first.refresh_from_db()
    with pytest.raises(NotAllowedError):
        cancel_letter(officer, first, "写错了单位。", now=NOW)
    with pytest.raises(SupervisionRefusedError, match="写明理由"):
        cancel_letter(director, first, "", now=NOW)
    cancel_letter(director, first, "任务已完成。", now=NOW)
    assert letters_visible_to(clerk).get(pk=first.pk).cancelled_because == "任务已完成。"
    with pytest.raises(NotReadyError, match="发文代字"):
        sign_letter(director, a_reminder(county, officer, 1), word="清〔2023〕", now=NOW)


def test_whose_letter_it_is_may_read_it_and_nobody_else(
    county: County,
    officer: Actor,
    director: Actor,
    request: pytest.FixtureRequest,
) -> None:
    sign_letter(director, a_reminder(county, officer, 1), now=NOW)
    reading = {
        name
        for name in (
            "officer", "director", "observer", "reviewer", "clerk", "head", "neighbour",
            "street_clerk", "leader", "secretary", "foreign_officer", "system_admin", "stranger",
        )
        if letters_visible_to(request.getfixturevalue(name)).exists()
    }  # fmt: skip
    assert reading == {"officer", "director", "clerk", "head", "leader", "secretary"}
