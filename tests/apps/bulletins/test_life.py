"""A bulletin's life: drafted, checked by another, signed, numbered, issued; then only corrected in public."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jiannuo.bulletins.actions.clear import clear
from jiannuo.bulletins.actions.comment import comment, settle_comment
from jiannuo.bulletins.actions.correct import correct
from jiannuo.bulletins.actions.edit import Edited, Written, edit
from jiannuo.bulletins.actions.issue import issue
from jiannuo.bulletins.actions.number import number
from jiannuo.bulletins.actions.send_back import discard, send_back
from jiannuo.bulletins.actions.send_on import pass_on, send_on
from jiannuo.bulletins.actions.sign import sign
from jiannuo.bulletins.actions.withdraw import withdraw
from jiannuo.bulletins.deadline import public_deadline, workdays_left, workdays_over
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import ORDER, Bulletin, BulletinState, Ground, Openness
from jiannuo.bulletins.numbering import MalformedNumberError, read_number
from jiannuo.bulletins.queries.numbers import proposed_number
from jiannuo.bulletins.queries.visible import bulletins_visible_to
from jiannuo.core.rendering.official import Level
from jiannuo.core.workdays import Basis
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Role
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.directory.recipients import user_address
from jiannuo.history.deeds import deed_of
from jiannuo.history.queries import about
from jiannuo.outbox.models import Message
from tests.apps.bulletins.lives import NOW, a_draft, content_on, lead_to
from tests.personae import County, _actor


def deeds_of(bulletin: Bulletin) -> list[str]:
    """Return what the trail says of a bulletin, oldest first."""
    return [
        deed_of(one.action).said_of(one.payload) for one in reversed(about("bulletin", bulletin.pk))
    ]


def told(bulletin: Bulletin) -> set[str]:
    """Return who was sent a message about a bulletin."""
    found = Message.objects.filter(about=f"bulletin:{bulletin.pk}")
    return set(found.values_list("recipient", flat=True))


def readers(cast: dict[str, Actor]) -> set[str]:
    """Return who may read the place's one bulletin."""
    return {name for name, actor in cast.items() if bulletins_visible_to(actor).exists()}


@pytest.fixture
def cast(county: County, request: pytest.FixtureRequest) -> dict[str, Actor]:
    """Return everybody who comes near a bulletin in the county."""
    return {
        name: request.getfixturevalue(name)
        for name in (
            "officer",
            "director",
            "observer",
            "reviewer",
            "clerk",
            "head",
            "neighbour",
            "leader",
        )
    }


def address(actor: Actor) -> str:
    return user_address(actor.user or 0)


def test_a_bulletin_goes_from_draft_to_issue_in_the_right_hands(
    county: County, cast: dict[str, Actor]
) -> None:
    officer, director, clerk, head = (cast[one] for one in ("officer", "director", "clerk", "head"))
    observer, reviewer = cast["observer"], cast["reviewer"]
    one = a_draft(county)
    for other in (observer, reviewer, clerk):
        with pytest.raises(NotAllowedError):
            send_on(other, one, now=NOW)
    send_on(officer, one, now=NOW)
    with pytest.raises(BulletinRefusedError, match=r"核稿人不能是拟稿人.*请director核稿"):
        pass_on(officer, one, now=NOW)
    pass_on(director, one, now=NOW)
    for other in (officer, observer, reviewer, head):
        with pytest.raises(NotAllowedError):
            sign(other, one, now=NOW)
    sign(director, one, now=NOW)
    with pytest.raises(BulletinRefusedError, match="已签发"):
        sign(director, one, now=NOW)
    number(officer, one, "临政督〔2023〕3号", now=NOW)
    issue(officer, one, now=NOW)

    one.refresh_from_db()
    assert (one.state, one.number, one.document_number) == ("issued", 1, "临政督〔2023〕3号")
    assert (one.issued_on, one.public_due_on) == (date(2023, 6, 8), date(2023, 7, 7))
    assert told(one) == {address(clerk), address(head)}  # 区财政局 has no part in the first task
    assert [(each.number, each.step) for each in one.versions.all()] == [
        (1, "draft"), (2, "checking"), (3, "signed"), (4, "numbered"), (5, "issued"),
    ]  # fmt: skip
    assert deeds_of(one) == [
        "送核稿",
        "核稿并送签",
        "签发通报",
        "编为2023年第1期，发文字号临政督〔2023〕3号",
        "印发第1期通报，2023-07-07前应公开，通知2人",
    ]


