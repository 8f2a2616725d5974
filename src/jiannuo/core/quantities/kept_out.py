"""What has digits and is no quantity: dates, periods, ordinals, identifiers, names, titles.

`shelters` finds the titles and quoted names of a whole text; `kept_out` looks at one number.
Everything works on folded text (`characters.fold`).
"""

import re
from dataclasses import dataclass
from typing import Final

from jiannuo.core.quantities.time_words import DAY, LINK, MONTH, NOT_A_MONTH, QUARTER, YEAR

DATE: Final = re.compile(
    rf"{YEAR} ?年?度?(?:{LINK}{YEAR}){{1,6}} ?(?:年度?|财年|(?=[)》]))"
    rf"|{YEAR}(?:{LINK}\d\d)? ?(?:年|财年|学年)"
    rf"|{YEAR}[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?![\d.%万亿])"
    rf"|{MONTH} ?(?:月份?|月底)?(?:{LINK}{MONTH} ?(?:月份?|月底)?){{0,6}} ?月{NOT_A_MONTH}"
    rf"(?:份|底|初|末|中旬|上旬|下旬|中下旬|上中旬)? ?(?:{DAY}(?:{LINK}{DAY}){{0,6}} ?[日号])?"
    rf"|{DAY}(?:{LINK}{DAY}){{0,6}} ?日(?!内|以内|之内|均|产|处理|历|供|元|圆)"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d.])"
    r"|(?:[01]?\d|2[0-4]) ?[时点] ?(?:[0-5]?\d ?分|半|整|许|前|后|至|-|起|止)"
    rf"|{QUARTER}(?:{LINK}{QUARTER}){{0,4}} ?季度"
    r"|[1-9]0 ?年代|[二三四五六七八九]十年代"
)
_NUMBERED: Final = re.compile(
    r"(?:\d++|[零一二三四五六七八九十百]{1,12}+)"
    r"(?:[-~、至]#?(?:\d++|[零一二三四五六七八九十百]{1,12}+)){0,8}"
    r" ?(?:#|号|届|中全会|周年|院士|座城|(?:A|a){1,5}级|A景区)"
)
_VERSION: Final = re.compile(
    r"\d++(?:\.\d++){2,}+|\d\.\d(?=版|时代|版本|工程|模式)|\d+\.0(?=[”\"])"
)
_SPAN_NAME: Final = re.compile(
    r"(?:\d+|[零〇一二两三四五六七八九十百]+) ?年"
    r"[^，。；、0-9]{0,5}?(?:行动|计划|规划|攻坚|倍增|禁渔|禁捕|工程|方案|任务清|大变样|提升行|纲要)"
)
_RELATIVE: Final = re.compile(
    r"(?:过去|近|今后|未来|最近|往后|此后|这|那|前|头|后|每|当|本|上|下|同|某|次|去|今|明|全|多|跨|整|几)$"
)
_RELATIVE_AFTER: Final = re.compile(r" ?(?:来|前|后|以来|之前|之后|间|期间|多来|余来|初|末|底|终)")
_ORDINAL_BEFORE: Final = frozenset("第#№")
_MEETING: Final = re.compile(
    r"[一二三四五六七八九十]{1,4}+次(?:[、和及][一二三四五六七八九十]{1,4}+次){0,6}(?:全|会议|党代|代表大|理事|主任)"
)
_SESSION: Final = re.compile(r"[一二三四五六七八九十]{1,4}+次")
_FIXED_NAME: Final = re.compile(
    r"八项规定|三大攻坚战|两会|四大发明|五险一金|六稳六保|三公经费|两院院士|一国两制|三权分置|九年义务|九年一贯|三次产业|三四轮|三班倒|两班倒|八小时[以之]外"
)
_LISTED: Final = re.compile(
    r"(?:附件|附表|附录|专栏|议题|编号|序号|学号|文号|页码|代码|邮编|[见附如][表图]|(?<![\u4e00-\u9fff])[表图]) ?$"
)
_MEASURED_AFTER: Final = re.compile(r"\d++(?:\.\d++)?[万亿]")  # 2×66万千瓦
_BRACKETED: Final = re.compile(r"\( ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?\)")
_PLUS: Final = re.compile(r"\d++ ?(?:\+|×|✕)")
_SHELTER: Final = re.compile(
    r"《[^《》\n]{0,80}》|“[^“”\n]{1,16}”|「[^「」\n]{1,16}」|『[^『』\n]{1,16}』"
)
_DOCUMENT_YEAR: Final = re.compile(
    r"[〔\[【(] ?(?:19|20)\d\d ?[〕\]】)] ?第? ?\d+ ?[-至]? ?\d* ?号"
)


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A number at [start, end) that is no quantity, and what it is.

    `reason` is date, period, ordinal, identifier, name, title, version, marker, document_number
    or meeting.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Shelter:
    """A title 《…》 or a short quotation: numbers in it are part of a name."""

    start: int
    end: int
    quoted: bool


