"""Texts with marked runs."""

from hypothesis import given
from hypothesis import strategies as st

from jiannuo.desk.marking import Piece, marked


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
