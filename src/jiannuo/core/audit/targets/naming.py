"""What a figure is called in a series: few words, the same from one period to the next."""

import re
from typing import Final

from jiannuo.core.audit.mentions import Mention

_LEADING: Final = re.compile(
    r"^(?:[\s，。；、]|力争|争取|确保|累计|已经?|目前|完成|实现|至少|建设完成|每月|每季度|当月|本月|全年|年内|预计|达到|(?:1|\d+)[-—~]\d+月份?"
    r"|截至[^，]{0,8}[日底末])++"
)
_TRAILING: Final = re.compile(
    r"(?:[\s，。；、的]|累计|达到?|突破|超过|不[低少]于|不[高超]于|不超过|控制在|保持在|以[上内下]|左右|完成|为|至|任务)++$"
)


def subject_of(mention: Mention) -> str:
    """Name what a figure is about: its item and the words around it, without verbs and bounds."""
    words = _trimmed(f"{mention.head}{mention.tail}") or _trimmed(mention.before)
    name = mention.passage.name
    return "：".join(part for part in (name, words) if part)


def _trimmed(words: str) -> str:
    before = None
    while before != words:
        before = words
        words = _LEADING.sub("", _TRAILING.sub("", words))
    return words
