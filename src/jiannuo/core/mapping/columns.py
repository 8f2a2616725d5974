"""Which field each column is, decided from its name, the columns beside it and what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.labels import target_blocks
from jiannuo.core.mapping.periods import Span, span_of
from jiannuo.core.mapping.profiles import Kind, Profile
from jiannuo.core.mapping.senses import Meaning, meaning_of
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE, Sense
from jiannuo.core.mapping.wording import folded
from jiannuo.core.records import Period, PeriodKind

_MOST = 0.6
_HALF = 0.5
_SEVERAL = 2
JOINABLE = frozenset(
    {
        "problems",
        "causes",
        "next_steps",
        "remarks",
        "contact",
        "principal",
        "deputy",
        "leaders",
        "units",
    }
)
"""Fields that several columns may fill together."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column and the field it fills; `key` is the quarter or month of a field that has keys.

    `role` is the part that the column says its organisations play, `why` says in Chinese what the
    decision rests on, `certainty` how sure it is (0 to 1).
    """

    index: int
    header: str
    field: str | None
    key: str | None = None
    also: tuple[str, ...] = ()
    role: str = ""
    why: str = ""
    certainty: float = 1.0

    @property
    def target(self) -> str | None:
        """The field with its key, as the canonical document writes it: quarter_targets.1."""
        return f"{self.field}.{self.key}" if self.field and self.key else self.field


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    header: str
    meaning: Meaning | None
    span: Span
    profile: Profile
    labelled: bool

    @property
    def family(self) -> str:
        return self.meaning.sense.family if self.meaning else ""

    @property
    def word(self) -> str:
        return self.meaning.word if self.meaning else ""


def plan_columns(
    header: Header, body: Sequence[GridLine], period: Period | None
) -> tuple[ColumnPlan, ...]:
    """Decide every column of a table; `period` is the document's own, where its title names one."""
    candidates = [_candidate(header, column, body) for column in range(len(header.names))]
    plans = [_plan(candidate, candidates, period) for candidate in candidates]
    plans = _share_tasks(plans, candidates, body)
    plans = _share_progress(plans, candidates, period)
    return tuple(_settle_duplicates(plans))


def _candidate(header: Header, column: int, body: Sequence[GridLine]) -> _Candidate:
    path = header.names[column]
    own = [line.text(column) for line in body if line.begins(column)]
    return _Candidate(
        index=column,
        header=header.path(column),
        meaning=_meaning(path),
        span=_span(path),
        profile=Profile(own),
        labelled=_has_target_labels(own),
    )


def _meaning(path: Sequence[str]) -> Meaning | None:
    """Take the lowest line that says something; a line of mere periods leaves it to the group."""
    for name in reversed(path):
        if meaning := meaning_of(name):
            return meaning
    return None


def _span(path: Sequence[str]) -> Span:
    for name in reversed(path):
        span = span_of(name)
        if span != Span():
            return span
    return Span()


