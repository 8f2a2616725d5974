"""Several tables in one grid, one below another: where the next begins.

附件2
民生实事责任清单
序号 | 实事项目 | 责任单位
"""

from collections.abc import Iterator, Sequence

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.headers import find_header, is_header_line
from jiannuo.core.mapping.titles import begins_attachment

_MOST_ABOVE = 4


def seams_in(lines: Sequence[GridLine]) -> Iterator[int]:
    """Yield the lines at which a further table begins: its caption, or else its header.

    A header that repeats the one above goes on with the same table, unless a caption (附件2) says
    that another begins; other columns begin another table in any case.
    """
    header = find_header(lines)
    if header is None:
        return
    for number in range(header.last + 1, len(lines)):
        if not is_header_line(lines[number]):
            continue
        first = _caption_above(lines, number, header.last)
        captioned = any(
            begins_attachment(cell.text) for line in lines[first:number] for cell in line.own
        )
        if captioned or (first < number and not header.repeats(lines[number])):
            yield first
            header = find_header(lines[number:]) or header


def _caption_above(lines: Sequence[GridLine], number: int, lowest: int) -> int:
    """Go up over the lines of a single text (or none) that stand right above a header."""
    first = number
    while first > lowest and number - first < _MOST_ABOVE and _stands_alone(lines[first - 1]):
        first -= 1
    return first


def _stands_alone(line: GridLine) -> bool:
    return len({id(cell) for cell in line.own if cell.text.strip()}) <= 1
