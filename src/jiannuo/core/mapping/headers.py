"""Where a table's header ends, and what each column is called by all its lines together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.contents import Kind, is_bare_number, kind_of
from jiannuo.core.mapping.periods import span_of
from jiannuo.core.mapping.profiles import EMPTY, MappingProfile
from jiannuo.core.mapping.senses import meaning_of
from jiannuo.core.mapping.wording import folded, tight
from jiannuo.core.tables import Cell

_SEARCHED = 15
_DEEPEST = 4
_LONGEST = 40
_ENOUGH = 2
_LONGEST_PERIOD = 6
_SAYS_SOMETHING = re.compile(r"^[^（()）]+[：:]\s*\S")
"""A name with a colon and something behind it (牵头单位：县住建局) is no column's."""
_FEWEST_NAMES = 3
_SHORT_NAME = 10
_SURE = 0.7  # endings count, mere contents do not
_NO_NAME = re.compile(r"[。，；,;]|^\d+$")
_NAMING = frozenset({"task", "subproject", "target", "indicator"})
_ROW_NAMES = frozenset({"region", "units", "indicator"})


@dataclass(frozen=True, slots=True)
class Header:
    """The lines [first, last) of a table that name its columns, and the name of each column.

    `names` joins the lines from top to bottom; `lines` are the folded texts of each line, by which
    a repeated header is known; `cells` are the cells that the names stand in.
    """

    first: int
    last: int
    names: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[str, ...], ...]
    cells: tuple[Cell | None, ...]

    def path(self, column: int) -> str:
        """Return a column's name, lines joined by "/"."""
        return "/".join(self.names[column])

    def repeats(self, line: GridLine) -> bool:
        """Say whether a later row repeats a line of the header, as page breaks make it."""
        return _folded_line(line) in self.lines


def find_header(lines: Sequence[GridLine], profile: MappingProfile = EMPTY) -> Header | None:
    """Find the header among a table's first rows; None if there is none.

    One that the profile knows counts first, then a line of known names; failing that, a line over columns of figures (县区 | 固定资产投资).
    """
    searched = range(min(len(lines), _SEARCHED))
    found = next((n for n in searched if profile.knows_header(_names_of(lines[n]))), None)
    if found is not None:
        return _header(lines, found, found + 1)
    found = next((n for n in searched if is_header_line(lines[n])), None)
    for heads in (_heads_figures, _heads_texts):
        if found is None:
            found = next((n for n in searched if heads(lines, n)), None)
    if found is None:
        return None
    first, last = _top(lines, found), found + 1
    while last < len(lines) and last - first < _DEEPEST and _is_further_line(lines, first, last):
        last += 1
    return _header(lines, first, last)


def _names_of(line: GridLine) -> list[str]:
    """Return what a line would call its columns, one by one."""
    return [tight(line.text(column)) for column in range(len(line.places))]


def _heads_figures(lines: Sequence[GridLine], place: int) -> bool:
    """Say whether a line names a region (an organisation, an indicator) and then columns of figures."""
    line = lines[place]
    filled = [n for n in range(len(line.places)) if line.begins(n) and line.text(n).strip()]
    named = next((n for n in filled if _names_rows(line.text(n))), None)
    others = [n for n in filled if named is not None and n > named]
    if len(others) < _ENOUGH or any(not _may_name(line.text(n)) for n in others):
        return False
    below = [one for one in lines[place + 1 : place + 4] if not one.blank][-1:]
    held = sum(any(is_bare_number(one.text(n)) for one in below) for n in others)
    return held * 3 >= len(others) * 2


def _heads_texts(lines: Sequence[GridLine], place: int) -> bool:
    """Say whether a line of short names, one of them known, stands over longer texts.

    Offices call columns what they like (事项 | 谁来办 | 办到哪了); what the others are, a person says.
    """
    texts = _texts(lines[place])
    below = [one for one in lines[place + 1 :] if not one.blank]
    if len(texts) < _FEWEST_NAMES or len(texts) < len(lines[place].places) or not below:
        return False
    if len(set(texts)) < len(texts) or not all(map(_is_short_name, texts)):
        return False
    known = [meaning for text in texts if (meaning := meaning_of(text))]
    first = any(meaning.sense.family in _NAMING and meaning.certainty > _SURE for meaning in known)
    longer = sum(len(tight(one.text(n))) for one in below for n in range(len(one.places)))
    return first and longer > sum(map(len, texts)) * len(below)


def _is_short_name(text: str) -> bool:
    name = tight(text)
    return len(name) <= _SHORT_NAME and not _NO_NAME.search(name)


def _names_rows(text: str) -> bool:
    meaning = meaning_of(text)
    return tight(text) == "单位" or (meaning is not None and meaning.sense.family in _ROW_NAMES)


def _may_name(text: str) -> bool:
    says = "。" in text or _SAYS_SOMETHING.search(text) or is_bare_number(text)
    return len(text) <= _LONGEST and not says


def _top(lines: Sequence[GridLine], first: int) -> int:
    """Go up to the line in which the header's highest cell begins: what reaches down belongs to it."""
    highest = min(cell.row for cell in lines[first].places if cell)
    while first > 0 and lines[first - 1].row >= highest:
        first -= 1
    if first > 0 and _names_what_is_blank(lines[first - 1], lines[first]):
        first -= 1
    return first


