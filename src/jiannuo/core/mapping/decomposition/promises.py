"""Whether a sentence of the plan promises something that can be supervised, and if not, why not.

A promise says what will be done: one of its clauses begins with an act (新建, 推进, 完善 …, with
adverbs before it). Around the promises a report has requirements, the situation, maxims and
appeals; they are known by their own words. The reasons are shown to the officer.
"""

import re
from typing import Final

from jiannuo.core.mapping.decomposition.acts import ACTS, MANNERS
from jiannuo.core.quantities import quantities

_CLAUSE: Final = re.compile(r"[，；：。！？,;:!?]+")
_WHEN: Final = r"(?:[^，、]{0,6}?(?:前|内|底|末|半年|季度|月份?))?"
_ACT: Final = re.compile(
    rf"\s*(?:“[^”]{{1,8}}”)?(?:我们|全[省市县区州])?{_WHEN}"
    r"(?:还?要|将|须|应|必须|继续|同时|并|再|更好|更|也|而|进一步|坚持){0,4}"
    rf"(?:{'|'.join(MANNERS)}){{0,6}}地?(?:{'|'.join(ACTS)})"
)
_MEANS: Final = re.compile(
    r"\s*(?:将|把|对|为|以|使|让|在|从|向|由|按|按照|依托|围绕|聚焦|通过|针对|结合|发挥|利用)"
)
_ACT_WITHIN: Final = re.compile(
    "|".join(sorted((act for act in ACTS if len(act) > 1), key=len, reverse=True))
)
_DIGIT: Final = re.compile(r"[\d〇一二三四五六七八九十百千万两]")
_ADDRESS: Final = re.compile(r"(?:各位|同志们|大家)[^。，]{0,6}[！。，：]?$")
_LEAD_IN: Final = re.compile(
    r"(?:以下|如下|[一二三四五六七八九十\d]{1,3}(?:个|项|大|件){0,2}(?:方面|领域|重点)(?:的)?)(?:的?(?:重点)?(?:工作|任务|事项|重点))?[：:。；]?$"
    r"|(?:重点|主要|着力|突出|全力|集中力量)?(?:抓好|做好|办好|推进|实施|开展)[^，。]{0,14}(?:工作|任务|方面|实事|项目)[，：:]?(?:包括|分别是|主要是|即)?[：:]$|(?:包括|分别是)[：:]$"
)
_LONGEST_LEAD_IN: Final = 60
_REQUIREMENT: Final = re.compile(r"(?:总体?要求|总体思路|指导思想|总基调|工作思路)(?:是|为|[：:])")
_GOALS: Final = re.compile(
    r"(?:预期|主要|发展|奋斗|工作)(?:的)?目标[^。]{0,12}?(?:是|为|[：:])|主要(?:经济)?指标[^。]{0,6}[：:]"
)
_OF_GOALS: Final = re.compile(r"(?:上述|以上|这些|确定|提出|实现|完成)[^，。]{0,16}(?:目标|指标)")
_WE: Final = re.compile(
    r"我们(?:要|将|必须|应|一定|始终|坚信|相信|完全|有)|(?:只要|唯有|惟有|无论|不论)"
)
_INSTRUMENT: Final = re.compile(
    r"行动(?![力上])|工程|计划|条例|办法|方案|意见|规划|机制|清单|试点|制度|体系|专项|项目|平台|基地|中心|整治"
)
_STANCE: Final = re.compile(
    r"两个确立|四个意识|四个自信|两个维护|政治判断力|政治“?三力|保持高度一致|忠诚核心"
)
_STATES: Final = re.compile(
    r"(?!一是|二是)[^，。；]{1,24}?(?:(?<![还要就只])是(?!否|非)|事关|关乎|关系到?|离不开|有赖于|在于)"
)
_ORDERED: Final = re.compile(
    rf"[，；](?:我们|[^，；]{{0,4}}?)(?:要|将|须|必须)(?:{'|'.join(MANNERS)}){{0,6}}(?:{'|'.join(ACTS)})"
)
_PRINCIPLE: Final = re.compile(r"(?:始终)?坚持[^，；]{2,24}[。！]?")
_MAXIM: Final = re.compile(r"必须|才能|才是|(?<![规原准法守细])则|永远|莫过于")
_EQUATES: Final = re.compile(
    r"[^，。]{2,20}(?<!也)就是[^，。]{2,}|[^。]{2,40}，是[^，。]{2,24}的(?:必然|必由|根本|关键|重要)"
)
_LET: Final = re.compile(r"(?:^|[，。])(?:让|使)[^，。]{4,}[。！]?$")
_OF_LAST_YEAR: Final = re.compile(r"去年|上年|过去一年|一年来|已经?(?:建成|完成|实现|形成|成为)")
_SHORT: Final = 14
_LONGEST_MAXIM: Final = 20
_ANNOUNCES_PLEDGES: Final = re.compile(
    r"(?:办好|办成|办实|实施|推进|抓好)[^，。；]{0,6}[一二三四五六七八九十\d]{1,3}(?:件|项|个|大)[^，。；]{0,8}实事”?[。：:]$"
)
_BESIDE: Final = re.compile(r"\s*(?:同时|此外|另外|与此同时)[，,]")
_LONGEST_BESIDE: Final = 60
_REFERS_BACK: Final = re.compile(
    r"\s*(?:其中|该[项类批]|此[项类]|这些?|上述|[两三]项[^，。]{1,8}可)"
)


