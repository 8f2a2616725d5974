"""A small reading with everything that a person may have to look at."""

from jiannuo.core.records import (
    Column,
    Document,
    Doubt,
    Item,
    Period,
    PeriodKind,
    Row,
    Table,
    Unit,
    Unplaced,
)
from jiannuo.core.tables import Citation, Mark, MarkKind


def _at(row: int, column: int, span: tuple[int, int] | None = None) -> Citation:
    return Citation(table=1, row=row, column=column, span=span)


READING = Document(
    source="通报.docx",
    title="2023年重点工作5月份完成情况通报表",
    year=2023,
    period=Period(PeriodKind.MONTH, 5),
    place_hint="清河区",
    tables=(
        Table(
            columns=(
                Column(header="序号", field="number", why="表头为“序号”"),
                Column(header="年度目标任务", field="annual_target"),
                Column(header="完成情况", field="progress", also=("status",)),
                Column(header="责任单位", field="units"),
                Column(header="分管领导", field="leaders"),
                Column(header="备注", field="remarks"),
            ),
            rows=(
                Row(
                    number="1",
                    annual_target="1.新建学校3所；2.新建医院1所。",
                    status="完成",
                    progress="新建学校3所。",
                    units=(Unit(name="区教体局"), Unit(name="区卫健局")),
                    leaders=("崔高晋",),
                    items=(
                        Item(field="annual_target", text="新建学校3所；", marker="1."),
                        Item(field="annual_target", text="新建医院1所。", marker="2."),
                    ),
                    citations={
                        "number": _at(2, 1),
                        "annual_target": _at(2, 2),
                        "status": _at(2, 3, (0, 2)),
                        "progress": _at(2, 3, (3, 10)),
                        "units": _at(2, 4),
                        "leaders": _at(2, 5),
                    },
                    marks={"annual_target": (Mark(MarkKind.BOLD, 0, 4),)},
                    raw_cells=("1", "1.新建学校3所；2.新建医院1所。", "完成。新建学校3所。"),
                    doubts=(
                        Doubt(
                            field="units",
                            why="有多个责任单位，文件没有标明由谁牵头。",
                            confidence=0.5,
                        ),
                        Doubt(
                            field="leaders",
                            why="“崔高晋”像是识别错误，可能是“崔赞、高晋”，请核对。",
                            confidence=0.4,
                        ),
                    ),
                ),
                Row(
                    number="2",
                    annual_target="修路25条。",
                    progress="已修20条。",
                    quarter_targets={"1": "5条", "2": "15条"},
                    units=(Unit(name="区交通局", lead=True), Unit(name="区财政局", lead=False)),
                    citations={"number": _at(3, 1), "annual_target": _at(3, 2)},
                    raw_cells=("2", "修路25条。", "已修20条。"),
                ),
            ),
        ),
    ),
    unplaced=(
        Unplaced(
            text="注：数据截至5月31日。", citation=Citation(paragraph=2), why="表格以外的正文"
        ),
        Unplaced(text="另有5条在建。", citation=_at(3, 7), why="没有对应的栏"),
    ),
)