def test_an_office_of_one_person_checks_and_signs_its_own_and_says_so(
    county: County, director: Actor
) -> None:
    one = lead_to(BulletinState.SIGNED, a_draft(county), director, director)
    notes = list(one.versions.values_list("note", flat=True))
    assert notes == [
        "",
        "本地没有其他人可以核稿，由拟稿人自行核稿",
        "本地没有其他人可以签发，由拟稿人自行签发",
    ]
    assert deeds_of(one)[1:] == [
        "核稿并送签（本地没有其他人可以核稿，由拟稿人自行核稿）",
        "签发通报（本地没有其他人可以签发，由拟稿人自行签发）",
    ]


def test_a_director_does_not_sign_what_he_wrote_where_there_is_another(
    county: County, director: Actor, officer: Actor
) -> None:
    other = _actor(Role.DIRECTOR, place=county.place)
    one = lead_to(BulletinState.SIGNING, a_draft(county), director, officer)
    with pytest.raises(BulletinRefusedError, match="签发人不能是拟稿人"):
        sign(director, one, now=NOW)
    assert sign(other, one, now=NOW).signed_by == other.name


def test_what_is_sent_back_comes_with_a_word_and_loses_its_review(
    county: County, officer: Actor, director: Actor, reviewer: Actor
) -> None:
    one = lead_to(BulletinState.SIGNING, a_draft(county), officer, director)
    clear(reviewer, one, Openness.PUBLIC, now=NOW)
    with pytest.raises(BulletinRefusedError, match="请写明退回意见"):
        send_back(director, one, " ", now=NOW)
    with pytest.raises(NotAllowedError):
        send_back(officer, one, "再改", now=NOW)
    send_back(director, one, "第3段数字请核对。", now=NOW)
    one.refresh_from_db()
    assert (one.state, one.sent_back) == ("draft", "第3段数字请核对。")
    assert one.openness == Openness.UNDECIDED
    assert one.versions.last().note == "退回：第3段数字请核对。"  # type: ignore[union-attr]
    send_on(officer, one, now=NOW)
    one.refresh_from_db()
    assert one.sent_back == ""


def test_nobody_signs_words_that_changed_since_he_read_them(
    county: County, officer: Actor, director: Actor, reviewer: Actor
) -> None:
    one = lead_to(BulletinState.CHECKING, a_draft(county), officer, director)
    clear(reviewer, one, Openness.PUBLIC, now=NOW)
    Bulletin.objects.filter(pk=one.pk).update(revision=1)
    with pytest.raises(BulletinRefusedError, match="正文又改过"):
        pass_on(director, one, seen=0, now=NOW)
    pass_on(director, one, seen=1, now=NOW)
    one.refresh_from_db()
    assert one.openness == Openness.UNDECIDED, "the review was of other words"


def test_nobody_edits_what_has_left_the_draft(
    county: County, officer: Actor, director: Actor
) -> None:
    one = lead_to(BulletinState.SIGNED, a_draft(county), officer, director)
    words = Edited(
        title="另一个标题", addressee="", blocks=[Written("b1", Level.TEXT, "另一段话。")]
    )
    for state in ORDER[1:]:
        Bulletin.objects.filter(pk=one.pk).update(state=state)
        with pytest.raises(BulletinRefusedError):
            edit(director, one, words, revision=0)
    one.refresh_from_db()
    assert one.content == content_on(county.tasks[0])


def test_content_that_changed_after_signing_goes_no_further(
    county: County, officer: Actor, director: Actor
) -> None:
    one = lead_to(BulletinState.SIGNED, a_draft(county), officer, director)
    signed = one.content
    Bulletin.objects.filter(pk=one.pk).update(content=content_on(title="另一份"))
    with pytest.raises(BulletinRefusedError, match="与签发稿不一致"):
        number(officer, one, now=NOW)
    Bulletin.objects.filter(pk=one.pk).update(content=signed)
    assert number(officer, one, now=NOW).number == 1


def test_an_empty_draft_is_not_sent_on(county: County, officer: Actor) -> None:
    with pytest.raises(BulletinRefusedError, match="没有标题"):
        send_on(officer, a_draft(county, content={}), now=NOW)
    with pytest.raises(BulletinRefusedError, match="没有正文"):
        send_on(officer, a_draft(county, content={"title": "通报", "blocks": []}), now=NOW)


def test_numbers_run_on_and_a_new_year_begins_at_one(
    county: County, officer: Actor, director: Actor
) -> None:
    first, second, third = (
        lead_to(BulletinState.SIGNED, a_draft(county), officer, director) for _ in range(3)
    )
    assert proposed_number(county.place.pk, 2023) == ""
    assert number(officer, second, "临政督〔2023〕9号", now=NOW).number == 1
    assert proposed_number(county.place.pk, 2023) == "临政督〔2023〕10号"
    assert number(officer, first, now=NOW).number == 2
    later = NOW + timedelta(days=365)
    assert proposed_number(county.place.pk, 2024) == "临政督〔2024〕1号"
    with pytest.raises(BulletinRefusedError, match="年份是2023年，今年是2024年"):
        number(officer, third, "临政督〔2023〕10号", now=later)
    done = number(officer, third, "临政督〔2024〕1号", now=later)
    assert (done.year, done.number) == (2024, 1)