def names_a_figure(text: str) -> bool:
    """Say whether a text holds a quantity (a name with digits, 5G, is none)."""
    return bool(_DIGIT.search(text)) and bool(quantities(text))


def is_lead_in(sentence: str) -> bool:
    """Say whether a sentence only announces what follows: 重点抓好以下八个方面工作：."""
    text = sentence.strip()
    return len(text) <= _LONGEST_LEAD_IN and bool(_LEAD_IN.search(text))


def states_goals(sentence: str) -> bool:
    """Say whether a sentence gives the year's expected targets; they are one task, as offices list them."""
    return bool(_GOALS.search(sentence)) and names_a_figure(sentence)


def formula(sentence: str) -> str | None:
    """Name the formula that a sentence is, wherever it stands; None if it is none."""
    text = sentence.strip()
    if _ADDRESS.match(text):
        return "称呼"
    if is_lead_in(text):
        return "引出下文的话"
    if _REQUIREMENT.search(text[:_LONGEST_LEAD_IN]):
        return "总体要求，不是具体任务"
    return None


def why_not(sentence: str) -> str | None:
    """Say in Chinese why a sentence is no task; None if it may be one. Numbers (一是) stay outside."""
    text = sentence.strip()
    if (why := formula(text)) is not None:
        return why
    states = bool(_STATES.match(text)) and not _ACT.match(text)
    if names_a_figure(text) and not states:
        return None
    return _why_without_figures(text, states=states)


def _why_without_figures(text: str, *, states: bool) -> str | None:
    if _OF_GOALS.match(text):
        return "对目标的说明"
    concrete = bool(_INSTRUMENT.search(text))
    if _STANCE.search(text) and not concrete:
        return "政治要求，不是具体任务"
    if text.endswith(("！", "!", "？", "?")) and not (concrete and _ACT.match(text)):
        return "号召或口号"
    if _WE.search(text) and (not concrete or _LET.search(text)):
        return "号召或口号"
    if text.startswith("让") and not concrete:
        return "号召或口号"
    if _EQUATES.match(text) and not concrete:
        return "说明情况或道理，不是任务"
    if len(text) <= _LONGEST_MAXIM and _MAXIM.search(text):
        return "说明情况或道理，不是任务"
    if _PRINCIPLE.fullmatch(text):
        return "原则性要求，不是具体任务"
    if states and not _ORDERED.search(text):
        return "说明情况或道理，不是任务"
    return None if _acts(text) else "没有说要做什么"


def doubts_of(sentence: str, following: str) -> tuple[str, ...]:
    """Say what speaks against a sentence being a task of its own; `following` is what comes after it.

    A short sentence without a figure before a much longer one may be a topic inside the paragraph.
    """
    text = sentence.strip()
    found = []
    short = (
        len(text) <= _SHORT
        and not any(sign in text for sign in "，、；")
        and not names_a_figure(text)
    )
    if short and len(following) >= 2 * len(text) and "，" in following:
        found.append("这一句很短，可能是后文的小标题，请看是否并入后一项。")
    if _WE.match(text):
        found.append("以“我们”开头，可能只是表态，请看是否保留。")
    if _STATES.match(text) and not _ACT.match(text):
        found.append("前半句是说理，请看是否只留后半句的任务。")
    if _OF_LAST_YEAR.search(text) and not names_a_figure(text):
        found.append("说到了已经做过的事，请看是否属于今年的任务。")
    return tuple(found)


def states_a_truth(sentence: str) -> bool:
    """Say whether a sentence is a maxim or describes something: 打铁必须自身硬, 制造业是根基."""
    return bool(_MAXIM.search(sentence)) or (
        bool(_STATES.match(sentence)) and not _ACT.match(sentence)
    )


def _acts(text: str) -> bool:
    """Say whether one of the clauses begins with an act, or with means (将……提高到……) and then one."""
    for clause in _CLAUSE.split(text):
        if _ACT.match(clause):
            return True
        if _MEANS.match(clause) and _ACT_WITHIN.search(clause):
            return True
    return False


def goes_on_with_goals(sentence: str) -> bool:
    """Say whether a sentence after the expected targets names further ones."""
    return names_a_figure(sentence) and not _OF_GOALS.match(sentence.strip())


def refers_back(sentence: str) -> bool:
    """Say whether a sentence cannot stand without the one before it: 其中……, 两项激励额度可累加。."""
    return bool(_REFERS_BACK.match(sentence)) and not _OF_GOALS.match(sentence.strip())


def orders_beside(sentence: str) -> bool:
    """Say whether a sentence orders a work of its own beside what is said in general.

    同时，研究编制“十五五”规划。 stands in the requirements and is no requirement: it says 同时, is short,
    acts, and names what will be made.
    """
    found = _BESIDE.match(sentence)
    rest = sentence[found.end() :] if found else ""
    return 0 < len(rest) <= _LONGEST_BESIDE and bool(_INSTRUMENT.search(rest)) and _acts(rest)


def announces_pledges(sentence: str) -> bool:
    """Say whether the sentences after this one are pledges: 今年继续办好十件民生实事。."""
    return bool(_ANNOUNCES_PLEDGES.search(sentence.strip()))
