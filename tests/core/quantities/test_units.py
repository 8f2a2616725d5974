"""The table of measure units: spellings, dimensions, exact conversion, an office's own."""

import csv
import io
from fractions import Fraction
from importlib.resources import files

import pytest

from jiannuo.core.quantities import STANDARD, MeasureUnit, Units, UnitTableError

HEAD = "名称,别名,量纲,基准,折合,整数,后不接,汉字数后不接,数字\n"


def known(written: str) -> MeasureUnit:
    unit = STANDARD.describe(written)
    assert unit is not None
    return unit


@pytest.mark.parametrize(
    ("written", "dimension", "base", "factor"),
    [
        ("亩", "area", "平方米", Fraction(2000, 3)),
        ("公顷", "area", "平方米", Fraction(10000)),
        ("平米", "area", "平方米", Fraction(1)),
        ("方", "volume", "立方米", Fraction(1)),
        ("公里", "length", "米", Fraction(1000)),
        ("千米", "length", "米", Fraction(1000)),
        ("兆瓦", "power", "瓦", Fraction(10**6)),
        ("千瓦时", "energy", "焦", Fraction(3600000)),
        ("斤", "mass", "千克", Fraction(1, 2)),
        ("‰", "percent", "%", Fraction(1, 10)),
        ("年", "duration", "个月", Fraction(12)),
        ("美元", "money", "美元", Fraction(1)),
        ("户", "count", "户", Fraction(1)),
        ("元/月", "money_per_time", "元/个月", Fraction(1)),
        ("万元/亩", "", "", Fraction(0)),
        ("元/亩", "money_per_area", "元/平方米", Fraction(3, 2000)),
        ("张/千人", "count_per_count", "张/人", Fraction(1, 1000)),
        ("吨/日", "mass_per_time", "千克/秒", Fraction(1000, 86400)),
        ("套（间）", "count", "套", Fraction(1)),
    ],
)
def test_a_unit_measures_something(
    written: str, dimension: str, base: str, factor: Fraction
) -> None:
    if not dimension:
        assert STANDARD.describe(written) is None
        return
    unit = known(written)
    assert (unit.dimension, unit.base, unit.factor) == (dimension, base, factor)


def test_units_with_one_base_convert_and_others_do_not() -> None:
    assert known("公里").base == known("km").base
    assert known("个工作日").base != known("天").base
    assert known("元").base != known("美元").base


def test_the_longest_spelling_wins() -> None:
    assert STANDARD.at("平方公里", 0) == ("平方公里", 4)
    assert STANDARD.at("人次以上", 0) == ("人次", 2)
    assert STANDARD.at("个百分点", 0) == ("个百分点", 4)


@pytest.mark.parametrize("text", ["方面", "平均", "元旦", "天然气", "mmol", "%20", ""])
def test_a_unit_ends_where_another_word_begins(text: str) -> None:
    assert STANDARD.word_at(text, 0) is None or STANDARD.word_at(text, 0) == ("方面", 2)


def test_an_office_extends_the_table_and_overrides_it() -> None:
    own = STANDARD.extended("\ufeff" + HEAD + "亩,大亩,area,平方米,1000,否,,,任意\n")
    for written in ("亩", "大亩"):
        unit = own.describe(written)
        assert unit is not None
        assert unit.factor == 1000
    assert known("亩").factor == Fraction(2000, 3)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",,area,平方米,1,否,,,任意", "计量单位表第2行缺少“名称”或“量纲”，请补全。"),
        ("垧,,,平方米,1,否,,,任意", "计量单位表第2行缺少“名称”或“量纲”，请补全。"),
        (
            "垧,,area,平方米,一万,否,,,任意",
            "计量单位表第2行“垧”的“折合”应为数字或分数（如 2000/3），现为“一万”。",
        ),
    ],
)
def test_a_bad_line_is_named_in_chinese(line: str, message: str) -> None:
    with pytest.raises(UnitTableError) as raised:
        Units.from_csv(HEAD + line + "\n")
    assert str(raised.value) == message


def test_the_built_in_table_names_each_spelling_once() -> None:
    table = files("jiannuo.core.quantities").joinpath("units.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table)))
    spellings = [n for row in rows for n in (row["名称"], *filter(None, row["别名"].split("|")))]
    assert sorted(set(spellings)) == sorted(spellings)
    assert all(Fraction(row["折合"] or 1) > 0 for row in rows)
