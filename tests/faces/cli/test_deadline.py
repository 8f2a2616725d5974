"""`jiannuo deadline`: the installation's working days, or the product's own before there is one."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from jiannuo.cli.deadline_command import command
from jiannuo.directory.actions.set_local_day import set_local_day
from jiannuo.directory.actor import machine
from tests.personae import County


def _said(*words: str) -> str:
    return CliRunner().invoke(command, words, catch_exceptions=False).output.strip()


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("2026-10", "2026年10月月报：11月6日（周五）24:00截止，11月第5个工作日；"),
        ("2022-09", "2022年9月月报：10月12日（周三）24:00截止，10月第5个工作日；"),
        ("2026-Q3", "2026年三季度季报：10月13日（周二）24:00截止，"),
        ("2026-H1", "2026年上半年报告：7月7日（周二）24:00截止，"),
        ("2025", "2025年全年报告：2026年1月8日（周四）24:00截止，"),
    ],
)
def test_a_period_and_its_deadline(db: None, period: str, due: str) -> None:
    assert _said(period).startswith(due)


def test_a_provisional_deadline_says_so(db: None) -> None:
    found = json.loads(_said("2026-12", "-f", "json"))
    assert (found["date"], found["basis"]) == ("2027-01-08", "provisional")
    assert "2027年放假安排尚未公布" in found["sentence"]


def test_a_places_own_day_off_counts(county: County) -> None:
    day = date(2026, 11, 4)
    set_local_day(
        machine(), county.place, day, is_workday=False, name="州庆", document="州政〔2026〕3号"
    )
    assert "11月9日（周一）" in _said("2026-10", "--place", county.place.full_name)
    assert "11月6日（周五）" in _said("2026-10")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("2026-13",), "看不懂“2026-13”"),
        (("十月",), "看不懂“十月”"),
        (("2026-10", "--hour", "25:00"), "--hour 应写成"),
        (("2026-10", "--nth", "0"), "--nth 应在 1 到 23 之间"),
        (("2026-10", "--place", "无此区"), "没有“无此区”"),
    ],
)
def test_what_cannot_be_answered_is_said(db: None, words: tuple[str, ...], complaint: str) -> None:
    assert complaint in CliRunner().invoke(command, words).output
