"""Names of people: stretched, side by side, with offices, run together, garbled."""

import pytest

from jiannuo.core.mapping.people import is_name, known_names, likely_reading, read_people


def names(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    return [one.name for one in read_people(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("孟庆顺", ["孟庆顺"]),
        ("张  健", ["张健"]),
        ("张  健\n\n刘  松", ["张健", "刘松"]),
        ("郭克华 贾继元 房美男", ["郭克华", "贾继元", "房美男"]),
        ("欧 阳 明", ["欧阳明"]),
        ("郑国平、段玉兰", ["郑国平", "段玉兰"]),
        ("各分管\n\n副区长", ["各分管副区长"]),
        ("副市长林海燕", ["林海燕"]),
        ("钟国栋（副市长）", ["钟国栋"]),
        ("县委常委、常务副县长 高远", ["高远"]),
        ("", []),
    ],
)
def test_names_are_read(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_each_name_has_its_place() -> None:
    assert [one.span for one in read_people("张  健\n刘松")] == [(0, 4), (5, 7)]


@pytest.mark.parametrize("text", ["张健", "孟庆顺", "欧阳明", "司马相如", "欧阳慧敏"])
def test_names_are_known_as_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["赞晋", "张", "区财政局", "Smith", "推进中", "各分管副区长"])
def test_other_words_are_none(text: str) -> None:
    assert not is_name(text)


KNOWN = known_names(["崔赞 高晋", "崔赞", "高晋 于海南", "郭克华", "郭克华 于海南"])


def test_names_that_a_column_repeats_are_beyond_doubt() -> None:
    assert {"崔赞", "高晋", "郭克华", "于海南"} == KNOWN


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        (("郭克华", "崔赞高"), ("郭克华", "崔赞", "高晋")),
        (("崔高晋",), ("崔赞", "高晋")),
        (("崔高", "赞晋"), ("崔赞", "高晋")),
    ],
)
def test_a_garbled_cell_gets_a_likely_reading(
    written: tuple[str, ...], reading: tuple[str, ...]
) -> None:
    assert likely_reading(written, KNOWN) == reading


@pytest.mark.parametrize("written", [("崔赞", "高晋"), ("周晨",), ("崔赞", "李四")])
def test_clear_names_get_none(written: tuple[str, ...]) -> None:
    assert likely_reading(written, KNOWN) is None


def test_known_names_that_run_together_come_apart() -> None:
    assert names("郭克华于海南", KNOWN) == ["郭克华", "于海南"]
    assert names("郭克华 高晋于海南", KNOWN) == ["郭克华", "高晋", "于海南"]
    assert names("司徒雷登") == ["司徒雷登"]
