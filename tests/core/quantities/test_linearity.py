"""Reading time grows with the text, not faster, whatever the text is made of."""

import time
from collections.abc import Callable

import pytest

from jiannuo.core.quantities import quantities
from jiannuo.core.quantities.periods import periods

SHORT, TIMES = 1_500, 8
TOLERATED = 24
"""Eight times the text may cost eight times the work; quadratic work would cost 64 times."""

HOSTILE = (
    "1", "1,", "1，", "1、", "一、", "一", "十", "万", "亿", "1万", "1-", "1至", "1.", "1,000,", "1个",
    "1年", "1月", "3月、", "3月5日、", "1+", "1/", "1:", "1:1", "1 ", " ", "第", "前1", "(1)", "A1",
    "《", "“", "〔2022〕", "至少", "至少1个、", "约", "不超过不", "百分之", "三分之", "一成", "半", "翻",
    "几十", "零", "三点一", "2024年", "2024-", "2024年5月至", "1元5角", "1小时30分", "2.0.", "。1.",
    "1个百分点、", "分别1.1、", "由1%到", "1元/", "1个（", "预计", "同比", "五次、", "待", "截至",
    "待具备条件后，计划4个月完成，", "春节", "汛", "个半", "-", "~", "¥", "\t",
)  # fmt: skip


def cost(read: Callable[[str], object], text: str) -> float:
    """Processor seconds of one reading: the lesser of two."""
    spent = []
    for _ in range(2):
        begun = time.process_time()
        read(text)
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
@pytest.mark.parametrize("read", [quantities, periods], ids=["quantities", "periods"])
def test_eight_times_the_text_costs_about_eight_times_the_work(
    read: Callable[[str], object], piece: str
) -> None:
    short = piece * (SHORT // len(piece))
    assert cost(read, short * TIMES) < TOLERATED * max(cost(read, short), 0.0005)
