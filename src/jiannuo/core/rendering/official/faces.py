"""The faces that official documents are set in: what the standard asks for and what stands in for it.

The standard names styles, not products. Word files name the fonts that offices own (方正小标宋简体,
仿宋_GB2312 …); a PDF embeds what is there: the office's own font files first, then free families.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Face(StrEnum):
    """A style of type."""

    TITLE = "小标宋"
    BODY = "仿宋"
    HEADING = "黑体"
    SUBHEADING = "楷体"
    PLAIN = "宋体"


OFFICIAL: Final = {
    Face.TITLE: "方正小标宋简体",
    Face.BODY: "仿宋_GB2312",
    Face.HEADING: "黑体",
    Face.SUBHEADING: "楷体_GB2312",
    Face.PLAIN: "宋体",
}
"""The names that Word files carry: what offices have installed."""

_OWN: Final = {
    Face.TITLE: ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "小标宋"),
    Face.BODY: ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋"),
    Face.HEADING: ("SimHei", "黑体", "STHeiti", "华文黑体"),
    Face.SUBHEADING: ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "华文楷体"),
    Face.PLAIN: ("SimSun", "宋体", "NSimSun", "STSong", "华文宋体"),
}
_FREE: Final = {
    Face.TITLE: ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC"),
    Face.BODY: ("Zhuque Fangsong (technical preview)", "FandolFang", "FandolFang R"),
    Face.HEADING: ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "FandolHei"),
    Face.SUBHEADING: ("LXGW WenKai", "AR PL UKai CN", "FandolKai", "FandolKai R"),
    Face.PLAIN: ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "AR PL UMing CN"),
}
_LAST: Final = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Noto Sans CJK SC",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "LXGW WenKai",
)
"""Families with nearly every character, for what the face before them lacks (昇, 漷, ㎡)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The families of each face in the order in which they are tried, and what had to be replaced."""

    families: dict[Face, tuple[str, ...]]
    warnings: tuple[str, ...]


class NoFontError(Exception):
    """No Chinese font is there at all."""

    def __init__(self) -> None:
        super().__init__(
            "这台机器上没有中文字体，不能生成 PDF。请把本单位的字体文件放进数据目录的 fonts 文件夹，"
            "或安装 fonts-noto-cjk，再试一次。"
        )


def choose(there: Collection[str]) -> Chosen:
    """Choose families for each face from those that are there. Raises NoFontError."""
    present = set(there)
    last = tuple(one for one in _LAST if one in present)
    families: dict[Face, tuple[str, ...]] = {}
    warnings = []
    for face in Face:
        own = [one for one in _OWN[face] if one in present]
        free = [one for one in _FREE[face] if one in present]
        found = tuple(dict.fromkeys([*own, *free, *last]))
        if not found:
            raise NoFontError
        if not own:
            warnings.append(f"缺{face}字体（{OFFICIAL[face]}），PDF 中用 {found[0]} 代替。")
        families[face] = found
    return Chosen(families=families, warnings=tuple(warnings))
