"""A draft is edited by people while the ledger goes on: no word is lost, no number stays unnoticed."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiannuo.bulletins.actions.draft import draft
from jiannuo.bulletins.actions.edit import (
    ChangedMeanwhileError,
    Edited,
    Written,
    edit,
    take_over,
)
from jiannuo.bulletins.actions.recompute import recompute
from jiannuo.bulletins.actions.send_on import send_on
from jiannuo.bulletins.composing.markers import renumbered
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.figures import Agreement, Checked, checked, relocated
from jiannuo.bulletins.merging import standing
from jiannuo.bulletins.models import Bulletin, BulletinKind, BulletinState, Openness
from jiannuo.bulletins.queries.agreement import fresh_content
from jiannuo.bulletins.queries.visible import bulletins_visible_to
from jiannuo.core.rendering.official import Level
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.deeds import deed_of
from jiannuo.history.models import Entry
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.review.assess import assess
from jiannuo.reporting.models import Report, Result
from jiannuo.supervision.blocks import Block, Figure
from tests.apps.bulletins.lives import NOW
from tests.personae import County

IN_MAY = Span("month", 5)


@pytest.fixture
def made(county: County, officer: Actor) -> Bulletin:
    """Return a draft on May: of four tasks one met, one partly, one missed, one not due."""
    return draft(officer, county.plan, BulletinKind.WHOLE, IN_MAY)


def content_of(bulletin: Bulletin) -> Content:
    bulletin.refresh_from_db()
    return Content.from_json(bulletin.content)


def typed(bulletin: Bulletin, **texts: str) -> Edited:
    """Return the draft as an editor sends it, with other words for some blocks (id with _ for -)."""
    content = content_of(bulletin)
    return Edited(
        title=content.title,
        addressee=content.addressee,
        blocks=[Written(one.id, one.level, texts.get(one.id, one.text)) for one in content.blocks],
    )


def doubtful(actor: Actor, bulletin: Bulletin) -> dict[str, Checked]:
    every = checked(content_of(bulletin).blocks, fresh_content(actor, bulletin).blocks)
    return {one.figure.key: one for one in every if one.agreement != Agreement.AGREES}


def set_result(county: County, officer: Actor, number: int, result: Result) -> None:
    report = Report.objects.get(task=county.tasks[number - 1], period_index=5)
    assess(officer, report, result=result, now=NOW)


class TestEditing:
    """What people write, and the numbers in it."""

    def test_an_edited_number_is_marked_and_taken_over_again(
        self, officer: Actor, made: Bulletin
    ) -> None:
        assert doubtful(officer, made) == {}
        counts = content_of(made).block("counts")
        assert counts is not None
        wrong = counts.text.replace("完成1项，占25.0%；部分", "圆满完成2项，占25.0%；部分", 1)
        assert wrong != counts.text
        edit(officer, made, typed(made, counts=wrong), revision=0)
        found = doubtful(officer, made)
        assert {key: (one.written, one.ledger) for key, one in found.items()} == {
            "count:met": ("2", "1")
        }
        assert found["count:met"].agreement == Agreement.EDITED
        take_over(officer, made, "counts", "count:met", revision=1)
        taken = content_of(made).block("counts")
        assert taken is not None
        assert "圆满完成1项" in taken.text
        assert doubtful(officer, made) == {}

    def test_paragraphs_come_and_go_and_the_numbers_of_headings_close_up(
        self, officer: Actor, made: Bulletin
    ) -> None:
        edited = typed(made)
        blocks = [one for one in edited.blocks if one.id != "missed"]
        blocks.insert(2, Written("own-1", Level.FIRST, "九、补充情况"))
        edit(officer, made, replace(edited, blocks=blocks), revision=0)
        found = content_of(made)
        assert [one.text for one in found.blocks if one.level == Level.FIRST] == [
            "一、总体情况",
            "二、补充情况",
            "三、部分完成的任务",
            "四、需要协调解决的问题",
            "五、下一步工作要求",
        ]
        recompute(officer, made, revision=1)
        assert content_of(made).block("missed") is None  # who deleted it meant it
        take_over(officer, made, "missed", revision=content_revision(made))
        assert "、未完成的任务" in str(content_of(made).block("missed"))

    def test_two_editors_are_told_and_nothing_is_written_over(
        self, officer: Actor, director: Actor, made: Bulletin
    ) -> None:
        first, second = typed(made, basis="甲写的。"), typed(made, basis="乙写的。")
        edit(officer, made, first, revision=0)
        with pytest.raises(ChangedMeanwhileError) as raised:
            edit(director, made, second, revision=0)
        theirs = Content.from_json(raised.value.bulletin.content).block("basis")
        assert theirs is not None
        assert theirs.text == "甲写的。"
        edit(director, made, second, revision=1)
        last = Entry.objects.filter(action="bulletin.edit").latest("sequence")
        [before] = [one["before"] for one in json.loads(last.payload)["changed"]]
        assert before == "甲写的。"

    def test_only_a_draft_of_one_s_own_place_is_edited(
        self, officer: Actor, clerk: Actor, observer: Actor, made: Bulletin
    ) -> None:
        for actor in (clerk, observer):
            with pytest.raises(NotAllowedError):
                edit(actor, made, typed(made), revision=0)
        with pytest.raises(BulletinRefusedError, match="标题"):
            edit(officer, made, replace(typed(made), title=" "), revision=0)
        send_on(officer, made, now=NOW)
        with pytest.raises(BulletinRefusedError, match="核稿"):
            edit(officer, made, typed(made, basis="晚了。"), revision=0)

    def test_saving_what_is_the_same_leaves_no_trace(self, officer: Actor, made: Bulletin) -> None:
        edit(officer, made, typed(made), revision=0)
        assert content_revision(made) == 0
        assert not Entry.objects.filter(action="bulletin.edit").exists()


class TestTheLedgerGoesOn:
    """The ledger changes after the draft was made."""

    def test_it_is_said_and_computing_anew_leaves_edited_paragraphs(
        self, county: County, officer: Actor, made: Bulletin
    ) -> None:
        counts = content_of(made).block("counts")
        assert counts is not None
        edit(officer, made, typed(made, counts=f"总的看，{counts.text}"), revision=0)
        set_result(county, officer, 3, Result.MET)
        found = doubtful(officer, made)
        assert (found["count:met"].written, found["count:met"].ledger) == ("1", "2")
        assert found["count:met"].agreement == Agreement.OUTDATED
        before = standing(content_of(made), fresh_content(officer, made))
        assert before.outdated
        assert set(before.differing) == {"counts"}

        recompute(officer, made, revision=1)
        after = content_of(made)
        kept = after.block("counts")
        assert kept is not None
        assert kept.text == f"总的看，{counts.text}"
        assert after.block(f"task:{county.tasks[2].pk}") is None
        [row] = [one for one in after.attachments[0].canonical().rows() if one.number == "3"]
        assert row.status == "完成"
        left = standing(after, fresh_content(officer, made))
        assert (left.behind, left.table, set(left.differing)) == (0, False, {"counts"})
        take_over(officer, made, "counts", revision=content_revision(made))
        assert not standing(content_of(made), fresh_content(officer, made)).differing

    def test_every_deed_has_its_words(self, county: County, officer: Actor, made: Bulletin) -> None:
        edit(officer, made, typed(made, basis="改过。"), revision=0)
        set_result(county, officer, 3, Result.MET)
        recompute(officer, made, revision=1)
        for entry in Entry.objects.filter(subject_type="bulletin"):
            deed = deed_of(entry.action)
            assert deed.said_of(json.loads(entry.payload))
            assert all(detail.text for detail in deed.details(json.loads(entry.payload)))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text("完成项，占0123456789。", max_size=12),
    st.text("完成项，占0123456789。", max_size=12),
    st.integers(0, 999),
)
def test_a_number_is_found_again_wherever_words_are_put(
    before: str, behind: str, number: int
) -> None:
    text = f"其中，甲类完成{number}项，均按期。"
    start = text.index(str(number))
    figure = Figure("count:met", start, start + len(str(number)), str(number), (1,))
    edited = f"{before}｜{text}｜{behind}"
    [found] = relocated(Block("b", Level.TEXT, text, figures=(figure,)), edited)
    assert found.stands_in(edited)
    assert edited[: found.start].endswith("甲类完成")


def test_the_markers_of_headings_are_counted_anew_and_numbers_are_none() -> None:
    levels = [
        ("三、总体", Level.FIRST),
        ("（五）甲", Level.SECOND),
        ("1.第7项", Level.THIRD),
        ("1.5亿元到位", Level.THIRD),
        ("1.第8项", Level.THIRD),
        ("（一）乙", Level.SECOND),
        ("一、其次", Level.FIRST),
        ("没有序号", Level.FIRST),
        ("（一）丙", Level.SECOND),
    ]
    blocks = [Block(str(at), level, text) for at, (text, level) in enumerate(levels)]
    assert [one.text for one in renumbered(blocks)] == [
        "一、总体", "（一）甲", "1.第7项", "1.5亿元到位", "2.第8项", "（二）乙", "二、其次", "没有序号",
        "（一）丙",
    ]  # fmt: skip


def test_who_reads_which_bulletin(made: Bulletin, request: pytest.FixtureRequest) -> None:
    names = ("officer", "observer", "reviewer", "clerk", "leader", "foreign_officer", "audit_admin")
    actors = [request.getfixturevalue(name) for name in names]

    def readers() -> list[bool]:
        return [bulletins_visible_to(actor).exists() for actor in actors]

    assert readers() == [True, True, False, False, False, False, False]
    Bulletin.objects.update(state=BulletinState.CHECKING)
    assert readers() == [True, True, True, False, False, False, False]
    Bulletin.objects.update(state=BulletinState.ISSUED)
    assert readers() == [True, True, True, True, True, False, False]
    Bulletin.objects.update(openness=Openness.WORK_SECRET)
    assert readers() == [True, True, True, False, False, False, False]


def content_revision(bulletin: Bulletin) -> int:
    bulletin.refresh_from_db()
    return bulletin.revision
