"""A document as a listing for a person at a terminal: rows, then what is doubtful."""

import shutil
import unicodedata
from typing import Final

from jiannuo.core.records import Document, Row, Table

_SHOWN: Final = (
    ("number", "序号", 6),
    ("category", "类别", 12),
    ("task", "任务", 30),
    ("subproject", "子项目", 20),
    ("indicator", "指标", 24),
    ("annual_target", "年度目标", 30),
    ("target_value", "目标值", 10),
    ("actual_value", "完成值", 10),
    ("ratio", "完成率", 8),
    ("period_target", "本期目标", 24),
    ("status", "自报", 8),
    ("progress", "完成情况", 30),
    ("progress_to_date", "今年以来进展", 30),
    ("problems", "存在问题", 20),
    ("next_steps", "下步打算", 20),
    ("leaders", "领导", 12),
    ("units", "单位", 20),
)
"""Fields shown, with their heading and the share of the line they ask for."""


def listing(document: Document) -> str:
    """Lay a document out for the terminal, one line a row, clipped to the terminal's width."""
    width = shutil.get_terminal_size((160, 40)).columns
    parts = [f"《{document.title}》" if document.title else document.source]
    parts += [_table(table, width) for table in document.tables if table.rows]
    parts += [f"提示：{warning}" for warning in document.warnings]
    parts += [f"未归入任何字段：{piece.text}" for piece in document.unplaced]
    for row in document.rows():
        label = f"第{row.number}项" if row.number else (row.task or row.annual_target or "")[:12]
        parts += [f"待问 {label}：{doubt.why}" for doubt in row.doubts]
        parts += [f"提示 {label}：{warning}" for warning in row.warnings]
    return "\n".join(parts)


def _table(table: Table, width: int) -> str:
    shown = [
        (name, heading, share)
        for name, heading, share in _SHOWN
        if any(getattr(row, name) for row in table.rows)
    ]
    room = max(width - len(shown), 40)
    total = sum(share for _, _, share in shown)
    widths = [max(room * share // total, 4) for _, _, share in shown]
    head = " ".join(_fit(heading, w) for (_, heading, _), w in zip(shown, widths, strict=True))
    lines = [
        " ".join(_fit(_shown(row, name), w) for (name, _, _), w in zip(shown, widths, strict=True))
        for row in table.rows
    ]
    return "\n".join([*([table.caption] if table.caption else []), head, *lines])


def _shown(row: Row, name: str) -> str:
    if name == "units":
        return "、".join(u.name + ("（牵头）" if u.lead else "") for u in row.units)
    if name == "leaders":
        return "、".join(row.leaders)
    return getattr(row, name) or ""


def _fit(text: str, width: int) -> str:
    """Clip or pad to a number of terminal columns; a Chinese character takes two."""
    kept, used = [], 0
    for character in " ".join(text.split()):
        step = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used + step > width:
            break
        kept.append(character)
        used += step
    return "".join(kept) + " " * (width - used)
