"""The rules that find telephones, numbers of documents and accounts, plates, persons and their homes.

Texts are compared with full-width digits and letters unified, character by character, so that every
span is one of the text as it stands.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from jiannuo.publishing.redaction.surnames import SURNAMES

_NARROW: Final = str.maketrans(
    {
        **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
        0x3000: " ",
        0x2010: "-",
        0x2011: "-",
        0x2012: "-",
        0x2013: "-",
        0x2014: "-",
        0x2212: "-",
        0x00A0: " ",
    }
)
_PROVINCES: Final = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新港澳"
_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_NOT_AMOUNT: Final = r"(?!\d|\.\d|[万亿元亩]|平方|立方|公里|公斤|[吨户人个件])"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of thing that is struck out: its code, what people call it, and whether it only asks."""

    code: str
    label: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a text that a rule names, half-open."""

    start: int
    end: int
    rule: Rule


RULES: Final = {
    rule.code: rule
    for rule in (
        Rule("mobile", "手机号码"),
        Rule("landline", "固定电话"),
        Rule("identity", "身份证件号码"),
        Rule("account", "银行账号"),
        Rule("plate", "车牌号码"),
        Rule("mail", "电子邮箱"),
        Rule("person", "个人姓名"),
        Rule("home", "个人住址"),
        Rule("maybe-number", "疑似号码", sure=False),
        Rule("maybe-person", "疑似个人姓名", sure=False),
        Rule("maybe-home", "疑似个人住址", sure=False),
        Rule("withheld", "不予公开的任务"),
        Rule("maybe-withheld", "提到不予公开的任务", sure=False),
        Rule("hand", "人工隐去"),
    )
}

_NUMBERS: Final = (
    ("mail", re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
    (
        "identity",
        re.compile(
            r"(?<![\dA-Za-z])(?:\d[ -]?){17}[\dXx](?![\dA-Za-z])"
            r"|身份证(?:号码?)?[:是为 ]{0,3}(?P<number>\d{15})(?!\d)"
        ),
    ),
    (
        "mobile",
        re.compile(rf"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_NOT_AMOUNT}"),
    ),
    (
        "landline",
        re.compile(
            r"(?<!\d)(?:\(0\d{2,3}\)[ -]?|0\d{2,3}[ -]?)[2-8]\d{2,3}[ -]?\d{4}"
            r"(?:[ ]?(?:转|-|ext\.?)[ ]?\d{1,6})?(?!\d)"
            r"|(?:电话|座机|固话|传真)(?:号码)?[:是为 ]{0,3}"
            r"(?P<number>[2-8]\d{2,3}[ -]?\d{4}(?:[ ]?(?:转|-)[ ]?\d{1,6})?)(?!\d)"
        ),
    ),
    (
        "account",
        re.compile(
            rf"(?<![\d.])\d(?:[ -]?\d){{15,18}}{_NOT_AMOUNT}"
            r"|(?:账号|帐号|账户|帐户|卡号)[:是为 ]{0,3}(?P<number>\d(?:[ -]?\d){7,21})(?!\d)"
        ),
    ),
    (
        "plate",
        re.compile(
            rf"[{_PROVINCES}][A-HJ-NP-Z][ ·•]?(?:[A-HJ-NP-Z0-9]{{6}}|[A-HJ-NP-Z0-9]{{5}})(?![A-Za-z0-9])"
        ),
    ),
    ("maybe-number", re.compile(rf"(?<![\d.])\d{{10,15}}{_NOT_AMOUNT}")),
)
"""In this order: a number that an earlier rule took is not looked at again."""

_NAME: Final = f"(?:{'|'.join(sorted(SURNAMES, key=len, reverse=True))})[{_HAN}]{{1,2}}"
_OFFICE_WORDS: Final = "某|家庄|家村|庄村|各|有关|全体|所有|该|本|多|等|名|位|余|数|部|问题|诉求|反映|投诉|举报|办理|工作|群众|代表"
_SAID: Final = "投诉人|举报人|信访人|上访人|来电人|反映人|当事人|联系人|经办人|申请人|被告人?|原告|死者|伤者|患者|户主"
_KIND: Final = (
    "村民|居民|业主|市民|职工|学生|贫困户|低保户|特困户|脱贫户|拆迁户|钉子户|养殖户|商户|户主"
)
_PERSONS: Final = (
    (
        "person",
        re.compile(
            rf"(?:{_SAID})(?:姓名)?(?:[:为是 ]|系){{0,2}}(?P<name>{_NAME}?)"
            rf"(?=$|[^{_HAN}]|反映|投诉|举报|称|说|的|等|与|和|及|因|在|于|已|未|提出)"
        ),
    ),
    (
        "person",
        re.compile(rf"(?:{_KIND})(?P<name>{_NAME}?)(?=反映|投诉|举报|称|上访|等[0-9一二三四五六七八九十]+[人户])"),
    ),
    ("person", re.compile(rf"姓名[:为是 ]{{1,2}}(?P<name>{_NAME}?)(?=$|[^{_HAN}])")),
    ("maybe-person", re.compile(rf"(?P<name>{_NAME}?)(?=同志|先生|女士|老人|家属|本人|户(?![{_HAN}籍均型外厕数]))")),
    ("maybe-person", re.compile(rf"(?:{_KIND})(?P<name>{_NAME}?)(?=$|[、，。；（(,;]|等)")),
)  # fmt: skip
_HOMES: Final = (
    (
        "home",
        re.compile(r"(?:家住|现住|住址|家庭地址|住在|户籍地)[:为是于 ]{0,2}(?P<home>[^，。；,;\n]{2,40})"),
    ),
    (
        "home",
        re.compile(
            rf"(?P<home>[{_HAN}\d]{{0,14}}?\d{{1,4}}(?:号楼|栋|幢|座|#楼?|楼)"
            r"(?:[一二三四五六七八九十\d]{1,3}单元)?[一二三四五六七八九十\d]{0,3}(?:层|楼)?\d{2,5}(?:室|号|户))"
        ),
    ),
    (
        "maybe-home",
        re.compile(rf"(?P<home>[{_HAN}]{{2,10}}(?:村|社区|小区|家园|花园|苑)\d{{1,4}}(?:号楼\d{{1,2}}单元|号|户主))(?!线|井|地块|路|门|闸)"),
    ),
)  # fmt: skip
_NO_NAME: Final = re.compile(rf"{_OFFICE_WORDS}|[落农住商用租入每千万百开门客账帐特][户]?$|××|\*")
"""What stands behind a family name's character in words that are no name, or makes it one of nobody (张某)."""


