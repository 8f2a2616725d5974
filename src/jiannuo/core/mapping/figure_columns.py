"""Columns of figures: which of several counts, and which indicator each belongs to."""

import re
from collections.abc import Callable, Sequence
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
_REGION = re.compile(r"(?:[区县市旗州盟镇乡]|街道|办事处|开发区|全[省市区县]|市本级)$")
_LONGEST_REGION = 12
_RANK = re.compile(r"位次|名次|排名|排序|排位")
"""A rank says how a region compares; it is nothing that was achieved."""
_ROW_NAMES = frozenset(words("task subproject annual_target period_target"))


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


def figures_side_by_side(
    plans: list[ColumnPlan], candidates: Sequence[Candidate]
) -> list[ColumnPlan]:
    """Give each column of figures in a table of regions (or organisations) its own indicator.

    县区 | 固定资产投资（亿元） | 城镇新增就业（人） states two things of each county; where the lines are
    indicators, the columns beside them may be the regions: 指标 | 东平区 | 安河县.
    """
    fields = {plan.field for plan in plans}
    if fields & _ROW_NAMES and not fields & {"indicator"}:
        return plans
    if "indicator" in fields or "task" in fields:
        return _apart(plans, candidates, "region", _is_region)
    if fields & {"region", "units"}:
        return _apart(plans, candidates, "indicator", _may_be_indicator)
    return plans


def _apart(
    plans: list[ColumnPlan],
    candidates: Sequence[Candidate],
    names: str,
    fits: Callable[[str], bool],
) -> list[ColumnPlan]:
    """Set the columns of bare figures apart that no field takes, each under its own name."""
    changed = {}
    for plan in plans:
        candidate = candidates[plan.index]
        name = plan.header.replace("/", "")
        free = plan.field is None and candidate.bare_numbers and not plan.group
        if free and name and fits(candidate.leaf):
            why = f"列中均为数值，“{name}”按{_CALLED[names]}单独成行"
            changed[plan.index] = replace(
                plan, field="actual_value", group=(name,), names=names, why=why, certainty=0.7
            )
    needed = _SEVERAL if names == "region" else 1
    if len(changed) < needed:
        return plans
    return [changed.get(plan.index, plan) for plan in plans]


_CALLED = {"indicator": "指标", "region": "地区"}


def _may_be_indicator(name: str) -> bool:
    return not _BEFORE.search(name) and not _RANK.search(name)


def _is_region(name: str) -> bool:
    return bool(_REGION.search(name)) and len(name) <= _LONGEST_REGION


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
