"""Which field each column is, decided from its name, the columns beside it and what it holds."""

from collections.abc import Sequence
from dataclasses import replace

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.candidates import Candidate, candidate_of
from jiannuo.core.mapping.column_periods import Relation, keyed_field, relation_of, report_period
from jiannuo.core.mapping.column_plan import ColumnPlan
from jiannuo.core.mapping.contents import Kind
from jiannuo.core.mapping.figure_columns import (
    figures_side_by_side,
    group_by_indicator,
    share_figures,
)
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.profiles import Layout
from jiannuo.core.mapping.remembering import as_said
from jiannuo.core.mapping.task_columns import problems_as_tasks, share_tasks
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE, Sense
from jiannuo.core.mapping.wording import folded, words
from jiannuo.core.records import Period, PeriodKind

_MOST = 0.6
_HALF = 0.5
_SEVERAL = 2
_OF_NO_PERIOD = frozenset(
    words(
        "目标 工作目标 任务目标 目标任务 目标要求 计划目标 目标内容 具体目标 工作要求 任务要求 完成目标 计划任务"
    )
)
"""Names of targets that may be the period's as well as the year's."""
_OF_THE_PERIOD = frozenset(
    words(
        "季度计划完成目标 序时目标 序时进度目标 阶段目标 阶段性目标 阶段任务目标 季度目标 月度目标 计划完成目标"
    )
)
JOINABLE = frozenset(
    words(
        "period_plan_text problems causes next_steps remarks contact principal deputy leaders units"
    )
)
"""Fields that several columns may fill together."""


__all__ = ["JOINABLE", "ColumnPlan", "plan_columns"]


def plan_columns(
    header: Header,
    body: Sequence[GridLine],
    period: Period | None,
    layout: Layout | None = None,
) -> tuple[ColumnPlan, ...]:
    """Decide every column of a table; `period` is the document's own, where its title names one.

    What a person said of such a table (`layout`) holds against everything else.
    """
    candidates = [candidate_of(header, column, body) for column in range(len(header.names))]
    reported = report_period(candidates, period)
    plans = [_plan(candidate, candidates, reported) for candidate in candidates]
    plans = as_said(plans, layout)
    plans = share_tasks(plans, candidates, body)
    plans = problems_as_tasks(plans)
    plans = _share_progress(plans, candidates, reported)
    plans = figures_side_by_side(group_by_indicator(plans, candidates), candidates)
    for group in dict.fromkeys(plan.group for plan in plans):
        plans = share_figures(plans, candidates, group)
    return tuple(_settle_duplicates(as_said(plans, layout)))


def _plan(candidate: Candidate, all_: Sequence[Candidate], period: Period | None) -> ColumnPlan:
    if folded(candidate.header) == "单位":
        return _plan_bare_unit(candidate)
    if candidate.ticked:
        why = "以打勾表示完成状态"
        return replace(
            _plan_as(candidate, None, also=("status",), because=why), verdict=candidate.leaf
        )
    if candidate.meaning is None and (keyed := keyed_field(candidate, all_)):
        because = "表头只写时期，按分期计划理解"
        return _plan_as(candidate, keyed[0], key=keyed[1], because=because)
    if candidate.meaning is None:
        why = "表头为空" if not candidate.header else f"表头“{candidate.header}”不在词表中"
        return ColumnPlan(candidate.index, candidate.header, None, why=why, certainty=0.0)
    match candidate.family:
        case "task" | "target" | "subproject" if candidate.labelled:
            also = ("quarter_targets",)
            because = "单元格内写有“全年目标：”等标签"
            return _plan_as(candidate, "annual_target", also=also, because=because)
        case "task" if _holds_units(candidate, all_):
            return replace(_plan_as(candidate, "units", because="列中均为单位"), role=RESPONSIBLE)
        case "target":
            return _plan_target(candidate, all_, period)
        case "plan":
            return _plan_plan(candidate, all_, period)
        case "progress":
            return _plan_progress(candidate, all_)
        case "principal" | "deputy" | "leaders" | "contact" if candidate.units_and_people:
            because = "格内先写单位、后写人"
            plan = _plan_as(candidate, "units", also=(candidate.family,), because=because)
            return replace(plan, role=LEAD if "牵头" in candidate.leaf else RESPONSIBLE)
        case "target_value" if candidate.profile.filled and not candidate.figures:
            return _plan_target(candidate, all_, period)
        case "actual_value" if candidate.profile.filled and not candidate.figures:
            return _plan_as(candidate, "progress", because="列中多为文字")
    return _plan_as(candidate, candidate.family)


