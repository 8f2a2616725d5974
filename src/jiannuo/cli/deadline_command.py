"""`jiannuo deadline 2026-10`: when the reports of a period fall due, and why."""

import json
import re
from typing import Any, Final

import click
from django.db import OperationalError, ProgrammingError

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.refusal import Refusal
from jiannuo.core.workdays import Calendar, NthWorkday, calendar, closing, deadline, moment_words
from jiannuo.directory.models import Place
from jiannuo.directory.queries.workdays import calendar_of
from jiannuo.ledger.periods import Span
from jiannuo.reporting.deadlines import report_name

_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:(\d{1,2})|[Qq]([1-4])|[Hh]([12])))?")
_MOST_DAYS: Final = 23
"""No month has more working days."""


@chinese_command("deadline")
@click.argument("periods", metavar="期…", nargs=-1, required=True)
@click.option("--nth", default=5, show_default=True, type=int, help="次月第几个工作日。")
@click.option("--hour", default="24:00", show_default=True, help="截止钟点。")
@click.option("--place", "place_name", help="地区全称（淄博市临淄区）：计入该地区自己的放假安排。")
@click.option(
    "-f",
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出格式。",
)
def command(
    periods: tuple[str, ...], nth: int, hour: str, place_name: str | None, output: str
) -> None:
    """给出一期报表何时截止、为什么。期写作 2026-10（月）、2026-Q3（季）、2026-H1（半年）或 2026（年）。"""
    if not 1 <= nth <= _MOST_DAYS:
        raise Refusal(f"--nth 应在 1 到 {_MOST_DAYS} 之间，现为 {nth}。")
    days = _calendar(place_name)
    for period in periods:
        found = _deadline(period, nth, hour, days)
        click.echo(json.dumps(found, ensure_ascii=False) if output == "json" else found["sentence"])


def _deadline(period: str, nth: int, hour: str, days: Calendar) -> dict[str, Any]:
    year, span = _span(period)
    found = deadline(NthWorkday(n=nth), year, span.last_month, days)
    try:
        due = moment_words(closing(found.date, hour), year=found.date.year != year)
    except ValueError as error:
        raise Refusal(f"--hour 应写成 17:30 或 24:00 这样，现为“{hour}”。") from error
    return {
        "period": period,
        "date": found.date.isoformat(),
        "hour": hour,
        "basis": found.basis.value,
        "why": found.why,
        "sentence": f"{year}年{report_name(span)}：{due}截止，{found.why}。",
    }


def _span(period: str) -> tuple[int, Span]:
    found = _PERIOD.fullmatch(period)
    if found is None or not 1 <= int(found[2] or 1) <= 12 or not 2000 <= int(found[1]) < 2100:  # noqa: PLR2004
        raise Refusal(
            f"看不懂“{period}”。请写成 2026-10（月）、2026-Q3（季）、2026-H1（半年）或 2026（年）。"
        )
    year, month, quarter, half = found.groups()
    kind, index = next(
        (kind, index)
        for kind, index in (("month", month), ("quarter", quarter), ("half", half), ("year", "1"))
        if index
    )
    return int(year), Span(kind, int(index))


def _calendar(place_name: str | None) -> Calendar:
    """Return the installation's working days; those of the product where there is no database yet."""
    try:
        place = Place.objects.filter(full_name=place_name).first() if place_name else None
        if place_name and place is None:
            raise Refusal(f"台账里没有“{place_name}”这个地区，请核对全称。")
        return calendar_of(place)
    except (OperationalError, ProgrammingError) as error:
        if place_name:
            raise Refusal("数据库还没有建好，不能按地区计算：请先运行 jiannuo setup。") from error
        return calendar()
