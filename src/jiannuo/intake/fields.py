"""The canonical fields as the pages of intake name and order them."""

from typing import Final

from jiannuo.core.records import TEXT_FIELDS
from jiannuo.ledger.fields import LABELS

KEYED: Final = frozenset({"quarter_targets", "month_plan"})
"""Fields that hold a text for each of several periods."""

_QUARTERS: Final = {"1": "一季度目标", "2": "二季度目标", "3": "三季度目标", "4": "四季度目标"}


def is_correctable(field: str) -> bool:
    """Say whether a person may write this field ("progress", "units", "quarter_targets.2")."""
    name, _, key = field.partition(".")
    if name in KEYED:
        return bool(key)
    return not key and (name in TEXT_FIELDS or name in {"units", "leaders"})


def label_of(field: str) -> str:
    """Return a field's Chinese name; its period's where it has several ("7-8月计划")."""
    name, _, key = field.partition(".")
    if name == "quarter_targets" and key:
        return _QUARTERS.get(key, f"{key}季度目标")
    if name == "month_plan" and key:
        return f"{key}月计划"
    return LABELS.get(name, name)


FACT_LABELS: Final = {
    "title": "标题",
    "year": "年度",
    "period": "期别",
    "kind": "类别",
    "issuer": "发文机关",
    "document_number": "发文字号",
    "issued_on": "成文日期",
}
"""What the document says about itself, as the pages name it."""

LONGEST: Final = {
    "number": 60,
    "measure_unit": 60,
    "status": 60,
}
"""Characters that the ledger has room for, where a text is a column's and not a paragraph's."""
LONGEST_UNIT: Final = 120
LONGEST_LEADER: Final = 40
LONGEST_ROLE: Final = 40
