"""What is remarkable in the rows as such: facts that hold in whatever format they came.

Each function looks for one kind of thing and adds a Chinese sentence to the row it is about, or
returns one about the whole table. They look at values only, so that the same document gives the
same sentences as text, Word or spreadsheet.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.name_variants import variants
from jiannuo.core.mapping.organisations import looks_like_units
from jiannuo.core.mapping.text_flaws import breaks_off, flaws_of
from jiannuo.core.mapping.wording import tight

_LONG_ENOUGH = 16
_NAMES = {
    "task": "任务",
    "annual_target": "年度目标",
    "period_target": "本期目标",
    "period_plan_text": "计划",
    "progress": "进展情况",
    "progress_period": "本期进展",
    "progress_to_date": "累计进展",
    "problems": "存在问题",
    "causes": "原因",
    "next_steps": "下步打算",
}
_REPORTED = ("progress", "progress_period", "progress_to_date")
_EXPECTED = (*_REPORTED, "problems", "next_steps")
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_BRACKET = re.compile(r"[（(]([^（()）]{2,24})[）)]")
_LEADS = re.compile(r"([一-鿿]{2,14}?)(?:牵头|负责)$")
_BODY = re.compile(r"(?:局|委|办|厅|政府|公司|集团|管委会|指挥部)$")
_SEVERAL = 2
_ENOUGH_ROWS = 4
_FEW = 0.25


def observe(drafts: Sequence[Draft], plans: Sequence[ColumnPlan]) -> list[str]:
    """Add warnings and questions to the rows; return what is remarkable about the table."""
    for draft in drafts:
        _flaws(draft)
        _quarters_alike(draft)
        _numbering(draft)
        _name_variants(draft)
    if not any(plan.field == "units" for plan in plans):
        for draft in drafts:
            _organisations_in_prose(draft)
    _duplicates(drafts)
    _gaps(drafts, plans)
    _missing_numbers(drafts, plans)
    return _number_series(drafts)


def _flaws(draft: Draft) -> None:
    for name, text in draft.texts.items():
        if name not in _NAMES:
            continue
        draft.warnings.extend(f"{_NAMES[name]}中{flaw}。" for flaw in flaws_of(text))
        if breaks_off(text):
            draft.warnings.append(f"{_NAMES[name]}在句子中间结束（“…{text[-8:]}”），可能不完整。")
            draft.doubt(name, "文字在句子中间结束，可能有缺漏，请核对原件。", 0.5)


def _quarters_alike(draft: Draft) -> None:
    texts = [_FIGURES.sub("", tight(text)) for text in draft.quarter_targets.values()]
    alike = [
        text for text, times in Counter(texts).items() if times > 1 and len(text) >= _LONG_ENOUGH
    ]
    if alike:
        draft.warnings.append("几个季度的目标文字相同，只有数字不同。")


def _numbering(draft: Draft) -> None:
    """Report an enumeration that skips a number or says one twice (1, 2, 2, 3)."""
    for name in dict.fromkeys(item.field for item in draft.items):
        markers = [
            int(item.marker)
            for item in draft.items
            if item.field == name and item.name is None and item.marker and item.marker.isdecimal()
        ]
        steps = [after - before for before, after in pairwise(markers)]
        if 0 in steps or any(step == _SEVERAL for step in steps):
            shown = "、".join(map(str, markers))
            draft.warnings.append(f"{_NAMES.get(name, name)}的编号不连续（{shown}）。")


def _name_variants(draft: Draft) -> None:
    target = "\n".join(
        [
            draft.texts.get(name, "")
            for name in ("annual_target", "period_target", "period_plan_text", "task")
        ]
        + list(draft.month_plan.values())
    )
    report = "\n".join(draft.texts.get(name, "") for name in (*_REPORTED, "next_steps"))
    field = next((name for name in _REPORTED if name in draft.texts), None)
    if field is None:
        return
    for wanted, found in variants(target, report):
        draft.doubt(field, f"目标写“{wanted}”，进展写“{found}”，是否为同一处，请核对。", 0.5)


def _organisations_in_prose(draft: Draft) -> None:
    """Where the table has no column of organisations, one named in brackets is worth telling."""
    for name in ("task", "annual_target", *_REPORTED):
        for inside in _BRACKET.findall(draft.texts.get(name, "")):
            leads = _LEADS.search(inside)
            if leads or (_BODY.search(inside) and looks_like_units(inside)):
                warning = f"{_NAMES[name]}的括号内提到单位：“{inside}”。"
                draft.warnings.append(warning)


def _duplicates(drafts: Sequence[Draft]) -> None:
    """Report long texts that stand in several rows (a merged cell over several rows stands once)."""
    for name in (*_REPORTED, "period_target", "annual_target"):
        places: dict[str, list[int]] = {}
        for number, draft in enumerate(drafts):
            text = tight(draft.texts.get(name, ""))
            if len(text) >= _LONG_ENOUGH:
                places.setdefault(text, []).append(number)
        for rows in places.values():
            if len({drafts[number].citations.get(name) for number in rows}) > 1:
                for number in rows:
                    other = rows[0] if number != rows[0] else rows[1]
                    shown = _shown(drafts[other], other)
                    more = f"等{len(rows) - 1}行" if len(rows) > _SEVERAL else ""
                    drafts[number].warnings.append(f"{_NAMES[name]}与{shown}{more}完全相同。")


def _shown(draft: Draft, place: int) -> str:
    number = draft.texts.get("number")
    named = draft.texts.get("subproject") or draft.texts.get("task") or ""
    label = f"序号{number}" if number else f"第{place + 1}行"
    return f"{label}（{named[:16]}）" if named else label


def _gaps(drafts: Sequence[Draft], plans: Sequence[ColumnPlan]) -> None:
    """Report the few rows that leave a column empty which all others fill (with 无, if need be)."""
    if len(drafts) < _ENOUGH_ROWS:
        return
    for plan in plans:
        if plan.field not in _EXPECTED:
            continue
        empty = [draft for draft in drafts if plan.field not in draft.texts]
        if 0 < len(empty) <= max(1, len(drafts) * _FEW * 0.4):
            for draft in empty:
                draft.warnings.append(f"“{plan.header}”为空，其他各行都有填写。")


def _missing_numbers(drafts: Sequence[Draft], plans: Sequence[ColumnPlan]) -> None:
    if not any(plan.field == "number" for plan in plans):
        return
    missing = [draft for draft in drafts if "number" not in draft.texts]
    if len(missing) * 2 < len(drafts):
        for draft in missing:
            draft.warnings.append("没有序号，也看不出属于上面哪一项。")


def _number_series(drafts: Sequence[Draft]) -> list[str]:
    """Report numbers that a series from 1 leaves out or says again."""
    places = [draft.citations.get("number") for draft in drafts]
    numbers = [
        int(draft.texts["number"])
        for draft, place, before in zip(drafts, places, [None, *places], strict=False)
        if draft.texts.get("number", "").isdecimal() and (place is None or place != before)
    ]
    if len(numbers) < _ENOUGH_ROWS or numbers[0] != 1:
        return []
    remarks = []
    missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    if 0 < len(missing) <= len(numbers) * _FEW:
        remarks.append(f"序号不连续，缺少{'、'.join(map(str, missing[:10]))}。")
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    if 0 < len(twice) <= len(numbers) * _FEW:
        remarks.append(f"序号重复：{'、'.join(map(str, twice[:10]))}。")
    return remarks
