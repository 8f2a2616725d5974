"""The 月度计划 cell: one plan under its months, or several projects' plans kept as they stand."""

import re
from collections import defaultdict

from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.items import pieces_of
from jiannuo.core.mapping.labels import foreign_target
from jiannuo.core.mapping.months import Entry, is_single_plan, month_entries
from jiannuo.core.mapping.organisations import looks_like_units
from jiannuo.core.mapping.wording import tidy, tight
from jiannuo.core.tables import Cell

_CLAUSE = re.compile(r"[，。；;,]")
_TELLING = 6  # characters of a clause that is worth comparing


def read_month_plan(draft: Draft, cell: Cell, header: str) -> int:
    """Read the cell into `month_plan` or `period_plan_text`; return where its own text ends.

    Behind that place the text of another task may have slid in, when a page break was read wrong.
    """
    text = cell.text
    slid = foreign_target(text)
    end = len(text) if slid is None else _before_organisation(text, slid)
    if slid is not None:
        lost = tidy(text[end:])
        draft.warnings.append(f"“{header}”一格末尾混入了另一项任务的目标：“{lost}”。")
        why = (
            f"“{header}”一格末尾的文字像是另一项任务的年度和季度目标，可能是表格错行，请核对原件。"
        )
        draft.doubt("period_plan_text", why, 0.3)
    entries = month_entries(text[:end])
    if slid is None and is_single_plan(text, entries):
        for entry in entries:
            draft.put_keyed("month_plan", entry.key, cell, entry.span)
        draft.warnings.extend(_repeated(text, entries, ""))
        return end
    draft.put("period_plan_text", cell)
    _warn_of_parts(draft, text[:end], entries, header)
    return end


def _warn_of_parts(draft: Draft, text: str, entries: tuple[Entry, ...], header: str) -> None:
    pieces = [piece for piece in pieces_of(text) if piece.name]
    if len(pieces) > 1 and len(entries) + len(pieces) > 2:  # noqa: PLR2004 - more than one line each
        draft.warnings.append(
            f"“{header}”一格写有{len(pieces)}个项目的分月计划，无法拆成一份，按原文保留。"
        )
    elif len(entries) > 1:
        draft.warnings.append(f"“{header}”一格的月份不成一份连续的计划，按原文保留。")
    for piece in pieces:
        start, end = piece.span
        part = text[start:end]
        draft.warnings.extend(_repeated(part, month_entries(part), tight(piece.name or "")))


def _repeated(text: str, entries: tuple[Entry, ...], name: str) -> list[str]:
    """Report months that stand twice in one plan, and words that stand under several months."""
    about = f"{name}的" if name else ""
    remarks = []
    keys = [entry.key for entry in entries]
    twice = sorted({key for key in keys if keys.count(key) > 1}, key=keys.index)
    remarks += [f"{about}分月计划中{key}月出现两次。" for key in twice]
    months: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for clause in _CLAUSE.split(text[slice(*entry.span)]):
            words = tight(clause)
            if len(words) >= _TELLING and entry.key not in months[words]:
                months[words].append(entry.key)
    remarks += [
        f"{about}分月计划中“{words}”在{'、'.join(keys)}月重复出现。"
        for words, keys in months.items()
        if len(keys) > 1
    ]
    return remarks


def _before_organisation(text: str, place: int) -> int:
    """Go back over a line that only names an organisation: it belongs to what slid in."""
    before = text[:place].rstrip()
    line_start = before.rfind("\n") + 1
    line = before[line_start:]
    return line_start if line_start and looks_like_units(line) else place
