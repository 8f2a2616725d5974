"""Columns of figures: which of several counts, and which indicator each belongs to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from jiannuo.core.mapping.candidates import Candidate
from jiannuo.core.mapping.column_plan import ColumnPlan
from jiannuo.core.mapping.periods import Span, span_of, year_of
from jiannuo.core.mapping.senses import meaning_of
from jiannuo.core.mapping.wording import words

_SEVERAL = 2
_FIGURES = frozenset(words("target_value actual_value ratio"))
_BEFORE = re.compile(r"上个?月|上期|上年|上季|去年|往年|以前年度|同期")
"""Words for a time before the period reported."""


def group_by_indicator(
    plans: list[ColumnPlan], candidates: Sequence[Candidate]
) -> list[ColumnPlan]:
    """Find the indicators that head groups of columns of figures (see `matrix`).

    A group's name that is a word of headers (完成情况) or a period (一季度) is no indicator; two
    groups at least must state the same thing, each of its own indicator.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for plan in plans:
        group = candidates[plan.index].group
        if plan.field in _FIGURES and group and meaning_of(group[-1]) is None:
            groups.setdefault(group, []).append(plan.field or "")
    named = {group for group, fields in groups.items() if len(fields) >= _SEVERAL}
    named = {group for group in named if span_of(group[-1]) == Span()}
    if len(named) < _SEVERAL or any(plan.field == "indicator" for plan in plans):
        return plans
    return [
        replace(plan, group=candidates[plan.index].group)
        if plan.field and candidates[plan.index].group in named
        else plan
        for plan in plans
    ]


def share_figures(
    plans: list[ColumnPlan], candidates: Sequence[Candidate], group: tuple[str, ...]
) -> list[ColumnPlan]:
    """Of several columns of achieved figures take the one that counts from January to now.

    A figure of an earlier year, or of the period before, is never what this period achieved; a
    single month's says less than what has come together so far.
    """
    columns = [plan for plan in plans if plan.field == "actual_value" and plan.group == group]
    years = {year for one in candidates if (year := year_of(one.header))}
    changed = {}
    for plan in columns:
        year = year_of(plan.header)
        before = _BEFORE.search(candidates[plan.index].leaf)
        if before or (year and year < max(years)):
            why = f"{plan.why}；但所指并非本期"
            changed[plan.index] = replace(plan, field=None, why=why)
    left = [plan for plan in columns if plan.index not in changed]
    whole = [plan for plan in left if _since_january(candidates[plan.index])]
    if len(whole) == 1:
        for plan in left:
            if plan is not whole[0]:
                why = f"{plan.why}；但“{whole[0].header}”列才是累计数"
                changed[plan.index] = replace(plan, field=None, why=why)
    return [changed.get(plan.index, plan) for plan in plans]


def _since_january(candidate: Candidate) -> bool:
    return candidate.span.to_date and not candidate.span.this
