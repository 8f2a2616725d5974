"""How drafting and editing a bulletin read in the trail."""

from collections.abc import Sequence
from typing import Final

from jiannuo.bulletins.words import quoted
from jiannuo.history.deeds import Deed, Detail, Payload


def _drafted(said: Payload) -> str:
    period = said.get("period") or ""
    return f"拟{said['kind']}（{quoted(said['plan'])}{period}）"


def _edited(words: str) -> Deed:
    def say(said: Payload) -> str:
        counts = [
            f"{word}{len(said[key])}段"
            for key, word in (("changed", "改"), ("added", "增"), ("removed", "删"))
            if said.get(key)
        ]
        more = [word for key, word in (("title", "改标题"), ("addressee", "改主送")) if key in said]
        known = "、".join([*more, *counts])
        return f"{words}：{known}" if known else words

    return Deed(say, _paragraphs)


def _paragraphs(said: Payload) -> Sequence[Detail]:
    lines = [
        Detail("标题", f"{one['before']} → {one['after']}")
        for one in [said.get("title")]
        if one is not None
    ]
    for one in said.get("changed", ()):
        lines += [Detail("原文", one["before"]), Detail("改为", one["after"])]
    lines += [Detail("增加", text) for text in said.get("added", ())]
    return [*lines, *(Detail("删去", text) for text in said.get("removed", ()))]


DRAFT_DEEDS: Final = {
    "bulletin.draft": Deed(_drafted),
    "bulletin.edit": _edited("修改通报稿"),
    "bulletin.take_over": _edited("按台账改回通报稿"),
    "bulletin.recompute": _edited("按台账重新计算通报稿"),
}
