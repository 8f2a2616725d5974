"""Words that say how a figure is meant: done or planned, this month's or the year's, all or part.

Each table is the language of reports, not of places. A figure's own words stand before it in its
clause (累计完成, 还需) or right behind it (未完成).
"""

import re
from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """What stretch of time a figure covers."""

    PERIOD = "period"
    """This period alone: 当月, 5月份, 每月."""
    TO_DATE = "to_date"
    """From the beginning on: 累计, 1-5月, 截至5月底, 今年以来."""
    YEAR = "year"
    """The whole year: 全年, 年内."""
    UNSAID = "unsaid"


class Hold(StrEnum):
    """What a figure claims to be."""

    PLAIN = "plain"
    DONE = "done"
    PLANNED = "planned"
    LEFT = "left"
    """What is still to do: 剩余, 还需."""
    UNDONE = "undone"
    """Named only to say that it has not been done: 5户拆迁未完成."""


_SPAN_TO_DATE: Final = (
    r"截[至止]|今年以来|年初以来|自?开工(?:以来|至今)|至今|迄今"
    r"|(?<!\d)0?1月?\s*[-—－–~～至到]\s*\d{1,2}月|前[二三两]季度|前\d+个?月"
)
_TO_DATE: Final = re.compile(rf"累计|累积|{_SPAN_TO_DATE}")
_SUM_WORD: Final = re.compile("累计|累积")
_PERIOD: Final = re.compile(
    r"当月|本月|每月|当季|本季|每季|当期|本期|月均|单月"
    r"|(?<![\d\-—－–~～至到年第])(?:1[0-2]|[1-9])月份?(?![底末初上中下]|\s*\d|\s*[-—－–~～至到])"
)
_YEAR: Final = re.compile(r"全年|年度|年内|年底前|本年度|当年")
_TIME_WORDS: Final = re.compile(
    r"[\d\s\-—－–~～至到]|截[至止]|今年以来|年初以来|目前|全年|年内|本年|上半年|[一二三四前]季度|月份|当月|本月|[年月日底末初旬]"
)
_ONLY_A_TIME: Final = 2
_EACH: Final = re.compile(r"每[个]?[月季]度?")

_LEFT: Final = re.compile(
    r"(?:剩余|剩下|余下|还剩|尚余|还需|尚需|仍需|还要|还差|尚差|缺口|缺少|尚缺|仍缺|欠缺|尚欠|仍欠"
    r"|尚有|仍有|还有|未完成的|未开工的|不足部分|需再|(?<![接期等优招亏虐款])待(?:完成|建|拆|签|办|开工|整改|征|安置))[^，,；;。]{0,12}$"
)
_PLANNED: Final = re.compile(
    r"(?:计划|拟|打算|准备|将于|将在|将要|预期|谋划|规划建设|力争|目标是)[^，,；;。]{0,16}$"
)
_DONE: Final = re.compile(
    r"已|完成|实现|达到|建成|竣工|完工|开工|投用|累计|共|发放|拨付|到位|引进|培育|新增|举办|组织"
)
_UNDONE_BEHIND: Final = re.compile(
    r"^[^，,；;。、]{0,10}?(?:未完成|尚未|没有完成|未能|未开工|未启动|未竣工|未落实|无法|未开展)"
)
_PLAN_BEHIND: Final = re.compile(r"^[^，,；;。、]{0,10}?(?:计划|方案|拟于|将于|拟在|正在筹备|待)")

WHOLE: Final = re.compile(
    r"共计|合计|总计|总共|一共|共(?!同|享|建|产|和|青)|总|全部|任务|目标|计划|应|需|涉及|全[市区县省]"
)
"""Words that make a figure a whole whose parts may follow."""
AMONG: Final = re.compile(r"其中|包括|包含|含|分别(?:为|是|达)?|内有")
"""Words that open the parts of a whole."""
REST: Final = re.compile(r"其余|其它|其他|剩余|余下|另外|另有|另")
"""Words that close a list of parts: with them the parts are all there are."""


def scope_of(before: str) -> Scope:
    """Read the scope from the words before a figure; the last word counts."""
    found = [
        (match.end(), scope)
        for scope, pattern in (
            (Scope.TO_DATE, _TO_DATE),
            (Scope.PERIOD, _PERIOD),
            (Scope.YEAR, _YEAR),
        )
        for match in pattern.finditer(before)
    ]
    if not found:
        return Scope.UNSAID
    scopes = {scope for _, scope in found}
    if Scope.TO_DATE in scopes:
        return Scope.TO_DATE if max(found)[1] is not Scope.PERIOD else Scope.PERIOD
    return max(found)[1]


def scope_around(earlier: str) -> Scope:
    """Read the scope that an earlier clause of the sentence sets; 累计 speaks for its own clause."""
    return scope_of(_SUM_WORD.sub("", earlier))


def opens_a_period(clause: str) -> bool:
    """Say whether a clause is only a time that all that follows is given for: 1-5月份，…；…."""
    rest = _TIME_WORDS.sub("", clause)
    return len(rest) <= _ONLY_A_TIME and scope_of(clause) is not Scope.UNSAID


def each_period(before: str) -> bool:
    """Say whether the words before a figure repeat it every period: 每月."""
    return bool(_EACH.search(before))


def hold_of(before: str, behind: str) -> Hold:
    """Read what a figure claims to be from the words around it in its clause."""
    if _UNDONE_BEHIND.search(behind):
        return Hold.UNDONE
    if _LEFT.search(before):
        return Hold.LEFT
    if _PLANNED.search(before) or _PLAN_BEHIND.search(behind):
        return Hold.PLANNED
    return Hold.DONE if _DONE.search(before) else Hold.PLAIN


_EACH_ONE: Final = re.compile(
    r"每(?![月季年期])[^，。；]{0,6}$|(?:人均|户均|平均|亩均|单台|单价|均价)[^，。；]{0,6}$"
)


def each_one(head: str) -> bool:
    """Say whether a figure is given for one of many: 每千人, 人均."""
    return bool(_EACH_ONE.search(head))


_PREDICATE: Final = re.compile(
    r"完成|开工|竣工|建成|启动|实施|开展|推进|达到|实现|进行|已|正在|全部|全面|均|通过|投入|办理|取得"
    r"|化解|办结|整改|整治|发放|拨付|交付|签约|签订|处置|治理|盘活|招引|引进|培训|新增|完工|投用|拆除"
)


def predicate(behind: str) -> bool:
    """Say whether the words behind a figure tell what happened to it: 5处公园完成围挡搭建."""
    return bool(_PREDICATE.search(behind))
