"""A text taken apart: sentences, clauses, brackets."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jiannuo.core.audit.clauses import clauses

CHINESE = st.text(
    st.sampled_from("完成投资3.2亿元，（其中）()《》“”：；。、\n 1,200abc："), max_size=120
)


def shown(text: str) -> list[tuple[str, int, int]]:
    return [(clause.text, clause.sentence, clause.depth) for clause in clauses(text)]


def test_commas_part_clauses_and_stops_part_sentences() -> None:
    assert shown("已开工3座，完工1座；其余在建。") == [
        ("已开工3座", 0, 0),
        ("完工1座", 0, 0),
        ("其余在建", 1, 0),
    ]


def test_a_bracket_holds_clauses_of_its_own_and_does_not_break_the_clause_around_it() -> None:
    found = clauses("处置“三未”（批而未供）土地164亩，盘活2宗。")
    assert [clause.text for clause in found] == ["处置“三未”土地164亩", "批而未供", "盘活2宗"]
    assert (found[1].depth, found[1].around) == (1, 0)


def test_sentences_do_not_end_inside_a_bracket() -> None:
    found = clauses("贷款17亿元（甲3亿元；乙14亿元），到位。")
    assert {clause.sentence for clause in found} == {0}


def test_a_comma_in_a_number_or_a_colon_in_a_time_parts_nothing() -> None:
    assert shown("发放1,200份") == [("发放1,200份", 0, 0)]
    assert shown("8:30开会") == [("8:30开会", 0, 0)]


def test_titles_are_left_whole() -> None:
    assert shown("印发《关于甲，乙的通知》，部署") == [
        ("印发《关于甲，乙的通知》", 0, 0),
        ("部署", 0, 0),
    ]


def test_a_stray_bracket_is_plain_text() -> None:
    assert shown("完成）3座（") == [("完成）3座（", 0, 0)]


@given(CHINESE)
def test_any_text_is_cut_without_error_and_without_overlap(text: str) -> None:
    places = sorted(piece for clause in clauses(text) for piece in clause.pieces)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
