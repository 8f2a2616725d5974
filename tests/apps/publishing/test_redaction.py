"""What the rules strike out, what they ask about, what they leave; nothing of it is left in a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.publishing.redaction import STRUCK, find, strike
from jiannuo.publishing.texts import redactions_of, struck, texts


def shown(text: str) -> str:
    return strike(text, [(one.start, one.end) for one in find(text, {"周明远"})])


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("联系电话13812345678。", "联系电话〔略〕。"),
        ("电话：7212345转801", "电话：〔略〕"),
        ("（0533）7212345或0533-7212345-8", "〔略〕或〔略〕"),
        ("身份证号37030519900101123X", "身份证号〔略〕"),
        ("３７０３０５１９９００１０１１２３Ｘ", "〔略〕"),
        ("账号6222 0216 0200 1234 567", "账号〔略〕"),
        ("鲁C·12345车辆", "〔略〕车辆"),
        ("发至wang.li@163.com，", "发至〔略〕，"),
        ("村民李大明反映道路破损", "村民〔略〕反映道路破损"),
        ("信访人刘芳等12人", "信访人〔略〕等12人"),
        ("家住闻韶街道晏婴路，漏水", "家住〔略〕，漏水"),
        ("12号楼3单元502室漏水", "〔略〕漏水"),
        ("张三，13812345678 13912345678", "张三，〔略〕"),
    ],
)
def test_what_identifies_a_person_is_struck_out(text: str, public: str) -> None:
    assert shown(text) == public


@pytest.mark.parametrize("text", ["王丽女士提出异议", "编号12345678901"])
def test_what_may_be_a_person_is_asked_about(text: str) -> None:
    found = find(text)
    assert all(not one.rule.sure for one in found)
    assert found


@pytest.mark.parametrize(
    "text",
    [
        "周明远同志主持召开会议",
        "完成投资13812345678元，涉及1200户",
        "1号楼主体封顶，2号楼施工至18层",
        "贫困户家庭医生签约，居民安全用电",
        "拨打12345热线，或400-600-1234",
        "清政发〔2023〕9号，2023年5月31日",
        "G518沿线管网5.2公里，张某某等群众",
    ],
)
def test_what_is_public_stays(text: str) -> None:
    assert shown(text) == text


SECRETS = st.one_of(
    st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
    st.from_regex(r"0\d{3}-[2-8]\d{6}", fullmatch=True),
    st.from_regex(r"\d{17}X", fullmatch=True),
)
PROSE = st.text("改造管网，完成。目标处（）、", max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PROSE, SECRETS), max_size=4), PROSE)
def test_nothing_of_what_is_struck_out_is_left(parts: list[tuple[str, str]], end: str) -> None:
    text = "".join(f"{prose}，{secret}，" for prose, secret in parts) + end
    value = {"wording": text, "progress": {"problems": f"又说{text}", "claim": "met"}}
    public = struck(value, redactions_of(value, ()))
    for _, said in texts(public):
        assert not any(secret in said for _, secret in parts)
    assert public["progress"]["claim"] == "met"


@settings(max_examples=60, deadline=None)
@given(st.text("甲乙丙", min_size=6, max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_what_is_struck_out_does_not_tell_its_length(text: str, start: int, length: int) -> None:
    end = min(6, start + length)
    public = strike(text, [(start, end)])
    assert public == (text if end <= start else text[:start] + STRUCK + text[end:])
    assert strike(text, [(0, 2), (1, 4), (4, 6)]) == STRUCK
