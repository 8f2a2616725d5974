"""Quotation marks inside quotation marks (GB/T 15834-2011, 4.8.3.3 and 4.15.3.5)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.quoting import inner, quoted, titled


@pytest.mark.parametrize(
    ("words", "set_in_a_sentence"),
    [
        ("出让土地1000亩", "“出让土地1000亩”"),
        ("实施“春雨”行动", "“实施‘春雨’行动”"),
        ("“一网通办”和“一窗受理”", "“‘一网通办’和‘一窗受理’”"),
        ("推进“两提一‘降’”", "“推进‘两提一“降”’”"),
        ("开展‘回头看’", "“开展‘回头看’”"),
        ("实施“春雨行动", "“实施‘春雨行动”"),
        ("春雨”行动“", "“春雨’行动‘”"),
        ("Don’t", "“Don’t”"),
    ],
)
def test_what_a_quotation_quotes_has_single_marks(words: str, set_in_a_sentence: str) -> None:
    assert quoted(words) == set_in_a_sentence


@settings(max_examples=60, deadline=None)
@given(st.text("一二“”‘’。", max_size=12))
def test_places_stay_and_the_first_level_has_no_double_marks(words: str) -> None:
    turned = inner(words)
    assert len(turned) == len(words)
    depth = 0
    for sign in turned:
        depth -= sign == "’"
        assert depth > 0 or sign not in "“”"
        depth += sign == "‘"


def test_a_title_inside_a_title_has_single_marks() -> None:
    assert titled("关于《办法》的通知") == "《关于〈办法〉的通知》"
