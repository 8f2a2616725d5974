"""A layout as a file: read back as it was written; what is wrong in one is named with its line."""

import json
from typing import Any

import pytest

from jiannuo.bulletins.layouts.built_in import built_in
from jiannuo.bulletins.layouts.sharing import LayoutFileError, read_layout, write_layout
from jiannuo.bulletins.layouts.values import flaws_of


def test_the_product_s_layouts_are_sound_and_survive_the_file() -> None:
    for values in built_in():
        assert flaws_of(values) == []
        assert read_layout(write_layout(values)) == values


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('"内容": "年度目标"', "第10行“内容”：不认识“年度指标”，最接近的是“年度目标”。"),
        ('"纸张": "横排"', "第5行“纸张”：不认识“斜排”，最接近的是“竖排”。"),
        ('"栏名": "序号"', "第9行“栏名”：应是引号里的一行文字。"),
        ('"践诺版式": 1', "第2行“践诺版式”：是第7版，本系统只认第1版，请升级后再导入。"),
        ('"合并": []', "第7行“合并”：“地区”不在所选的栏里。"),
        ('"分组": ""', "第6行“分组”：不认识“月亮”"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(change: str, said: str) -> None:
    other = {
        '"内容": "年度目标"': '"内容": "年度指标"',
        '"纸张": "横排"': '"纸张": "斜排"',
        '"栏名": "序号"': '"栏名": 5',
        '"践诺版式": 1': '"践诺版式": 7',
        '"合并": []': '"合并": ["地区"]',
        '"分组": ""': '"分组": "月亮"',
    }[change]
    text = write_layout(built_in()[0]).decode()
    assert change in text
    with pytest.raises(LayoutFileError) as caught:
        read_layout(text.replace(change, other, 1).encode())
    assert any(problem.startswith(said) for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 60_000,
        b"x" * 70_000,
        json.dumps({"践诺版式": 1}).encode(),
    ],
)
def test_what_is_no_layout_is_refused_in_words(content: Any) -> None:
    with pytest.raises(LayoutFileError) as caught:
        read_layout(content)
    assert all(problem.endswith("。") for problem in caught.value.problems)
