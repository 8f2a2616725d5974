"""A day on which one works, or doesn't, and who says so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

NOTICE: Final = "国务院办公厅放假通知"


class Status(StrEnum):
    """How sure a day is."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day: worked or not, the holiday it belongs to ("" for an ordinary day), and its source."""

    date: date
    is_workday: bool
    name: str = ""
    source: str = ""
    status: Status = Status.OFFICIAL

    @property
    def is_ordinary(self) -> bool:
        """Say whether the day is as its weekday is."""
        return self.is_workday == is_weekday(self.date)


def is_weekday(at: date) -> bool:
    """Say whether a date is a Monday to Friday."""
    return at.weekday() < 5  # noqa: PLR2004  Saturday
