"""Which rows of the June bulletin are about which tasks of the plan that came in May."""

from jiannuo.intake.matching import Named, match

TASKS = (
    Named(101, "1", "新增供热面积50万平方米，改造老旧管网12公里。"),
    Named(102, "2", "出让土地1000亩。"),
    Named(103, "3", "一般公共预算收入增长6%以上。"),
)


def _pairs(*rows: Named) -> dict[int, int]:
    return dict(match(rows, TASKS).pairs)


def test_equal_texts_match_whatever_their_punctuation_and_spaces() -> None:
    assert _pairs(Named(0, "1", "新增供热面积 50 万平方米, 改造老旧管网12公里")) == {0: 101}


def test_equal_texts_match_though_the_list_was_renumbered() -> None:
    assert _pairs(Named(0, "2", TASKS[2].text), Named(1, "3", TASKS[1].text)) == {0: 103, 1: 102}


def test_a_reworded_text_matches_by_its_number() -> None:
    assert _pairs(Named(0, "2", "全年出让土地1000亩以上。")) == {0: 102}


def test_another_text_under_the_same_number_does_not() -> None:
    found = match([Named(0, "2", "新建中小学6所。")], TASKS)
    assert found.pairs == ()
    assert found.rows_alone == (0,)
    assert found.tasks_alone == (101, 102, 103)


def test_a_task_is_taken_once() -> None:
    rows = [Named(0, "2", TASKS[1].text), Named(1, "2", TASKS[1].text)]
    assert match(rows, TASKS).rows_alone == (1,)


def test_rows_of_the_same_text_are_told_apart_by_their_numbers() -> None:
    tasks = (Named(1, "44", "学府路西段改造。"), Named(2, "47", "学府路西段改造。"))
    rows = (Named(0, "47", "学府路西段改造。"), Named(1, "44", "学府路西段改造。"))
    assert dict(match(rows, tasks).pairs) == {0: 2, 1: 1}


def test_rows_without_any_text_match_nothing() -> None:
    assert match([Named(0, "", ""), Named(1, "", "。")], (Named(1, "", ""),)).pairs == ()


LONG = (
    Named(1, "1", "完成供热管网改造12公里，新增供热面积50万平方米，惠及居民6000户。"),
    Named(2, "2", "新建幼儿园3所，新增学位810个，9月投入使用。"),
    Named(3, "3", "新建幼儿园2所，新增学位540个，年内主体完工。"),
)


def test_a_text_reworded_and_renumbered_matches_where_nothing_else_is_like_it() -> None:
    row = Named(0, "9", "完成供热管网改造12公里，新增供热面积50万平米，惠及居民6000余户。")
    assert dict(match([row], LONG).pairs) == {0: 1}


def test_what_might_be_either_is_asked_and_not_guessed() -> None:
    found = match([Named(0, "8", "新建幼儿园4所，新增学位900个，年内投入使用。")], LONG)
    assert found.pairs == ()
    assert found.rows_alone == (0,)
    assert [(row, set(tasks)) for row, tasks in found.unclear] == [(0, {2, 3})]


def test_what_a_person_said_comes_first() -> None:
    rows = [Named(0, "2", LONG[1].text), Named(1, "8", "新建幼儿园4所，新增学位900个。")]
    found = match(rows, LONG, {1: 2})
    assert dict(found.pairs)[1] == 2
    assert dict(match(rows, LONG, {1: 77}).pairs) == {0: 2}


def test_what_is_like_nothing_is_not_asked_about() -> None:
    assert match([Named(0, "8", "举办招商活动20场。")], LONG).unclear == ()
