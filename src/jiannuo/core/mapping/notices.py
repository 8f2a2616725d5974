"""The operating rules that a notice orders: who reports what by when, which bulletins follow."""

import re
from collections.abc import Iterable

from jiannuo.core.mapping.wording import tidy
from jiannuo.core.records import Rule
from jiannuo.core.tables import Paragraph

_SENTENCE = re.compile(r"[^。！!\n]+[。！!]?")
_DUTIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "定期报送",
        re.compile(
            r"每(?:月|季度?|周|旬|半月)|次月|次季|一月一报|一季一报|一周一报|月报|季报|工作日内"
        ),
    ),
    (
        "限时报送",
        re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*日(?:\d{1,2}时)?(?:下班)?(?:之?前|以前)|\d{1,2}日前"),
    ),
    (
        "通报",
        re.compile(
            r"一[事月季周][^，。]{0,2}一通报|一季度一通报|及时通报|予以通报|通报批评|定期通报|第一时间通报"
        ),
    ),
    (
        "督促检查",
        re.compile(
            r"定期检查|重点抽查|实地督查|跟踪督查|全程督查|督促检查|督导检查|随机抽查|“回头看”|台账"
        ),
    ),
    ("考核", re.compile(r"纳入[^，。]{0,12}考核|考核(?:内容|依据|结果)|年终考核|约谈|问责|追责")),
    (
        "分解落实",
        re.compile(
            r"逐[项条级][、，]?逐?[项条级]?分解|分解细化|制定[^，。]{0,10}(?:方案|计划)|倒排工期|明确[^，。]{0,10}(?:目标|责任|计划|时限)"
        ),
    ),
    ("协调解决", re.compile(r"协调(?:解决|推进)|研究解决|组织[^，。]{0,14}解决")),
)
_MODAL = re.compile(r"要|应|须|必须|于|请|将|按照|严格|务必|不得")
_REPORTING = re.compile(
    r"报|填写|上报|反馈|报送|提交|通报|检查|抽查|督查|考核|问责|约谈|分解|制定|协调|解决|台账|方案|计划"
)


def read_rules(paragraphs: Iterable[Paragraph]) -> tuple[Rule, ...]:
    """Find the sentences that order something of the supervised work, each with what it is about."""
    rules: list[Rule] = []
    for paragraph in paragraphs:
        for sentence in _SENTENCE.findall(paragraph.text):
            quote = tidy(sentence)
            if not (_MODAL.search(quote) and _REPORTING.search(quote)):
                continue
            rules.extend(
                Rule(rule=duty, quote=quote) for duty, words in _DUTIES if words.search(quote)
            )
    return tuple(rules)


_PARTS = (
    (re.compile(r".{2,60}[：:]$"), "主送机关或引语"),
    (re.compile(r"\s*附\s*件\s*[：:]"), "附件说明"),
    (re.compile(r"\s*抄\s*(?:送|报)\s*[：:]"), "抄送"),
    (re.compile(r"\s*(?:注|备\s*注|说\s*明)\s*[：:]"), "表格的附注"),
    (re.compile(r"\s*[（(].{2,20}[）)]\s*$"), "附注"),
    (re.compile(r"\s*第?\s*\d{1,4}\s*期"), "期号"),
)


def part_of_notice(text: str) -> str:
    """Say in Chinese what part of a notice a paragraph is that no field took."""
    return next((name for form, name in _PARTS if form.match(text)), "表格以外的正文")
