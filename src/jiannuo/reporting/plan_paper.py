"""The written plan (落实方案), composed from what the form holds. Pure text, no rows are changed."""

from collections.abc import Sequence

from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import FilingLine
from jiannuo.reporting.queries.filings import Sheet

_DIGITS = "零一二三四五六七八九"
_TEN = 10


def compose(organisation: str, year: int, sheets: Sequence[Sheet]) -> str:
    """Return the plan as an office would write it: a heading, then task after task.

    Nothing is said that the form doesn't say; empty fields leave no trace.
    """
    head = f"{organisation}{year}年重点任务落实方案"
    opening = f"{organisation}承担{len(sheets)}项任务，逐项分解如下。"
    return "\n\n".join([head, opening, *(_of_task(sheet) for sheet in sheets)])


def chinese_number(number: int) -> str:
    """Return a number below 100 as headings write it: 三, 十, 二十一; larger ones in digits."""
    tens, ones = divmod(number, _TEN)
    if tens >= _TEN:
        return str(number)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _of_task(sheet: Sheet) -> str:
    lines = [f"{chinese_number(int(sheet.number))}、{_clean(sheet.whole.line.content)}"]
    lines += _plan_of(sheet.whole.line)
    for at, row in enumerate(sheet.parts, start=1):
        lines.append(f"（{chinese_number(at)}）{_clean(row.line.content)}")
        lines += _plan_of(row.line)
    return "\n".join(lines)


def _plan_of(line: FilingLine) -> list[str]:
    found = [f"{period}：{text}" for period, text in targets_in_words(line)]
    people = [
        f"{label}：{name}"
        for label, name in (("主要负责人", line.principal), ("分管负责人", line.deputy))
        if name
    ]
    return [*found, *(["；".join(people)] if people else [])]


def targets_in_words(line: FilingLine) -> list[tuple[str, str]]:
    """Return a line's targets with their periods' names, quarters before months."""
    named = [(Span("quarter", index), line.quarters.get(str(index), "")) for index in range(1, 5)]
    named += [(Span("month", index), line.months.get(str(index), "")) for index in range(1, 13)]
    return [(span.label, _clean(text)) for span, text in named if text.strip()]


def _clean(text: str) -> str:
    return " ".join(text.split())