def _has_target_labels(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    labelled = sum(bool(target_blocks(text)) for text in filled)
    return bool(labelled) and labelled * 2 >= len(filled)


def _plan(candidate: _Candidate, all_: Sequence[_Candidate], period: Period | None) -> ColumnPlan:
    if folded(candidate.header) == "单位":
        return _plan_bare_unit(candidate)
    if candidate.meaning is None:
        why = "表头为空" if not candidate.header else f"表头“{candidate.header}”不在词表中"
        return ColumnPlan(candidate.index, candidate.header, None, why=why, certainty=0.0)
    family = candidate.family
    if candidate.labelled and family in {"task", "target", "subproject"}:
        return _plan_as(
            candidate,
            "annual_target",
            also=("quarter_targets",),
            because="单元格内写有“全年目标：”等标签",
        )
    if family == "target":
        return _plan_target(candidate, all_, period)
    if family == "plan":
        return _plan_plan(candidate, all_, period)
    return _plan_as(candidate, family)


def _plan_as(
    candidate: _Candidate,
    field: str | None,
    *,
    key: str | None = None,
    also: tuple[str, ...] = (),
    because: str = "",
) -> ColumnPlan:
    meaning = candidate.meaning
    certainty = meaning.certainty if meaning else 0.5
    named = f"表头“{candidate.header}”按“{candidate.word}”理解" if candidate.word else "按内容判断"
    further = tuple(sense.family for sense in meaning.also if _is_field(sense)) if meaning else ()
    return ColumnPlan(
        index=candidate.index,
        header=candidate.header,
        field=field,
        key=key,
        also=tuple(dict.fromkeys((*also, *(name for name in further if name != field)))),
        role=meaning.sense.role if meaning else "",
        why=f"{named}；{because}" if because else named,
        certainty=certainty,
    )


def _is_field(sense: Sense) -> bool:
    return sense.family not in {"target", "plan", "number"}


def _plan_bare_unit(candidate: _Candidate) -> ColumnPlan:
    """单位 may be the organisation or the unit of measurement: what stands below decides."""
    organisations = candidate.profile.share(Kind.UNITS) > _HALF
    plan = _plan_as(
        candidate,
        "units" if organisations else "measure_unit",
        because="“单位”一词有两义，按列中内容判断",
    )
    return replace(plan, role=RESPONSIBLE if organisations else "", certainty=0.8)


def _plan_target(
    candidate: _Candidate, all_: Sequence[_Candidate], period: Period | None
) -> ColumnPlan:
    span = candidate.span
    figures = candidate.profile.share(Kind.FIGURE, Kind.NUMBER) > _MOST
    beside = {one.family for one in all_ if one is not candidate}
    if figures and beside & {"indicator", "measure_unit", "actual_value", "ratio"}:
        return _plan_as(candidate, "target_value", because="列中多为数值")
    if keyed := _keyed(candidate, all_, {"target", "plan", ""}):
        return keyed
    if span.following:
        return _plan_as(candidate, "next_steps", because="指下一期")
    if span.part_of_year or candidate.word in {
        "季度计划完成目标",
        "阶段目标",
        "阶段性目标",
        "阶段任务目标",
        "季度目标",
        "月度目标",
    }:
        return _plan_as(candidate, "period_target", because="指本期")
    if span.whole_year:
        return _plan_as(candidate, "annual_target", because="指全年")
    if _of_part(period) and "progress" in beside and not _period_target_beside(candidate, all_):
        return _plan_as(candidate, "period_target", because="文件为本期进展，未另列本期目标")
    return _plan_as(candidate, "annual_target")


def _plan_plan(
    candidate: _Candidate, all_: Sequence[_Candidate], period: Period | None
) -> ColumnPlan:
    span = candidate.span
    if keyed := _keyed(candidate, all_, {"target", "plan", ""}):
        return keyed
    if span.following or _is_next(span.period, period):
        return _plan_as(candidate, "next_steps", because="指下一期")
    if "月" in candidate.word or "分月" in candidate.header:
        return _plan_as(candidate, "month_plan", also=("period_plan_text",))
    if span.part_of_year:
        return _plan_as(candidate, "period_target", because="指本期")
    if span.whole_year and not any(one.family == "target" for one in all_):
        return _plan_as(candidate, "annual_target", because="指全年")
    return _plan_as(candidate, "period_plan_text")


def _keyed(
    candidate: _Candidate, all_: Sequence[_Candidate], families: set[str]
) -> ColumnPlan | None:
    """Give a column of its own quarter or month its key, if the table has several of them."""
    period = candidate.span.period
    if period is None or period.kind not in {PeriodKind.QUARTER, PeriodKind.MONTH}:
        return None
    siblings = {
        one.span.period
        for one in all_
        if one.span.period and one.span.period.kind is period.kind and one.family in families
    }
    if len(siblings) < _SEVERAL:
        return None
    field = "quarter_targets" if period.kind is PeriodKind.QUARTER else "month_plan"
    return _plan_as(candidate, field, key=str(period.index), because="各期分列")


def _of_part(period: Period | None) -> bool:
    return period is not None and period.kind is not PeriodKind.YEAR


def _period_target_beside(candidate: _Candidate, all_: Sequence[_Candidate]) -> bool:
    return any(
        one is not candidate and one.family in {"target", "plan"} and one.span.part_of_year
        for one in all_
    )


def _is_next(named: Period | None, own: Period | None) -> bool:
    if named is None or own is None or named.kind is not own.kind:
        return False
    return named.index == own.index + 1


def _share_tasks(
    plans: list[ColumnPlan], candidates: Sequence[_Candidate], body: Sequence[GridLine]
) -> list[ColumnPlan]:
    """Of two columns that name tasks, the first holds the second: task and sub-project.

    Where the rows are numbered one by one and the first column only groups them, it is their
    category.
    """
    tasks = [plan for plan in plans if plan.field == "task"]
    if len(tasks) < _SEVERAL or tasks[0].index in {p.index for p in plans if p.field == "category"}:
        return plans
    first, second = tasks[0], tasks[1]
    number = next((plan.index for plan in plans if plan.field == "number"), None)
    grouped = _empties(body, first.index)
    numbered = number is not None and _empties(body, number) * 4 < max(1, grouped)
    has_category = any(plan.field == "category" for plan in plans)
    as_category = (
        grouped and numbered and not has_category and not _is_prose(candidates[first.index])
    )
    changed = {
        first.index: replace(
            first, field="category", why=f"{first.why}；逐条编号的任务在其右侧一列，本列只作归类"
        )
        if as_category
        else first,
        second.index: second
        if as_category
        else replace(second, field="subproject", why=f"{second.why}；左侧另有任务列，本列为子项"),
    }
    return [changed.get(plan.index, plan) for plan in plans]


def _empties(body: Sequence[GridLine], column: int) -> int:
    """Count the rows in which nothing begins in a column: it is merged or left empty there."""
    return sum(
        not (line.begins(column) and line.text(column).strip()) for line in body if not line.blank
    )


def _is_prose(candidate: _Candidate) -> bool:
    return candidate.profile.share(Kind.PROSE) > _HALF


def _share_progress(
    plans: list[ColumnPlan], candidates: Sequence[_Candidate], period: Period | None
) -> list[ColumnPlan]:
    """Tell apart several columns of progress: of the period, since January, verdict, rate."""
    columns = [plan for plan in plans if plan.field == "progress"]
    if len(columns) < _SEVERAL:
        return plans
    changed: dict[int, ColumnPlan] = {}
    for plan in columns:
        candidate = candidates[plan.index]
        changed[plan.index] = _progress_of(plan, candidate, period)
    return [changed.get(plan.index, plan) for plan in plans]


def _progress_of(plan: ColumnPlan, candidate: _Candidate, period: Period | None) -> ColumnPlan:
    profile, span = candidate.profile, candidate.span
    if profile.share(Kind.STATUS) > _MOST:
        return replace(plan, field="status", why=f"{plan.why}；列中均为完成状态")
    if profile.share(Kind.FIGURE, Kind.NUMBER) > _MOST:
        field = (
            "ratio"
            if "%" in folded(candidate.header) or "率" in candidate.header
            else "actual_value"
        )
        return replace(plan, field=field, why=f"{plan.why}；列中均为数值")
    if span.to_date and not span.this:
        return replace(plan, field="progress_to_date", why=f"{plan.why}；指年初以来")
    if span.part_of_year:
        if span.period and period and span.period.kind is period.kind and span.period != period:
            return replace(plan, field=None, why=f"{plan.why}；但所指并非本期")
        return replace(plan, field="progress_period", why=f"{plan.why}；指本期")
    return plan


def _settle_duplicates(plans: list[ColumnPlan]) -> list[ColumnPlan]:
    """Let one column fill a field: the surest, of equals the first; others say so and stay out."""
    best: dict[str, ColumnPlan] = {}
    for plan in plans:
        if plan.target and plan.field not in JOINABLE:
            there = best.get(plan.target)
            if there is None or plan.certainty > there.certainty:
                best[plan.target] = plan
    has_lead = any(plan.field == "units" and plan.role == LEAD for plan in plans)
    settled = []
    for plan in plans:
        if plan.target and plan.field not in JOINABLE and best[plan.target] is not plan:
            other = best[plan.target].header
            settled.append(
                replace(plan, field=None, key=None, why=f"{plan.why}；但“{other}”列已对应此项")
            )
        elif plan.field == "units" and has_lead and plan.role == RESPONSIBLE:
            settled.append(replace(plan, why=f"{plan.why}；另有牵头单位列"))
        else:
            settled.append(plan)
    return settled
