"""What a person may do with proposals, and that no word is lost or stands twice, whatever they do."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.mapping.decomposition import Part, TaskKind
from jiannuo.intake.decomposition import arranging
from jiannuo.intake.decomposition.accounting import account_of
from jiannuo.intake.decomposition.arranging import Description, DoesNotFitError
from jiannuo.intake.decomposition.draft import (
    Draft,
    Proposal,
    arrangement_to_json,
    draft_from_json,
    sentences_to_json,
)
from jiannuo.intake.decomposition.stepping import difference, taken_back
from tests.apps.intake.decomposition.reports import CITY, REPORTS, draft_from

REPORT, PLEDGES = TaskKind.REPORT, TaskKind.PLEDGES
SMALL = """2025年政府工作报告
二、2025年工作安排
（一）扩大投资
新建厂房8万平方米，盘活土地120亩。6月底前开工水厂。我们要攻坚克难！
（二）改善民生
新建学校2所。改造小区18个，完善配套设施。
今年办好三件民生实事，包括：新建公园3个；改造厕所20座；新增车位500个。
"""


@pytest.fixture
def small() -> Draft:
    return draft_from(SMALL.encode())


def texts(draft: Draft, kind: TaskKind = REPORT) -> list[str]:
    return [draft.text(one) for one in draft.of(kind)]


def numbered(draft: Draft, text: str) -> Proposal:
    return next(one for one in draft.proposals if draft.text(one).startswith(text))


def words_of(draft: Draft) -> list[tuple[int, int]]:
    """Name every character of the report by its sentence and place, as proposals and the rest hold it."""
    held = [piece for one in draft.proposals for piece in one.stretches]
    left = [piece for piece, _ in draft.left()]
    return sorted(
        (piece.sentence, at) for piece in (*held, *left) for at in range(piece.start, piece.end)
    )


def test_two_sentences_become_one_task_with_both_their_words_and_deadlines(small: Draft) -> None:
    one = numbered(small, "6月底前")
    merged = arranging.merge_up(small, one.id)
    whole = numbered(merged, "新建厂房")
    assert merged.text(whole) == "新建厂房8万平方米，盘活土地120亩。6月底前开工水厂。"
    assert whole.deadline == "6月底前"
    assert len(merged.proposals) == len(small.proposals) - 1


def test_the_first_has_nothing_to_be_merged_into(small: Draft) -> None:
    with pytest.raises(DoesNotFitError, match="第一项"):
        arranging.merge_up(small, small.of(REPORT)[0].id)


def test_a_sentence_comes_apart_at_its_clauses(small: Draft) -> None:
    one = numbered(small, "新建厂房")
    (cut,) = arranging.places_to_split(small, one)
    parted = arranging.split(small, one.id, [cut])
    assert texts(parted)[:2] == ["新建厂房8万平方米，", "盘活土地120亩。"]
    assert {one.category for one in parted.of(REPORT)[:2]} == {"扩大投资"}


def test_a_cut_elsewhere_is_refused(small: Draft) -> None:
    with pytest.raises(DoesNotFitError):
        arranging.split(small, numbered(small, "新建厂房").id, [2])


def test_what_is_dropped_is_left_aside_with_the_reason(small: Draft) -> None:
    one = numbered(small, "新建学校")
    after = arranging.drop(small, [one.id], "上年已经完成")
    assert "新建学校2所。" not in texts(after)
    left = {after.sentences[piece.sentence].text: why for piece, why in after.left()}
    assert left["新建学校2所。"] == "上年已经完成"


def test_half_a_sentence_may_be_dropped_and_taken_again(small: Draft) -> None:
    one = numbered(small, "新建厂房")
    parted = arranging.split(small, one.id, arranging.places_to_split(small, one))
    dropped = arranging.drop(parted, [numbered(parted, "盘活").id])
    assert account_of(dropped).halves == 1
    assert next(dropped.sentences[one.begins.sentence].text for one in dropped.of(REPORT)).endswith(
        "盘活土地120亩。"
    )
    again = arranging.take(dropped, [one.begins.sentence], REPORT)
    assert texts(again) == texts(parted)


def test_a_sentence_left_aside_is_taken_below_the_category_before_it(small: Draft) -> None:
    slogan = next(one for one in small.sentences if one.text.startswith("我们要"))
    after = arranging.take(small, [slogan.id], REPORT)
    assert numbered(after, "我们要").category == "扩大投资"
    with pytest.raises(DoesNotFitError, match="已经在任务里"):
        arranging.take(after, [slogan.id], REPORT)


def test_a_task_moves_to_the_pledges_and_back(small: Draft) -> None:
    one = numbered(small, "新建学校")
    moved = arranging.move(small, [one.id], PLEDGES)
    assert "新建学校2所。" in texts(moved, PLEDGES)
    assert arranging.move(moved, [one.id], REPORT) == small


def test_tasks_of_two_lists_are_not_merged(small: Draft) -> None:
    with pytest.raises(DoesNotFitError, match="同一张清单"):
        arranging.merge(small, [small.of(REPORT)[0].id, small.of(PLEDGES)[0].id])


def test_several_are_assigned_at_once_and_who_leads_is_not_named_twice(small: Draft) -> None:
    ids = [one.id for one in small.of(REPORT)[:3]]
    said = Description(leads="区住建局", units="区住建局、区财政局", leaders="周明远")
    after = arranging.describe(small, ids, said)
    assert [(one.leads, one.units, one.leaders) for one in after.of(REPORT)[:3]] == [
        (("区住建局",), ("区财政局",), ("周明远",))
    ] * 3
    assert [one.category for one in after.proposals] == [one.category for one in small.proposals]


def test_another_wording_keeps_the_reports_own(small: Draft) -> None:
    one = numbered(small, "新建学校")
    after = arranging.describe(small, [one.id], Description(wording="新建中小学校2所。"))
    assert after.text(after.by_id[one.id]) == "新建中小学校2所。"
    assert after.verbatim(after.by_id[one.id]) == "新建学校2所。"
    back = arranging.describe(after, [one.id], Description(wording="新建学校2所。"))
    assert back == small


def test_a_topic_inside_a_paragraph_heads_what_is_behind_it() -> None:
    draft = draft_from(
        "2025年政府工作报告\n二、2025年工作安排\n（一）扩大内需\n新建仓库3座，改造堆场2处。加强物流建设。"
        "开通专线8条，推广多式联运，培育龙头企业。\n（二）其他\n新建学校2所。\n".encode()
    )
    topic = numbered(draft, "加强物流")
    assert topic.doubts
    after = arranging.head(draft, topic.id)
    assert numbered(after, "开通专线").category == "扩大内需/加强物流建设"
    assert numbered(after, "新建学校").category == "其他"


@pytest.mark.parametrize("year", ["", "二〇二五", "25", "99999"])
def test_a_year_that_is_none(small: Draft, year: str) -> None:
    with pytest.raises(DoesNotFitError):
        arranging.entitle(small, title="报告", year=year)


@pytest.mark.parametrize("path", REPORTS, ids=lambda one: one.stem)
def test_every_sentence_of_a_report_is_in_a_task_or_not_taken_with_a_reason(path: object) -> None:
    draft = draft_from(path.read_bytes())  # type: ignore[attr-defined]
    account = account_of(draft)
    assert account.sentences == account.taken + account.left
    assert sum(count for _, count in account.reasons) == account.left
    assert all(why for _, why in draft.left())
    assert not [
        one for one in draft.proposals if draft.sentences[one.begins.sentence].part is not Part.PLAN
    ]


Verb = Callable[[Draft], Draft]


def some_verb(draw: st.DrawFn, draft: Draft) -> Verb:
    ids = [one.id for one in draft.proposals] or [0]
    some = st.lists(st.sampled_from(ids), min_size=1, max_size=3)
    one = draw(st.sampled_from(ids))
    sentence = st.integers(0, len(draft.sentences) - 1)
    kind = draw(st.sampled_from(TaskKind))
    cuts = arranging.places_to_split(draft, draft.by_id[one]) if one in draft.by_id else []
    return draw(
        st.sampled_from(
            [
                partial(arranging.merge, ids=draw(some)),
                partial(arranging.merge_up, proposal=one),
                partial(arranging.head, proposal=one),
                partial(arranging.split, proposal=one, at=cuts[: draw(st.integers(0, 3))]),
                partial(arranging.drop, ids=draw(some)),
                partial(arranging.take, sentences=draw(st.lists(sentence, max_size=3)), kind=kind),
                partial(arranging.move, ids=draw(some), kind=kind),
                partial(arranging.settle, ids=draw(some)),
                partial(
                    arranging.describe, ids=[one], said=Description(wording="另写", units="甲、乙")
                ),
            ]
        )
    )


CITY_DRAFT = draft_from(CITY.read_bytes())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_done_every_character_stands_once_and_every_step_can_be_taken_back(
    data: st.DataObject,
) -> None:
    draft, steps = CITY_DRAFT, []
    whole = words_of(draft)
    for _ in range(data.draw(st.integers(1, 12))):
        try:
            after = data.draw(st.composite(some_verb)(draft))(draft)
        except DoesNotFitError:
            continue
        assert words_of(after) == whole
        account = account_of(after)
        assert account.sentences == account.taken + account.left
        written = draft_from_json(sentences_to_json(after), arrangement_to_json(after))
        assert written == after
        steps.append((draft, difference(draft, after)))
        draft = after
    for before, step in reversed(steps):
        draft = taken_back(draft, step)
        assert (draft.proposals, draft.reasons) == (before.proposals, before.reasons)