def test_a_document_number_that_is_taken_says_by_what(
    county: County, officer: Actor, director: Actor
) -> None:
    lead_to(BulletinState.NUMBERED, a_draft(county), officer, director, "临政督〔2023〕3号")
    second = lead_to(BulletinState.SIGNED, a_draft(county), officer, director)
    with pytest.raises(BulletinRefusedError, match="已经用于《关于5月份重点任务完成情况的通报》"):
        number(officer, second, "临政督〔2023〕3号", now=NOW)
    second.refresh_from_db()
    assert (second.state, second.number) == ("signed", None), "a refusal takes no number"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("临政督[2026]3号", "六角括号"),
        ("临政督（2026）3号", "六角括号"),
        ("临政督〔2026〕第3号", "不加“第”字"),
        ("临政督〔2026〕03号", "不编虚位"),
        ("临政督〔26〕3号", "年份要写四位"),
        ("临政督〔2026〕3", "以“号”结尾"),
        ("〔2026〕3号", "写得不完整"),
    ],
)
def test_a_malformed_document_number_says_what_is_wrong(written: str, fault: str) -> None:
    with pytest.raises(MalformedNumberError, match=fault):
        read_number(written)


@pytest.mark.django_db(transaction=True)
def test_two_who_number_at_once_get_numbers_that_follow_one_another(
    county: County, officer: Actor, director: Actor
) -> None:
    signed = [lead_to(BulletinState.SIGNED, a_draft(county), officer, director) for _ in range(6)]

    def take(one: Bulletin) -> int:
        try:
            return number(officer, one, now=NOW).number or 0
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(take, signed)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("issued", "due"),
    [
        # The National Day of 2022: 1 to 7 October off, Saturday 8 and Sunday 9 worked.
        (date(2022, 9, 20), date(2022, 10, 21)),
        # The Spring Festival of 2024: Sunday 4 and Sunday 18 February worked, 10 to 17 off.
        (date(2024, 1, 31), date(2024, 3, 4)),
        # Dragon Boat 2023: 22 to 24 June off, Sunday 25 worked.
        (date(2023, 6, 8), date(2023, 7, 7)),
    ],
)
def test_twenty_working_days_are_counted_over_holidays(
    county: County, issued: date, due: date
) -> None:
    found = public_deadline(county.place, issued)
    assert (found.date, found.basis) == (due, Basis.OFFICIAL)


def test_a_deadline_beyond_the_known_holidays_is_provisional(county: County) -> None:
    assert public_deadline(county.place, date(2026, 12, 20)).basis is Basis.PROVISIONAL


def test_days_left_count_working_days_only(county: County) -> None:
    friday = date(2023, 7, 7)
    assert workdays_left(county.place, date(2023, 6, 8), friday) == 20
    assert workdays_left(county.place, date(2023, 7, 1), friday) == 5
    assert workdays_left(county.place, friday, friday) == 0
    assert workdays_over(county.place, date(2023, 7, 9), friday) == 0
    assert workdays_over(county.place, date(2023, 7, 11), friday) == 2


def test_openness_needs_a_reviewer_a_ground_and_a_reason(
    county: County, cast: dict[str, Actor]
) -> None:
    officer, director, reviewer = cast["officer"], cast["director"], cast["reviewer"]
    one = a_draft(county)
    with pytest.raises(BulletinRefusedError, match="拟稿"):
        clear(reviewer, one, Openness.PUBLIC, now=NOW)
    lead_to(BulletinState.CHECKING, one, officer, director)
    with pytest.raises(NotAllowedError):
        clear(officer, one, Openness.PUBLIC, now=NOW)
    with pytest.raises(BulletinRefusedError, match=r"《政府信息公开条例》的条款，并写明理由"):
        clear(reviewer, one, Openness.WORK_SECRET, ground=Ground.INTERNAL, now=NOW)
    clear(
        reviewer,
        one,
        Openness.WORK_SECRET,
        ground=Ground.INTERNAL,
        reason="涉及未公开的谈判底价",
        now=NOW,
    )
    assert deeds_of(one)[-1] == (
        "公开属性由“待审查”定为“工作秘密”，依据《政府信息公开条例》第十六条，理由：涉及未公开的谈判底价"
    )
    pass_on(director, one, now=NOW)
    sign(director, one, now=NOW)
    number(officer, one, now=NOW)
    issue(officer, one, now=NOW)
    assert told(one) == set(), "nobody is told of what they may not read"
    office = {"officer", "director", "reviewer", "observer"}
    assert readers(cast) == office
    clear(reviewer, one, Openness.PUBLIC, now=NOW)
    assert readers(cast) == set(cast)


