"""A year's notice is read from its own text and from a holiday-cn file."""

import json

import pytest

from jiannuo.core.workdays import UnreadableNoticeError, read_notice
from jiannuo.core.workdays.national import NATIONAL

TEXT = """国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def test_the_text_of_a_notice_gives_the_days_of_the_table() -> None:
    assert read_notice(TEXT).days == NATIONAL[2026]


def test_a_holiday_cn_file_is_read() -> None:
    content = {
        "year": 2027,
        "papers": ["https://www.gov.cn/…"],
        "days": [
            {"name": "元旦", "date": "2026-12-31", "isOffDay": True},
            {"name": "元旦", "date": "2027-01-03", "isOffDay": False},
        ],
    }
    notice = read_notice(json.dumps(content))
    assert notice.year == 2027
    assert [(str(day.date), day.is_workday) for day in notice.days] == [
        ("2026-12-31", False),
        ("2027-01-03", True),
    ]
    assert notice.source == "https://www.gov.cn/…"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "哪一年"),
        ("一、元旦：1月1日放假。", "哪一年"),
        ("关于2027年部分节假日安排的通知", "没有读出放假的日期"),
        ("关于2027年部分节假日安排的通知\n一、元旦：2月30日放假。", "没有“2027年2月30日”"),
        ("关于2027年部分节假日安排的通知\n一、元旦：2029年1月1日放假。", "不在2027年内"),
        ("关于2027年部分节假日安排的通知\n一、元旦：1月5日至2日放假。", "起止日期"),
        ('{"year": 2027}', "JSON"),
        ('{"year": 2027, "days": 3}', "JSON"),
        ('{"year": 2027, "days": [{"name": "元旦", "date": "x", "isOffDay": true}]}', "JSON"),
    ],
)
def test_what_is_no_notice_is_refused_with_a_sentence(text: str, complaint: str) -> None:
    with pytest.raises(UnreadableNoticeError, match=complaint):
        read_notice(text)
