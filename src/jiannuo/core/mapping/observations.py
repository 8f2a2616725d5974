"""What is remarkable in the rows as such: facts that hold in whatever format they came."""

import re
from collections.abc import Sequence

from jiannuo.core.mapping.body import TaskLine
from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.wording import tight

_LONG_ENOUGH = 16
_REPORTED = ("progress", "progress_period", "progress_to_date", "period_target", "annual_target")
_NAMES = {
    "progress": "进展情况",
    "progress_period": "本期进展",
    "progress_to_date": "累计进展",
    "period_target": "本期目标",
    "annual_target": "年度目标",
}
_STOPPED = re.compile(r"[。！!？?；;…）)”》\d%％]$")


def observe(
    drafts: Sequence[Draft], tasks: Sequence[TaskLine], plans: Sequence[ColumnPlan]
) -> None:
    """Add warnings to the rows."""
    del tasks, plans
    _duplicates(drafts)


def _duplicates(drafts: Sequence[Draft]) -> None:
    for name in _REPORTED:
        first: dict[str, int] = {}
        for number, draft in enumerate(drafts):
            text = tight(draft.texts.get(name, ""))
            if len(text) < _LONG_ENOUGH:
                continue
            if text in first:
                other = drafts[first[text]]
                draft.warnings.append(f"{_NAMES[name]}与{_shown(other, first[text])}完全相同。")
                other.warnings.append(f"{_NAMES[name]}与{_shown(draft, number)}完全相同。")
            else:
                first[text] = number


def _shown(draft: Draft, place: int) -> str:
    number = draft.texts.get("number")
    named = draft.texts.get("subproject") or draft.texts.get("task") or ""
    label = f"序号{number}" if number else f"第{place + 1}行"
    return f"{label}（{named[:16]}）" if named else label
