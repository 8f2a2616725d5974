"""Columns chosen, ordered, renamed, merged and grouped; what a plan has not is said, nothing is invented."""

from jiannuo.core.records import Column, Document, Row, Table, Unit
from jiannuo.core.rendering.arranging import ArrangedColumn, Arrangement, arrange, style_of
from jiannuo.core.rendering.grid import lay_out


def ledger() -> Document:
    people = (("1", "城建", "甲"), ("2", "民生", "乙"), ("3", "城建", "甲"), ("4", "民生", "乙"))
    rows = tuple(
        Row(
            number=number, category=category, task=f"任务{number}", leaders=(leader,),
            progress="已完工", status="完成", units=(Unit(name="区住建局"),), raw_cells=("x",),
        )
        for number, category, leader in people
    )  # fmt: skip
    columns = tuple(Column(header=name, field=name) for name in ("number", "category", "task"))
    return Document(
        source="台账", tables=(Table(columns=columns, rows=rows), Table(columns=(), rows=()))
    )


def column(header: str, field: str, **more: float) -> ArrangedColumn:
    return ArrangedColumn(header=header, field=field, **more)  # type: ignore[arg-type]  # a width at most


def test_columns_are_renamed_and_reordered_and_the_rest_is_left_out() -> None:
    wanted = Arrangement(
        title="{年}年{本期}表{?}",
        columns=(
            column("{本期}完成情况", "progress"),
            column("编号", "number"),
            column("问题", "problems"),
        ),
    )
    made = arrange(
        ledger(), wanted, tasks=((11, 12, 13, 14), ()), words={"年": "2023", "本期": "5月份"}
    )
    [table] = made.document.tables
    assert made.title == "2023年5月份表{?}"
    assert [(one.header, one.field) for one in table.columns] == [
        ("5月份完成情况", "progress"),
        ("编号", "number"),
    ]
    assert made.notes == ("“问题”一栏没有列出：这份台账中没有对应的内容。",)
    assert made.tasks == ((11, 12, 13, 14),)
    assert lay_out(table).fields == ("progress", "number")
    assert table.rows[0] == Row(number="1", progress="已完工")


def test_what_offices_call_by_another_name_stands_in_and_is_said() -> None:
    made = arrange(ledger(), Arrangement(columns=(column("年度目标", "annual_target"),)))
    assert [row.annual_target for row in made.document.rows()][:2] == ["任务1", "任务2"]
    assert "年度目标" in made.notes[0]


def test_rows_of_a_group_come_together_under_a_line_of_their_own() -> None:
    wanted = Arrangement(
        columns=(column("序号", "number"), column("任务", "task")), group="leaders"
    )
    made = arrange(ledger(), wanted, tasks=((1, 2, 3, 4),))
    [table] = made.document.tables
    assert made.tasks == ((1, 3, 2, 4),)
    grid = lay_out(table, style_of(table, wanted))
    assert [cell.text for cell in grid.cells if cell.column_span == 2] == ["甲", "乙"]
    assert grid.height == 1 + 2 + 4


def test_equal_neighbours_merge_where_asked_and_widths_are_kept() -> None:
    wanted = Arrangement(
        columns=(
            column("领导", "leaders", width=6.0),
            column("任务", "task"),
            column("序号", "number", width=3.0),
        ),
        merge=("leaders",),
        group="category",
    )
    [table] = arrange(ledger(), wanted).document.tables
    grid = lay_out(table, style_of(table, wanted))
    assert [(cell.text, cell.row_span) for cell in grid.cells if cell.row_span > 1] == [
        ("甲", 2),
        ("乙", 2),
    ]
    assert grid.shares[0] == (6 * 3.8 + 4) / 225
    assert abs(sum(grid.shares) - 1) < 1e-9
