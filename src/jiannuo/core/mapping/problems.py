"""What kind of problem a text tells of: money, land, demolition, approvals … (one text, several kinds).

The kinds and their words are those of the field's own tables (see the sample documents); 无 is no
problem.
"""

import re
from dataclasses import dataclass
from typing import Final

_KINDS: Final = (
    ("资金", "资金|拨付|缺口|财力|预算|资本金|筹措|融资|债券|欠款"),
    (
        "土地指标",
        "土地[^，。；]{0,6}指标|指标[^，。；]{0,4}土地|用地|耕地|供地|土地属性|土规|占补平衡|林地",
    ),
    ("征地拆迁", "征地|征收|拆迁|附着物|交地|清表|搬迁|腾退"),
    ("手续", "手续|立项|环评|预审|招标|招投标|许可|施工证|能评|稳评"),
    ("上级审批", "批复|省厅|市局批|总部|待批|报批|复核|审批"),
    ("考古文物", "考古|文物|勘探"),
    ("规划设计", "规划设计|规划调整|设计方案|设计变更|选址|路径|论证|图纸"),
    ("天气季节", "雨|汛|干旱|低温|冬季|高温|天气|扬尘管控|重污染"),
    ("企业、主体变更", "主体|改制|查封|落地项目|破产|股权|停产"),
    ("政策调整", "政策|取消|统一规划|统筹调整"),
    ("人员、技术", "人员不足|人手|专业人员|技术人员|人才|技术|短板"),
    ("群众、纠纷", "争议|诉求|违建|纠纷|信访|阻工|私搭乱建|诉讼"),
    ("工期、安全", "工期|安全|工序|进度滞后|时间紧"),
    ("管理、反弹", "反弹|不规范|机制|管理不|不到位|不完善"),
)
_PATTERNS: Final = tuple((kind, re.compile(words)) for kind, words in _KINDS)
_NONE: Final = re.compile(
    r"^[\s，。、/—-]*(?:暂?无|没有(?:问题)?|不存在问题|无问题)?[\s，。、/—-]*$"
)


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem with the words of the text that tell it."""

    kind: str
    words: tuple[str, ...]


def is_no_problem(text: str) -> bool:
    """Say whether a problem column says that there is none (无, 暂无, a dash, nothing)."""
    return _NONE.match(text) is not None


def problem_kinds(text: str) -> tuple[ProblemKind, ...]:
    """Return the kinds of problem that a text tells of, in a fixed order; time is linear in it."""
    if is_no_problem(text):
        return ()
    found = ((kind, tuple(dict.fromkeys(words.findall(text)))) for kind, words in _PATTERNS)
    return tuple(ProblemKind(kind, words) for kind, words in found if words)
