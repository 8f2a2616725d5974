"""The rules, in one table: code, family, what it is called, and the functions that check it.

A code is stable: answers of people are kept under it, and `docs/officials/rules/<code>.md` explains
it. A function may raise findings of several codes (a rate that is off by ten is `magnitude`).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jiannuo.core.audit.arithmetic.bounds import bounds
from jiannuo.core.audit.arithmetic.columns import columns
from jiannuo.core.audit.arithmetic.counting import counting
from jiannuo.core.audit.arithmetic.cumulatives import cumulative
from jiannuo.core.audit.arithmetic.differences import difference
from jiannuo.core.audit.arithmetic.growth import growth
from jiannuo.core.audit.arithmetic.share import share
from jiannuo.core.audit.arithmetic.sums import sums
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.places.couples import couples
from jiannuo.core.audit.places.earlier import against_earlier
from jiannuo.core.audit.places.plans import plan_conflict
from jiannuo.core.audit.places.promises import promises
from jiannuo.core.audit.places.restated_figures import restated_figures
from jiannuo.core.audit.places.same import same_promise
from jiannuo.core.audit.places.stale import stale
from jiannuo.core.audit.places.twice import repeated, slid_targets
from jiannuo.core.audit.statements import Rule
from jiannuo.core.audit.targets.denials import denials
from jiannuo.core.audit.targets.due import not_due
from jiannuo.core.audit.targets.exceeded import exceeded
from jiannuo.core.audit.targets.items import slowest_items
from jiannuo.core.audit.targets.missed import target_missed
from jiannuo.core.audit.targets.replaced import replaced
from jiannuo.core.audit.targets.restated import restated
from jiannuo.core.audit.targets.subitems import subitems


class Family(StrEnum):
    """What a rule compares."""

    ARITHMETIC = "arithmetic"
    TARGET = "target"
    PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule code with its Chinese title; `severity` is the highest that it raises."""

    code: str
    family: Family
    severity: Severity
    title: str

    @property
    def page(self) -> str:
        """Its page in the manual, below docs/officials."""
        return f"rules/{self.code}.md"


CHECKS: Final[tuple[Rule, ...]] = (
    share,
    columns,
    sums,
    counting,
    bounds,
    cumulative,
    difference,
    growth,
    target_missed,
    slowest_items,
    exceeded,
    denials,
    subitems,
    replaced,
    restated,
    not_due,
    plan_conflict,
    slid_targets,
    repeated,
    couples,
    restated_figures,
    same_promise,
    stale,
    promises,
    against_earlier,
)
"""The functions that check, in the order of their findings."""


def _entries(family: Family, *rows: tuple[str, Severity, str]) -> tuple[RuleEntry, ...]:
    return tuple(
        RuleEntry(code=code, family=family, severity=severity, title=title)
        for code, severity, title in rows
    )


_CONTRADICTION, _QUESTION, _NOTE = Severity.CONTRADICTION, Severity.QUESTION, Severity.NOTE

RULES: Final = (
    *_entries(
        Family.ARITHMETIC,
        ("share", _CONTRADICTION, "比例与数字对不上"),
        ("sum", _CONTRADICTION, "分项与总数对不上"),
        ("cumulative", _CONTRADICTION, "本期数与累计数对不上"),
        ("difference", _CONTRADICTION, "剩余数对不上"),
        ("growth", _CONTRADICTION, "增幅与前后数字对不上"),
        ("magnitude", _CONTRADICTION, "数量级可能写错"),
        ("impossible", _CONTRADICTION, "数字之间不可能"),
    ),
    *_entries(
        Family.TARGET,
        ("target-missed", _CONTRADICTION, "数字与自评不一致"),
        ("exceeds", _NOTE, "完成数多于任务总数"),
        ("words-deny", _CONTRADICTION, "文字与自评不一致"),
        ("subitem-missing", _QUESTION, "有目标未见反馈"),
        ("restated", _QUESTION, "照抄目标作进展"),
        ("earlier-stage", _QUESTION, "只做到前一阶段"),
        ("other-result", _QUESTION, "反馈的是另一件事"),
        ("not-due", _NOTE, "目标尚未到期"),
    ),
    *_entries(
        Family.PLACES,
        ("stated-twice", _QUESTION, "同一件事两个数"),
        ("plan-conflict", _CONTRADICTION, "月度计划与季度目标不衔接"),
        ("copied", _QUESTION, "与上期文字相同"),
        ("falling", _QUESTION, "累计数下降"),
        ("stale", _NOTE, "数字不是本期的"),
        ("drift", _QUESTION, "目标有变动"),
        ("promise-passed", _QUESTION, "承诺时限已过"),
        ("same-promise", _NOTE, "同一项目列在两项任务"),
    ),
)
"""All rule codes, in the order of the manual."""

BY_CODE: Final = {entry.code: entry for entry in RULES}