def shelters(text: str) -> list[Shelter]:
    """Find titles and quotations of at most 16 characters, in order."""
    return [Shelter(m.start(), m.end(), m[0][0] != "《") for m in _SHELTER.finditer(text)]


def kept_out(text: str, start: int, *, first: bool = False) -> KeptOut | None:
    """Say what the number beginning at `start` is, if it is surely no quantity.

    `first` says that an item's marker stands in front (2.0.5万亩), which is no part of it.
    """
    previous = "" if first else text[start - 1 : start]
    if previous:
        if previous in _ORDINAL_BEFORE:
            return KeptOut(start, _run_end(text, start), "ordinal")
        if previous == " " and text[start - 2 : start - 1] in _ORDINAL_BEFORE and start > 1:
            return KeptOut(start, _run_end(text, start), "ordinal")
        if previous in "〔[【(" and (found := _DOCUMENT_YEAR.match(text, start - 1)):
            return KeptOut(start, found.end(), "document_number")
        if previous == "(" and (found := _BRACKETED.match(text, start - 1)):
            return KeptOut(start, found.end() - 1, "marker")
    ahead = text[start + 1 : start + _DATE_REACH]
    if not _DATE_MARKS.isdisjoint(ahead):
        found = DATE.match(text, start)
        if found and previous not in _DIGIT_BEFORE:
            return KeptOut(start, found.end(), "date")
    if found := _NUMBERED.match(text, start):
        return KeptOut(start, found.end(), "identifier")
    return _name(text, start, previous, ahead)


def _name(text: str, start: int, previous: str, ahead: str) -> KeptOut | None:
    """Find names that begin with a numeral: 三年攻坚行动, 八项规定, 五次全会."""
    if "年" in ahead and (found := _SPAN_NAME.match(text, start)):
        return KeptOut(start, found.end(), "name")
    if text[start].isascii():
        return None
    if found := _FIXED_NAME.match(text, start):
        return KeptOut(start, found.end(), "name")
    found = _MEETING.match(text, start)
    if found is None and previous == "届":
        found = _SESSION.match(text, start)
    return KeptOut(start, found.end(), "meeting") if found else None


_DATE_REACH: Final = 12
_DATE_MARKS: Final = frozenset("年月日时点季:/-.~至到、代")
_DIGIT_BEFORE: Final = frozenset("0123456789.,")
_NUMERAL_RUN: Final = re.compile(
    r"\d++(?:\.\d++)*(?: ?(?:[-~至]|--|、(?=第|\d{1,3}[批期届名位次轮类章条款标号季])) ?第?\d++)*"
    r"|[零〇一二两三四五六七八九十百千万亿]++(?:[-、至][一二三四五六七八九十百]++)*"
)


def _run_end(text: str, start: int) -> int:
    run = _NUMERAL_RUN.match(text, start)
    return run.end() if run else start + 1


def identifier(text: str, start: int, *, first: bool = False) -> KeptOut | None:
    """Look at an Arabic number's neighbours for G518, PM2.5, 1+6, 3.0版, 1.2.3, 12-15."""
    previous = "" if first else text[start - 1 : start]
    earlier = text[start - 2 : start - 1] if start > 1 else ""
    if previous:
        joined = earlier.isalnum() or earlier in "”“\"'"
        if previous.isascii() and (previous.isalpha() or previous == "_"):
            return KeptOut(start, _run_end(text, start), "identifier")
        crossed = previous == "×" and _MEASURED_AFTER.match(text, start) is None
        if (previous in "+·" or crossed) and joined and earlier:
            return KeptOut(start, _run_end(text, start), "identifier")
        if previous in "-~" and (earlier.isdecimal() or (earlier.isascii() and earlier.isalpha())):
            return KeptOut(start, _run_end(text, start), "identifier")
        if previous in _DIGIT_BEFORE and earlier.isdecimal():
            return KeptOut(start, _run_end(text, start), "identifier")
    if _LISTED.search(text, max(0, start - 4), start) and not first:
        return KeptOut(start, _run_end(text, start), "identifier")
    if found := _PLUS.match(text, start):
        return KeptOut(start, found.end(), "identifier")
    if found := _VERSION.match(text, start):
        return KeptOut(start, found.end(), "version")
    return None


def relative_years(text: str, start: int, end: int) -> bool:
    """Say whether a span of years is a stretch of time told by its distance: 过去五年, 五年来."""
    return bool(
        _RELATIVE.search(text, max(0, start - 2), start) or _RELATIVE_AFTER.match(text, end)
    )