def _names_what_is_blank(above: GridLine, line: GridLine) -> bool:
    """Say whether the line above names the columns that a line leaves blank, as plain grids do.

    县区 | 工业增速 |      | 得分
         | 目标     | 完成 |
    """
    texts = _texts(above)
    if line.text(0).strip() or not above.text(0).strip() or len(texts) < _ENOUGH:
        return False
    return all(len(text) <= _LONGEST and "。" not in text for text in texts)


def _header(lines: Sequence[GridLine], first: int, last: int) -> Header:
    width = len(lines[first].places)
    names, cells = [], []
    for column in range(width):
        path: list[str] = []
        seen: list[Cell] = []
        for number in range(first, last):
            cell = _named_by(lines, number, last, column)
            if cell and cell not in seen and cell.text.strip():
                seen.append(cell)
                text = tight(cell.text)
                if not path or path[-1] != text:
                    path.append(text)
        names.append(tuple(path))
        cells.append(seen[-1] if seen else None)
    folded_lines = tuple(_folded_line(line) for line in lines[first:last])
    return Header(first, last, tuple(names), folded_lines, tuple(cells))


def _named_by(lines: Sequence[GridLine], number: int, last: int, column: int) -> Cell | None:
    """Return the cell that names a column on a header line; an empty place takes the group's name.

    Where a grid knows no joined cells (tabs), a group's name stands over its first column and the
    places to its right are empty: they belong to it if lines below name them.
    """
    cell = lines[number].places[column]
    if (cell and cell.text.strip()) or not _named_below(lines, number, last, column):
        return cell
    for left in range(column - 1, -1, -1):
        neighbour = lines[number].places[left]
        if neighbour and neighbour.text.strip():
            return neighbour if _named_below(lines, number, last, left) else cell
    return cell


def _named_below(lines: Sequence[GridLine], number: int, last: int, column: int) -> bool:
    return any(lines[below].text(column).strip() for below in range(number + 1, last))


def is_header_line(line: GridLine) -> bool:
    """Say whether a line is made of names of columns: two of them at least by words that are known."""
    texts = _texts(line)
    if not texts or any(len(text) > _LONGEST or "。" in text for text in texts):
        return False
    if any(_SAYS_SOMETHING.search(text) for text in texts):
        return False
    known = [meaning for text in texts if (meaning := meaning_of(text)) and meaning.certainty > 0.7]  # noqa: PLR2004 - endings count, mere contents do not
    if len({meaning.sense for meaning in known}) < _ENOUGH:
        return False
    if any(kind_of(text) is Kind.NUMBER and text.isdecimal() for text in texts):
        return False
    periods = sum(_is_period(text) for text in texts if meaning_of(text) is None)
    return (len(known) + periods) * 2 >= len(texts)


def _is_period(text: str) -> bool:
    """Say whether a header is a mere period: 一季度, 5月."""
    return len(tight(text)) <= _LONGEST_PERIOD and span_of(text).period is not None


def _is_further_line(lines: Sequence[GridLine], first: int, last: int) -> bool:
    """Say whether a row goes on with the header: what it names stands under a group."""
    line = lines[last]
    if any(cell and cell.row < line.row for cell in line.places) and _covered_by_header(
        lines, first, line
    ):
        return True
    own = [(column, line.text(column)) for column in range(len(line.places)) if line.begins(column)]
    filled = [(column, text) for column, text in own if text.strip()]
    if not filled or line.text(0).strip():
        return False
    if any(len(text) > _LONGEST or "。" in text for _, text in filled):
        return False
    named = sum(_names_a_column(text) for _, text in filled)
    above = lines[last - 1]
    under_group = all(_grouped(above, column) for column, _ in filled)
    return under_group and named * 2 >= len(filled)


def _covered_by_header(lines: Sequence[GridLine], first: int, line: GridLine) -> bool:
    header_rows = {
        lines[number].row for number in range(first, first + _DEEPEST) if number < len(lines)
    }
    covering = {cell.row for cell in line.places if cell and cell.row < line.row}
    fresh = [line.text(column) for column in range(len(line.places)) if line.begins(column)]
    short = all(len(text) <= _LONGEST and "。" not in text for text in fresh)
    return bool(covering & header_rows) and lines[first].row in covering and short


def _grouped(above: GridLine, column: int) -> bool:
    """Say whether a place in the line above is a group's: joined with its neighbour, or empty."""
    cell = above.places[column]
    if cell is None or not cell.text.strip():
        return True
    if cell.column_span > 1:
        return True
    neighbours = above.places[max(0, column - 1) : column + 2]
    return sum(one is cell for one in neighbours) > 1 or any(
        one is None or not one.text.strip() for one in above.places[column + 1 : column + 2]
    )


def _names_a_column(text: str) -> bool:
    return meaning_of(text) is not None or kind_of(text) is Kind.DATE or len(tight(text)) <= 6  # noqa: PLR2004 - 一季度, 1月, 上半年


def _texts(line: GridLine) -> list[str]:
    return [cell.text.strip() for cell in line.own if cell.text.strip()]


def _folded_line(line: GridLine) -> tuple[str, ...]:
    return tuple(folded(cell.text) for cell in line.own)
