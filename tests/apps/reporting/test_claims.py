"""What an organisation's own word about its target amounts to."""

import pytest

from jiannuo.reporting.claims import claim_of
from jiannuo.reporting.models import Claim


@pytest.mark.parametrize(
    ("word", "claim"),
    [
        ("完成", Claim.MET),
        ("完成。", Claim.MET),
        (" 已完成 ", Claim.MET),
        ("是", Claim.MET),
        ("达序时", Claim.MET),
        ("部分完成", Claim.PARTLY),
        ("基本完成", Claim.PARTLY),
        ("未完成：", Claim.MISSED),
        ("否", Claim.MISSED),
        ("欠序时", Claim.MISSED),
        ("政策调整暂不实施", Claim.OTHER),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_status_word_and_what_it_claims(word: str | None, claim: Claim | None) -> None:
    assert claim_of(word) == claim