def _holds_units(candidate: Candidate, all_: Sequence[Candidate]) -> bool:
    """Say whether a column of shared work (任务分工) holds organisations, as no other column does."""
    leaf = candidate.leaf.removesuffix("情况")
    shared = leaf.endswith(("分工", "落实", "责任", "责任分解"))
    others = any(one.family == "units" for one in all_)
    return shared and not others and candidate.profile.share(Kind.UNITS) > _MOST


def _plan_as(
    candidate: Candidate,
    field: str | None,
    *,
    key: str | None = None,
    also: tuple[str, ...] = (),
    because: str = "",
) -> ColumnPlan:
    meaning = candidate.meaning
    further = tuple(sense.family for sense in meaning.also if _is_field(sense)) if meaning else ()
    named = _named(candidate)
    return ColumnPlan(
        index=candidate.index,
        header=candidate.header,
        field=field,
        key=key,
        also=tuple(dict.fromkeys((*also, *(name for name in further if name != field)))),
        role=meaning.sense.role if meaning else "",
        measure=candidate.measure,
        why=f"{named}；{because}" if because else named,
        certainty=meaning.certainty if meaning else _HALF,
    )


def _named(candidate: Candidate) -> str:
    if not candidate.word:
        return "按列中内容判断"
    if candidate.word == folded(candidate.header):
        return f"表头“{candidate.header}”"
    return f"表头“{candidate.header}”中的“{candidate.word}”"


def _is_field(sense: Sense) -> bool:
    return sense.family not in {"target", "plan", "number"}


def _plan_bare_unit(candidate: Candidate) -> ColumnPlan:
    """单位 may be the organisation or the unit of measurement: what stands below decides."""
    organisations = candidate.profile.share(Kind.UNITS) > _HALF
    field = "units" if organisations else "measure_unit"
    plan = _plan_as(candidate, field, because="“单位”一词有两义，按列中内容判断")
    return replace(plan, role=RESPONSIBLE if organisations else "", certainty=0.8)


def _plan_target(
    candidate: Candidate, all_: Sequence[Candidate], period: Period | None
) -> ColumnPlan:
    beside = {one.family for one in all_ if one is not candidate}
    valued = beside & {"indicator", "measure_unit", "actual_value", "ratio"}
    if candidate.bare_numbers and (valued or _figures_beside(candidate, all_)):
        return _plan_as(candidate, "target_value", because="列中多为数值")
    if keyed := keyed_field(candidate, all_):
        return _plan_as(candidate, keyed[0], key=keyed[1], because="各期分列")
    relation = relation_of(candidate.span, period)
    if relation is Relation.NEXT and "progress" in beside:
        return _plan_as(candidate, "next_steps", because="指下一期")
    if relation is Relation.PART or candidate.word in _OF_THE_PERIOD:
        return _plan_as(candidate, "period_target", because="指本期")
    if relation is Relation.YEAR:
        return _plan_as(candidate, "annual_target", because="指全年")
    generic = candidate.word in _OF_NO_PERIOD and _of_part(period) and "progress" in beside
    if generic and not _period_target_beside(candidate, all_):
        return _plan_as(candidate, "period_target", because="文件为本期进展，未另列本期目标")
    return _plan_as(candidate, "annual_target")


def _plan_plan(
    candidate: Candidate, all_: Sequence[Candidate], period: Period | None
) -> ColumnPlan:
    if keyed := keyed_field(candidate, all_):
        return _plan_as(candidate, keyed[0], key=keyed[1], because="各期分列")
    relation = relation_of(candidate.span, period)
    if relation is Relation.NEXT:
        return _plan_as(candidate, "next_steps", because="指下一期")
    if "月" in candidate.word:
        return _plan_as(candidate, "month_plan", also=("period_plan_text",))
    if relation is Relation.PART:
        return _plan_as(candidate, "period_target", because="指本期")
    if relation is Relation.YEAR and not any(one.family == "target" for one in all_):
        return _plan_as(candidate, "annual_target", because="指全年")
    return _plan_as(candidate, "period_plan_text")