def find(text: str, officials: Collection[str] = ()) -> list[Found]:
    """Return what the rules find in a text, in its order, without overlaps.

    `officials` are persons whose names are public with their office (leaders that the release
    names): they are no private persons and are left alone.
    """
    narrow = text.translate(_NARROW)
    taken: list[Found] = []
    for found in (*_numbers(narrow), *_homes(narrow), *_persons(narrow, officials)):
        if not any(found.start < one.end and one.start < found.end for one in taken):
            taken.append(found)
    return sorted(taken, key=lambda one: one.start)


def _numbers(text: str) -> Iterator[Found]:
    if not any(character.isdigit() or character == "@" for character in text):
        return
    for code, pattern in _NUMBERS:
        for match in pattern.finditer(text):
            named = match.groupdict().get("number")
            yield Found(*match.span("number" if named else 0), RULES[code])


def _homes(text: str) -> Iterator[Found]:
    for code, pattern in _HOMES:
        for match in pattern.finditer(text):
            yield Found(*match.span("home"), RULES[code])


def _persons(text: str, officials: Collection[str]) -> Iterator[Found]:
    for code, pattern in _PERSONS:
        for match in pattern.finditer(text):
            name = match["name"]
            if name in officials or _NO_NAME.search(name):
                continue
            yield Found(*match.span("name"), RULES[code])
