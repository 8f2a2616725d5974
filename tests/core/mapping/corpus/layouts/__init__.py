"""The layouts: each draws a ledger and says which rows should come back."""

import random
from collections.abc import Callable
from typing import Final

from tests.core.mapping.corpus.drawing import Drawn
from tests.core.mapping.corpus.layouts import figures, lists, odd, prose
from tests.core.mapping.corpus.ledger import Ledger

Layout = Callable[[Ledger, random.Random], Drawn]

TABLES: Final[dict[str, Layout]] = {
    "任务清单": lists.plain_list,
    "类别合并": lists.merged_categories,
    "小标题分组": lists.grouped_by_headings,
    "状态小标题": lists.grouped_by_status,
    "完成状态开头": lists.verdicts_open,
    "合计与附注": lists.with_totals_and_notes,
    "季度分列": lists.quarters_in_columns,
    "三级表头": lists.three_header_lines,
    "月份分列": lists.months_in_columns,
    "一格多标签": lists.labels_in_a_cell,
    "目标带标签": lists.labelled_targets,
    "责任分解表": lists.division_of_work,
    "单位与责任人同格": lists.units_with_people,
    "整改清单": lists.rectification,
    "一项多行": lists.several_lines_a_task,
    "无表头": odd.without_header,
    "转置": odd.transposed,
    "督办单": odd.card,
    "多张附表": odd.several_tables,
    "跨页重复表头": odd.repeated_headers,
    "指标表": figures.indicators,
    "分组矩阵": figures.grouped_matrix,
    "地区指标矩阵": figures.flat_matrix,
    "单位完成数": figures.unit_tally,
}
PROSE: Final[dict[str, Layout]] = {
    "叙述清单": prose.bracketed_list,
    "逐条标签": prose.labelled_paragraphs,
    "分级小标题": prose.report_with_headings,
    "督查通报": prose.bulletin,
}
LAYOUTS: Final[dict[str, Layout]] = TABLES | PROSE
