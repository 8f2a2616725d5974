"""Rows of a worksheet are high enough for their text."""

from jiannuo.core.rendering.grid import Grid, GridCell
from jiannuo.core.rendering.row_heights import HIGHEST, LINE, PADDING, line_height, row_heights


def heights(*cells: GridCell, height: int = 1) -> list[float]:
    grid = Grid(
        cells=cells, height=height, header_rows=0, fields=("task", "remarks"), shares=(0.5, 0.5)
    )
    return [(value - PADDING) / LINE for value in row_heights(grid, (21.5, 21.5))]


def test_a_text_takes_a_line_for_every_ten_characters_of_its_column() -> None:
    assert heights(GridCell(text="修" * 30, row=0, column=0)) == [3]
    assert heights(GridCell(text="修路\n架桥\n\n种树", row=0, column=0)) == [4]


def test_the_tallest_cell_decides_and_an_empty_row_keeps_a_line() -> None:
    assert heights(
        GridCell(text="修" * 30, row=0, column=0), GridCell(text="路", row=0, column=1), height=2
    ) == [3, 1]


def test_a_merged_cell_counts_all_its_columns_and_rows() -> None:
    assert heights(GridCell(text="修" * 40, row=0, column=0, column_span=2)) == [2]
    assert heights(GridCell(text="修" * 40, row=0, column=0, row_span=2), height=2) == [1, 3]


def test_no_row_is_higher_than_excel_allows() -> None:
    grid = Grid(
        cells=(GridCell(text="修" * 9999, row=0, column=0),),
        height=1,
        header_rows=0,
        fields=("task",),
        shares=(1.0,),
    )
    assert row_heights(grid, (20.0,)) == [HIGHEST]


def test_larger_letters_need_more_lines_and_higher_ones() -> None:
    one, two = line_height("修" * 10, 21.0, 10.5), line_height("修" * 10, 21.0, 21.0)
    assert two > 2 * one
