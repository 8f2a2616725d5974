"""Numbers as the sheet shows them: the figure that people read is the figure that counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiannuo.core.readers import read_raw
from jiannuo.core.readers.number_formats import shown_number, shown_text
from tests.core.readers.office_files import number_formats, rows_of, xlsx_of


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        # as stored
        ("1", "General", "1"),
        ("1.0", "General", "1"),
        ("45.670000000000002", "General", "45.67"),
        ("0.1", "General", "0.1"),
        ("33.333333333333336", "General", "33.33333333"),
        ("41403368.47", "General", "41403368.47"),
        ("370303199001011234", "General", "370303199001011000"),
        ("-3.5", "G/通用格式", "-3.5"),
        ("无", "0.00", "无"),
        # rates
        ("0.4567", "0.00%", "45.67%"),
        ("0.4565", "0%", "46%"),
        ("0.455", "0%", "46%"),
        ("1", "0%", "100%"),
        ("-0.012", "0.0%", "-1.2%"),
        # places and thousands
        ("2.5", "0", "3"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("-1234.5", "#,##0.0", "-1,234.5"),
        ("0", "#,##0.00", "0.00"),
        ("7", "000", "007"),
        ("0.5", "#.##", ".5"),
        ("3", "#.##", "3"),
        ("1234567890123", "#,##0", "1,234,567,890,123"),
        # ten thousands, as Chinese offices write them
        ("12345", '0!.0,"万"', "1.2万"),
        ("123456", r"0\.0,", "12.3"),
        ("1234567", '0!.0000"万元"', "123.4567万元"),
        ("1.19", '0.00"万户"', "1.19万户"),
        ("12345678", '0.00,,"百万"', "12.35百万"),
        ("35000", '[>=10000]0!.0,"万";0', "3.5万"),
        ("350", '[>=10000]0!.0,"万";0', "350"),
        # sections
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"—"', "—"),
        ("5", "0;-0;0", "5"),
        ("-3", "[红色]-0;[蓝色]0", "3"),
        ("12.5", '"约"0.0"亩"', "约12.5亩"),
        ("12.5", "[$¥-804]#,##0.00", "¥12.50"),
        ("366", '0"个"', "366个"),
        ("5", "@", "5"),
        ("12345", "0.00E+00", "1.23E+4"),
        ("0.5", "# ?/?", "1/2"),
        ("2.25", "# ?/?", "2 1/4"),
        # Chinese numerals
        ("123", "[DBNum1][$-804]General", "一百二十三"),
        ("12", "[DBNum2][$-804]General", "壹拾贰"),
        ("2023", "[DBNum1]0", "二〇二三"),
        # dates
        ("45047", 'yyyy"年"m"月"', "2023年5月"),
        ("45047", "yyyy/m/d", "2023/5/1"),
        ("45047", 'yyyy"年"m"月"d"日";@', "2023年5月1日"),
        ("45047", "[$-804]yyyy\\-mm\\-dd", "2023-05-01"),
        ("45047", '[DBNum1][$-804]yyyy"年"m"月"', "二〇二三年五月"),
        ("45047", "aaaa", "星期一"),
        ("45047.75", "yyyy/m/d h:mm", "2023/5/1 18:00"),
        ("45047.75", "上午/下午h:mm", "下午6:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.52430555555555558", "mm:ss", "35:00"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("-1", "yyyy/m/d", "-1"),
        ("99999999999", "yyyy/m/d", "99999999999"),
    ],
)
def test_a_number_under_its_format(stored: str, code: str, shown: str) -> None:
    assert shown_number(stored, code, from_1904=False) == shown


def test_workbooks_of_the_old_mac_count_from_1904() -> None:
    assert shown_number("43585", "yyyy/m/d", from_1904=True) == "2023/5/1"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("修路", "General", "修路"),
        ("张三", '@"同志"', "张三同志"),
        ("张三", '0;0;0;"姓名："@', "姓名：张三"),
    ],
)
def test_a_text_under_its_format(text: str, code: str, shown: str) -> None:
    assert shown_text(text, code) == shown


@given(st.decimals(allow_nan=True, allow_infinity=True) | st.floats(), st.text(max_size=30))
def test_no_format_however_odd_makes_the_reader_fail(value: object, code: str) -> None:
    assert isinstance(shown_number(str(value), code, from_1904=False), str)


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_whole_numbers_stay_whole(number: int) -> None:
    assert shown_number(str(number), "General", from_1904=False) == str(number)
    assert shown_number(str(number), "#,##0", from_1904=False) == f"{number:,}"


def test_formats_reach_the_cells() -> None:
    row = '<c s="1"><v>0.4567</v></c><c s="2"><v>45047</v></c><c><v>3</v></c><c t="b"><v>1</v></c>'
    data = xlsx_of(rows_of(row, row), styles=number_formats("0.00%", 'yyyy"年"m"月"'))
    (grid,) = read_raw(data, "率.xlsx").tables()
    assert [c.text for c in grid.cells[:4]] == ["45.67%", "2023年5月", "3", "TRUE"]
