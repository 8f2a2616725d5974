"""What an organisation claims about its target, in the words of its status cell."""

import re
from typing import Final

from jiannuo.core.audit.findings import Outcome

_CLAIMS: Final = (
    (
        Outcome.MISSED,
        re.compile(
            r"^否$|未完成|没有完成|未达|欠序时|欠进度|滞后|缓慢|未启动|未开工|未开展|未实施|停工|暂停"
        ),
    ),
    (Outcome.PARTLY, re.compile(r"部分完成|部分达标|基本完成|基本达到")),
    (
        Outcome.MET,
        re.compile(r"^是$|^√$|完成|达标|达序时|超序时|达进度|超进度|办结|销号|已达到|超额|提前"),
    ),
)
_FORECAST: Final = re.compile(r"预计|能够|不能|力争|确保|计划|将")


def claim_of(status: str | None) -> Outcome | None:
    """Read a status cell; None where it claims nothing about the period (正在推进, 按序时推进)."""
    text = (status or "").strip(" 。；;，,：:")
    if not text or _FORECAST.search(text):
        return None
    return next((outcome for outcome, words in _CLAIMS if words.search(text)), None)