def test_comments_stand_at_their_words_and_only_warn_the_signer(
    county: County, officer: Actor, director: Actor, reviewer: Actor, observer: Actor
) -> None:
    one = lead_to(BulletinState.SIGNING, a_draft(county), officer, director)
    with pytest.raises(NotAllowedError):
        comment(observer, one, "看一下", now=NOW)
    with pytest.raises(BulletinRefusedError, match="已经不在稿子里"):
        comment(reviewer, one, "这里有电话", block="b9", now=NOW)
    first = comment(reviewer, one, "这里有电话", block="b3", now=NOW)
    comment(director, one, "标题再短些", now=NOW)
    assert first.quote == "4项任务中，完成1项，部分完成1项，未完成1项。"
    settle_comment(officer, first, now=NOW)
    with pytest.raises(BulletinRefusedError, match="officer已经处理"):
        settle_comment(director, first, now=NOW)
    sign(director, one, now=NOW)
    assert deeds_of(one)[-1] == "签发通报（当时还有1条意见未处理）"
    with pytest.raises(BulletinRefusedError, match="已签发"):
        comment(director, one, "晚了", now=NOW)


def test_an_issued_bulletin_is_only_corrected_by_another_that_points_to_it(
    county: County, officer: Actor, director: Actor, clerk: Actor
) -> None:
    old = lead_to(BulletinState.ISSUED, a_draft(county), officer, director)
    with pytest.raises(BulletinRefusedError, match="请写明更正的理由"):
        correct(officer, old, "", now=NOW)
    new = correct(officer, old, "完成应为2项。", now=NOW)
    with pytest.raises(BulletinRefusedError, match="正在办理"):
        correct(officer, old, "又一处", now=NOW)
    assert new.content["title"] == "关于更正《关于5月份重点任务完成情况的通报》的通报"
    assert new.content["blocks"][0]["text"] == (
        "2023年6月8日印发的《关于5月份重点任务完成情况的通报》（第1期）有关内容有误，现予更正："
        "完成应为2项。更正后全文如下。"
    )
    before = Bulletin.objects.values().get(pk=old.pk)
    lead_to(BulletinState.ISSUED, new, officer, director)
    assert Bulletin.objects.values().get(pk=old.pk) == before, "the old one is not touched"
    assert [(each.number, each.corrects_why) for each in old.corrections.all()] == [
        (2, "完成应为2项。")
    ]
    message = Message.objects.get(about=f"bulletin:{new.pk}", recipient=address(clerk))
    assert "更正《关于5月份重点任务完成情况的通报》（第1期）：完成应为2项。" in message.text


def test_a_withdrawn_bulletin_keeps_its_words_its_number_and_its_readers(
    county: County, officer: Actor, director: Actor, clerk: Actor
) -> None:
    one = lead_to(BulletinState.ISSUED, a_draft(county), officer, director)
    with pytest.raises(NotAllowedError):
        withdraw(officer, one, "发错了", now=NOW)
    with pytest.raises(BulletinRefusedError, match="请写明撤回的理由"):
        withdraw(director, one, "", now=NOW)
    draft = correct(officer, one, "有误", now=NOW)
    withdraw(director, one, "发错了范围", now=NOW)
    one.refresh_from_db()
    assert (one.state, one.number, one.withdrawn_why) == ("withdrawn", 1, "发错了范围")
    assert bulletins_visible_to(clerk).get() == one
    assert one.content == content_on(county.tasks[0])
    assert Message.objects.filter(recipient=address(clerk), title__startswith="通报已撤回").exists()
    lead_to(BulletinState.NUMBERED, draft, officer, director)
    with pytest.raises(BulletinRefusedError, match="已经撤回，不再需要更正"):
        issue(officer, draft, now=NOW)
    assert draft.number == 2, "the withdrawn one's number isn't given away again"


def test_a_draft_is_dropped_and_remembered(county: County, officer: Actor) -> None:
    one = discard(officer, a_draft(county), "与上期重复", now=NOW)
    assert deeds_of(one) == ["作废通报稿，理由：与上期重复"]
    with pytest.raises(BulletinRefusedError, match="已作废"):
        send_on(officer, one, now=NOW)


def test_a_year_is_the_place_s_own_at_midnight(
    county: County, officer: Actor, director: Actor
) -> None:
    """The first minutes of 2024 belong to 2024 here, while it is still 2023 in Greenwich."""
    one = lead_to(BulletinState.SIGNED, a_draft(county), officer, director)
    at = timezone.make_aware(datetime(2024, 1, 1, 0, 5))  # noqa: DTZ001  made aware here
    assert number(officer, one, now=at).year == 2024
