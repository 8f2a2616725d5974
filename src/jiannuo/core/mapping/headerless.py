"""Tables without a header: columns told apart by what they hold, and said to be guessed."""

from collections.abc import Sequence

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.profiles import Kind, Profile

_MOST = 0.7
_NAMES = (
    (Kind.NUMBER, "序号"),
    (Kind.UNITS, "责任单位"),
    (Kind.PEOPLE, "责任领导"),
    (Kind.DATE, "完成时限"),
)
_FEWEST_ROWS = 2


def supply_header(lines: Sequence[GridLine]) -> Header | None:
    """Name the columns of a table that has no header; None where nothing in it looks like tasks.

    Only what the form of the cells makes plain is named: numbers, organisations, people, times. The
    first column of prose is the task; what further prose is, only a person can say.
    """
    if len(lines) < _FEWEST_ROWS:
        return None
    width = len(lines[0].places)
    profiles = [
        Profile(line.text(column) for line in lines if line.begins(column))
        for column in range(width)
    ]
    names: list[tuple[str, ...]] = [()] * width
    free = [(kind, name) for kind, name in _NAMES]
    for column, profile in enumerate(profiles):
        found = next((pair for pair in free if profile.share(pair[0]) >= _MOST), None)
        if found:
            free.remove(found)
            names[column] = (found[1],)
        elif ("工作任务",) not in names and profile.share(Kind.PROSE, Kind.SHORT) >= _MOST:
            names[column] = ("工作任务",)
    if ("工作任务",) not in names or sum(map(bool, names)) < _FEWEST_ROWS:
        return None
    return Header(first=0, last=0, names=tuple(names), lines=(), cells=(None,) * width)