def _plan_progress(candidate: Candidate, all_: Sequence[Candidate]) -> ColumnPlan:
    beside = {one.family for one in all_ if one is not candidate}
    valued = beside & {"indicator", "measure_unit", "target_value"} or candidate.measure
    if candidate.profile.percents > _MOST and not beside & {"ratio", "progress"}:
        return _plan_as(candidate, "ratio", because="列中均为百分数")
    if candidate.bare_numbers and (valued or _figures_beside(candidate, all_)):
        return _plan_as(candidate, "actual_value", because="列中多为数值")
    return _plan_as(candidate, "progress")


def _figures_beside(candidate: Candidate, all_: Sequence[Candidate]) -> bool:
    """Say whether target and achievement stand as bare figures in one group: 增速（%）/目标 | 完成."""
    return bool(candidate.group) and any(
        one is not candidate
        and one.group == candidate.group
        and one.bare_numbers
        and one.family in {"target", "progress"} - {candidate.family}
        for one in all_
    )


def _of_part(period: Period | None) -> bool:
    return period is not None and period.kind is not PeriodKind.YEAR


def _period_target_beside(candidate: Candidate, all_: Sequence[Candidate]) -> bool:
    return any(
        one is not candidate and one.family in {"target", "plan"} and one.span.part_of_year
        for one in all_
    )


def _share_progress(
    plans: list[ColumnPlan], candidates: Sequence[Candidate], period: Period | None
) -> list[ColumnPlan]:
    """Tell apart several columns of progress: of the period, since January, verdict, rate."""
    columns = [plan for plan in plans if plan.field == "progress"]
    if len(columns) < _SEVERAL:
        return plans
    changed = {plan.index: _progress_of(plan, candidates[plan.index], period) for plan in columns}
    return [changed.get(plan.index, plan) for plan in plans]


def _progress_of(plan: ColumnPlan, candidate: Candidate, period: Period | None) -> ColumnPlan:
    span = candidate.span
    if candidate.profile.share(Kind.STATUS) > _MOST:
        return replace(plan, field="status", why=f"{plan.why}；列中均为完成状态")
    if candidate.bare_numbers:
        rate = "%" in folded(candidate.leaf) or "率" in candidate.leaf
        return replace(
            plan, field="ratio" if rate else "actual_value", why=f"{plan.why}；列中均为数值"
        )
    if span.to_date and not span.this:
        return replace(plan, field="progress_to_date", why=f"{plan.why}；指年初以来")
    if span.part_of_year:
        other = span.period and period and span.period.kind is period.kind and span.period != period
        if other:
            return replace(plan, field=None, why=f"{plan.why}；但所指并非本期")
        return replace(plan, field="progress_period", why=f"{plan.why}；指本期")
    return plan


def _settle_duplicates(plans: list[ColumnPlan]) -> list[ColumnPlan]:
    """Let one column fill a field: the surest, of equals the first; others say so and stay out."""
    best: dict[object, ColumnPlan] = {}
    for plan in plans:
        if plan.target and plan.field not in JOINABLE:
            there = best.get((plan.target, plan.group))
            if there is None or plan.certainty > there.certainty:
                best[plan.target, plan.group] = plan
    has_lead = any(plan.field == "units" and plan.role == LEAD for plan in plans)
    settled = []
    for plan in plans:
        first = best.get((plan.target, plan.group), plan)
        if plan.field not in JOINABLE and first is not plan:
            why = f"{plan.why}；但“{first.header}”列已对应此项"
            settled.append(replace(plan, field=None, key=None, why=why))
        elif plan.field == "units" and has_lead and plan.role == RESPONSIBLE:
            settled.append(replace(plan, why=f"{plan.why}；另有牵头单位列"))
        else:
            settled.append(plan)
    return settled
