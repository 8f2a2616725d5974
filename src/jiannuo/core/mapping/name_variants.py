"""Names that a row writes in two ways: 沈河路 in the target, 汶河路 in the report.

Where the target names something that the report does not, and the report names something that the
target does not, and the two differ in one character, one of them may be misread. Only a person can
say; so it becomes a question.
"""

import re

_NAME = re.compile(
    r"(?:(?<=^)|(?<=[、，。；：:;,（）()和与及是将对在至到\n①-⑳\d.]))"
    r"[一-鿿]{2,6}?(?:路|街|河|桥|湖|学校|小区|社区|公园|水库|医院|大道|大街|工程|村|镇|厂)(?![口])"
)
_NO_MISREADING = frozenset(
    "东西南北中上下前后左右内外一二三四五六七八九十新老大小个把将对在的了和与及为各该此其本省市区县镇乡"
)
"""Characters by which names are told apart on purpose, and such as belong to no name."""


def variants(target: str, report: str) -> list[tuple[str, str]]:
    """Return pairs of names, the target's first, that differ in one character."""
    wanted = {name for name in _NAME.findall(target) if name not in report}
    found = {name for name in _NAME.findall(report) if name not in target}
    return sorted((one, other) for one in wanted for other in found if _differ_in_one(one, other))


def _differ_in_one(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and not set(differing[0]) & _NO_MISREADING
