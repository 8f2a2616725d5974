"""What holds for every text: nothing raises, spans and bounds are true, a written number reads back."""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.quantities import Quantity, quantities, readings
from jiannuo.core.quantities.periods import periods
from tests.core.quantities.reading import only, value_of
from tests.core.quantities.test_samples import CLAUSES

PIECES = (
    *"0123456789一二两三四五六七八九十百千万亿零〇半几数点成折倍翻番壹拾兆",
    *"个家户亩元米平方吨月日年期次条大级类角分％%‰-—~至到、，。；：:（）()《》“”/+.×#第前约近超余多来",
    "以上", "以内", "不少于", "至少", "左右", "增长", "下降", "预计", "分之", "百分之", "个百分点",
    "季度", "上半年", "截至", "底前", "工作日", "平方公里", "元/月", "个半月", "春节前", "待", "后",
    "２", "．", "萬", "①", "٣", "²", "\n", " ", "\u3000", "\ud800", "\x00", "😀", "km", "G", "PM", "2024年", "5月",
)  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=60))
CHINESE_DIGITS = "零一二三四五六七八九"


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_text_is_read_and_what_is_read_stands_in_it(text: str) -> None:
    end = 0
    for reading in readings(text):
        assert 0 <= reading.start < reading.end <= len(text)
        if not isinstance(reading, Quantity):
            continue
        assert reading.start >= end
        end = reading.end
        assert text[reading.start : reading.end] == reading.span
        values = reading.value if isinstance(reading.value, tuple) else (reading.value,)
        assert all(reading.low <= value <= reading.high for value in values)
        json.dumps(reading.to_json())


@given(TEXTS, st.none() | st.integers(1, 9999), st.none() | st.integers(1, 12))
@settings(max_examples=400, deadline=None)
def test_every_text_has_its_times(text: str, year: int | None, month: int | None) -> None:
    for time in periods(text, year, month):
        assert text[time.start : time.end] == time.span
        if time.first and time.last:
            assert time.first <= time.last
        json.dumps(time.to_json())


@settings(deadline=None)
@given(st.lists(st.sampled_from([clause["text"] for clause in CLAUSES]), min_size=2, max_size=5))
def test_sentences_set_side_by_side_read_as_they_read_alone(sentences: list[str]) -> None:
    apart = [
        (q.span, q.value, q.unit, q.comparator, q.kind, q.low, q.high)
        for sentence in sentences
        for q in quantities(sentence + "。")
    ]
    together = [
        (q.span, q.value, q.unit, q.comparator, q.kind, q.low, q.high)
        for q in quantities("".join(sentence + "。\n" for sentence in sentences))
    ]
    assert together == apart


def chinese(number: int) -> str:
    """Write a whole number below 10**12 in Chinese numerals."""
    if number < 10**4:
        written, gap = "", False
        for place, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = number // place % 10
            if digit:
                written += ("零" if gap and written else "") + CHINESE_DIGITS[digit] + scale
            gap = not digit
        return written or "零"
    large, word = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    rest = number % large
    zero = "零" if rest and rest < large // 10 else ""
    return chinese(number // large) + word + (zero + chinese(rest) if rest else "")


def full_width(written: str) -> str:
    return written.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789."})


UNITS = ("个", "家", "亩", "元", "公里", "万吨/年", "平方米", "人次", "%")
BOUNDS = (
    ("{}", "="),
    ("{}以上", ">="),
    ("不少于{}", ">="),
    ("超过{}", ">"),
    ("{}以内", "<="),
    ("不足{}", "<"),
    ("约{}", "~"),
    ("{}左右", "~"),
)


@settings(deadline=None)
@given(
    number=st.decimals(0, 10**7, places=2, allow_nan=False).filter(lambda n: n > 0),
    unit=st.sampled_from(UNITS),
    bound=st.sampled_from(BOUNDS),
    wide=st.booleans(),
    grouped=st.booleans(),
)
def test_an_arabic_number_reads_back(
    number: Decimal, unit: str, bound: tuple[str, str], *, wide: bool, grouped: bool
) -> None:
    written = f"{number.normalize():,f}" if grouped else f"{number.normalize():f}"
    factor = 10**4 if unit.startswith("万") else 1
    shown = full_width(written) if wide and not grouped else written
    quantity = only("累计完成" + bound[0].format(shown + unit) + "。")
    assert Decimal(value_of(quantity)) == number * factor
    assert (quantity.unit, quantity.comparator) == (unit.removeprefix("万"), bound[1])


@settings(deadline=None)
@given(
    number=st.integers(2, 10**12 - 1),
    unit=st.sampled_from(("个", "户", "亩", "元", "平方米")),
    bound=st.sampled_from(BOUNDS),
)
def test_a_chinese_number_reads_back(number: int, unit: str, bound: tuple[str, str]) -> None:
    written = chinese(number)
    quantity = (
        only("共计" + bound[0].format(written.replace("二", "两", 1) + unit) + "。")
        if (written.startswith("二") and not written.startswith("二十"))
        else only("共计" + bound[0].format(written + unit) + "。")
    )
    assert Decimal(value_of(quantity)) == number
    assert (quantity.unit, quantity.comparator) == (unit, bound[1])


@settings(deadline=None)
@given(
    low=st.integers(1, 5000),
    step=st.integers(1, 5000),
    link=st.sampled_from("-—~至到"),
)
def test_a_range_reads_back(low: int, step: int, link: str) -> None:
    quantity = only(f"每户{low}{link}{low + step}元。")
    assert value_of(quantity) == f"{low}~{low + step}"
    assert (quantity.low, quantity.high) == (Decimal(low), Decimal(low + step))
