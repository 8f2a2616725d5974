"""Texts with marked runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiannuo.desk.marking import Piece, changed, marked


def test_a_range_is_cut_out_of_its_text() -> None:
    assert marked("改造供热管网", [(2, 4)]) == (
        Piece("改造", marked=False),
        Piece("供热", marked=True),
        Piece("管网", marked=False),
    )


def test_overlapping_ranges_are_taken_together() -> None:
    pieces = marked("供热管网", [(0, 3), (1, 4)])
    assert "".join(piece.text for piece in pieces if piece.marked) == "供热管网"


@given(st.text(), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40))))
def test_no_character_is_lost_or_doubled(text: str, ranges: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in marked(text, ranges)) == text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("会诊477例。", "会诊417例。", "477"),
        ("增长5.5%。", "增长5.8%。", "5.5%"),
        ("出让土地。", "出让土地，清表完成。", ""),
        ("同样的话。", "同样的话。", ""),
        ("全部换掉", "别的", "全部换掉"),
        ("", "新写的", ""),
    ],
)
def test_what_was_changed_is_marked(before: str, after: str, said: str) -> None:
    pieces = changed(before, after)
    assert "".join(piece.text for piece in pieces) == before
    assert "".join(piece.text for piece in pieces if piece.marked) == said
