"""Working days and deadlines, given a table of holidays.

China's working days are set each autumn by a notice of the State Council: holidays, and weekends
worked in exchange (调休). Counting Mondays to Fridays names the wrong fifth working day in 25 of the
60 months of 2022 to 2026. The notices up to 2026 stand in `national.csv` (facts taken over from the
package chinesecalendar); a later one is imported by the office (`notices`), and until then a year is
provisional: its statutory days are known by law, its exchanged weekends are not. A place may set
days of its own with a document. Every deadline says in a sentence why it falls where it falls and
what it rests on.
"""

from jiannuo.core.workdays.calendar import Calendar, calendar
from jiannuo.core.workdays.days import Day, Status
from jiannuo.core.workdays.deadlines import (
    After,
    Basis,
    DayOfMonth,
    Deadline,
    FixedDate,
    NthWorkday,
    Rule,
    closing,
    deadline,
    not_before,
)
from jiannuo.core.workdays.notices import Notice, UnreadableNoticeError, read_notice
from jiannuo.core.workdays.wording import (
    close_words,
    day_words,
    days_words,
    moment_words,
    span_words,
)

__all__ = [
    "After",
    "Basis",
    "Calendar",
    "Day",
    "DayOfMonth",
    "Deadline",
    "FixedDate",
    "Notice",
    "NthWorkday",
    "Rule",
    "Status",
    "UnreadableNoticeError",
    "calendar",
    "close_words",
    "closing",
    "day_words",
    "days_words",
    "deadline",
    "moment_words",
    "not_before",
    "read_notice",
    "span_words",
]
