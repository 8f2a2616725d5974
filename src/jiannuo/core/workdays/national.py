"""The State Council's notices as far as this version of the product knows them (`national.csv`).

The file lists what differs from the weekday: ``date, off|work, holiday``. Its facts were taken over
from the package chinesecalendar (MIT), which agrees with the notices.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Final

from jiannuo.core.workdays.days import NOTICE, Day


def _read() -> dict[int, tuple[Day, ...]]:
    text = files("jiannuo.core.workdays").joinpath("national.csv").read_text(encoding="utf-8")
    found: dict[int, list[Day]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        at = date.fromisoformat(row["date"])
        found[at.year].append(
            Day(date=at, is_workday=row["day"] == "work", name=row["name"], source=NOTICE)
        )
    return {year: tuple(days) for year, days in found.items()}


NATIONAL: Final[Mapping[int, tuple[Day, ...]]] = _read()
"""The announced days by year."""
