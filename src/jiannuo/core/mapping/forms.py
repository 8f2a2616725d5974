"""The lines around a form: 填报单位：  填报时间：  （ 月）."""

import re

from jiannuo.core.mapping.periods import period_of
from jiannuo.core.mapping.wording import tidy
from jiannuo.core.records import Period

_LABEL = re.compile(
    r"(?P<label>(?:填报|填表|报送|制表|上报|责任|牵头|汇报)?(?:单位|部门|时间|日期|人)(?:[（(](?:盖章|公章|签章|签字|签名)[）)])?"
    r"|(?:单位)?(?:主要|分管)?(?:负责人|领导)(?:[（(]?(?:签字|签名|签章)[）)]?)?|审核人?|审核人[（(]?签字[）)]?|金额单位|货币单位|审批人?|签发人?|复核人?"
    r"|联系(?:人|电话|方式)(?:及电话)?|电话|手机|传真|邮箱|计量单位|统计时间|截止时间|截至时间|数据截至)\s*[：:]"
)
_PERIOD = re.compile(r"\s*[（(]?\s*(?:20\d\d\s*年)?\s*[\d\s]{0,6}(?:月份?|季度)\s*[）)]?\s*$")
_LONGEST_VALUE = 30
_SHORT = 16


def form_period(text: str) -> Period | None:
    """Read the period of a form from a line of its own: （5月）; None if it is left blank."""
    return period_of(text) if len(text.strip()) <= _SHORT and _PERIOD.match(text) else None


def form_fields(text: str) -> tuple[str, ...]:
    """Read the labels (with what is filled in behind them) of a line that is nothing else.

    () where the line is no such line.
    """
    if _PERIOD.match(text):
        return (tidy(text),)
    labels = list(_LABEL.finditer(text))
    if not labels or text[: labels[0].start()].strip():
        return ()
    fields = []
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        value = tidy(text[label.end() : end])
        if len(value) > _LONGEST_VALUE or "。" in value:
            return ()
        fields.append(f"{label['label']}：{value}" if value else label["label"])
    return tuple(fields)
