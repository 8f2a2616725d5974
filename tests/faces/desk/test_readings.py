"""Numbers in a text, as a reader of the page is told about them."""

from decimal import Decimal

import pytest

from jiannuo.core.quantities import quantities
from jiannuo.desk.ledger.amounts import amount
from jiannuo.desk.ledger.readings import reading_of, with_readings


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("4170000000", "元", "41.7亿元"),
        ("11900", "户", "1.19万户"),
        ("11985", "套", "1.1985万套"),
        ("41403368.47", "元", "41403368.47元"),
        ("57.170000", "%", "57.17%"),
        ("30000", "%", "30000%"),
        ("-7.7", "%", "-7.7%"),
        ("55", "个", "55个"),
    ],
)
def test_amounts_are_written_as_people_write_them(number: str, unit: str, shown: str) -> None:
    assert amount(Decimal(number), unit) == shown


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("完成安置项目不少于51个", "读作：不少于51个"),
        ("新开工1.19万户", "读作：1.19万户，可代表1.185万至1.195万户之间的数"),
        ("开展活动3至5场次", "读作：3至5场次"),
        ("覆盖率达到80%以上", "读作：不少于80%，比率"),
    ],
)
def test_a_reading_says_bounds_and_comparators(text: str, reading: str) -> None:
    assert reading_of(quantities(text)[0]).startswith(reading)


def test_runs_put_together_are_the_text() -> None:
    text = "1-5月份，预计省外到位资金完成41.7亿元，完成任务目标的41.9%。"
    runs = with_readings(text, [("完成任务目标的41.9%", "contradiction"), ("到位", "question")])
    assert "".join(run.text for run in runs) == text
    assert [(run.text, run.fault) for run in runs if run.fault] == [
        ("到位", "question"),
        ("完成任务目标的", "contradiction"),
        ("41.9%", "contradiction"),
    ]
    assert [run.text for run in runs if run.reading] == ["41.7亿元", "41.9%"]
