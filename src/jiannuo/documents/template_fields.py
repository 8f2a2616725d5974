"""What may stand in braces in an office's Word templates, by use, and what is filled in there."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from jiannuo.core.readers.template_fields import FieldPlace, TemplateReading
from jiannuo.documents.models import TemplateUse


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A field: its name, what is filled in, whether it takes a paragraph of its own."""

    name: str
    meaning: str
    block: bool = False


_COMMON: Final = (
    TemplateField("发文字号", "如：临政办发〔2026〕1号；未编号时空白"),
    TemplateField("标题", "文件标题"),
    TemplateField("主送", "主送机关，带冒号"),
    TemplateField("正文", "正文各段，沿用本段的格式，层次标题换黑体、楷体", block=True),
    TemplateField("附件说明", "附件名称，一行一个"),
    TemplateField("落款", "发文机关署名"),
    TemplateField("成文日期", "如：2026年6月8日；未签发时空白"),
    TemplateField("附注", "如：（此件公开发布）"),
    TemplateField("台账", "附表：真正的表格，表头逐页重复", block=True),
    TemplateField("台账标题", "附表的标题"),
    TemplateField("抄送", "抄送机关，用逗号分开"),
    TemplateField("印发机关", "印发机关名称"),
    TemplateField("印发日期", "如：2026年6月8日"),
    TemplateField("稿次", "未签发时为“草稿”或“征求意见稿”，签发后空白"),
    TemplateField("年度", "如：2026"),
    TemplateField("本期", "如：5月份、二季度"),
)
_LETTER: Final = (
    TemplateField("单位", "收文单位名称"),
    TemplateField("事项", "涉及的任务原文"),
    TemplateField("期限", "答复或办结期限"),
    TemplateField("联系人", "经办人姓名"),
    TemplateField("联系电话", "经办人电话"),
)
FIELDS: Final = {
    TemplateUse.BULLETIN: (*_COMMON, TemplateField("期号", "如：第3期")),
    TemplateUse.NOTICE: (*_COMMON, TemplateField("期限", "报送计划的期限")),
    TemplateUse.REMINDER: (*_COMMON, *_LETTER),
    TemplateUse.PRESSING: (*_COMMON, *_LETTER),
    TemplateUse.TALK: (
        *_COMMON,
        *_LETTER,
        TemplateField("约谈时间", "如：2026年6月12日15时"),
        TemplateField("约谈地点", "地点"),
        TemplateField("约谈对象", "被约谈人及职务"),
    ),
}


def problems_of(use: TemplateUse, reading: TemplateReading) -> list[str]:
    """Return a sentence for everything in a template that would not be filled in as meant."""
    known = {one.name: one for one in FIELDS[use]}
    problems = list(reading.problems)
    for place in reading.fields:
        field = known.get(place.name)
        if field is None:
            problems.append(
                f"{place.where}：不认识的字段“{place.name}”，{_nearest(place.name, list(known))}"
            )
        elif field.block and not place.condition:
            problems += _standing(place)
    if not reading.fields and not problems:
        problems.append("模板里没有一个字段。字段写成 {{标题}} 这样，可以先下载样例模板来改。")
    return problems


def _nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.3)
    return f"是不是“{near[0]}”？" if near else f"可用的有：{'、'.join(known)}。"


def _standing(place: FieldPlace) -> list[str]:
    if place.in_table and place.name == "台账":
        return [f"{place.where}：“台账”是一张表，不能放在另一张表里，请移到表外单独一段。"]
    if not place.alone:
        return [f"{place.where}：“{place.name}”要独占一段，请把同一段里的其他文字移开。"]
    return []
