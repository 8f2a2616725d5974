"""Tables without a header: columns told apart by what they hold, and said to be guessed."""

from collections.abc import Sequence

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.contents import Contents, Kind
from jiannuo.core.mapping.headers import Header

_MOST = 0.7
_HALF = 0.5
_NAMES = (
    (Kind.NUMBER, "序号"),
    (Kind.UNITS, "责任单位"),
    (Kind.PEOPLE, "责任领导"),
    (Kind.DATE, "完成时限"),
)
_TASK = "工作任务"
_FEWEST_ROWS = 2


def supply_header(lines: Sequence[GridLine]) -> Header | None:
    """Name the columns of a table that has no header; None where nothing in it looks like tasks.

    Only what the form of the cells makes plain is named: numbers, organisations, people, times. The
    task is the column of the longest texts among the rest: works are often named after bodies
    (…展览馆, …服务中心), so that a column of names may look like organisations. What further prose
    is, only a person can say.
    """
    if len(lines) < _FEWEST_ROWS:
        return None
    width = len(lines[0].places)
    texts = [
        [line.text(column) for line in lines if line.begins(column)] for column in range(width)
    ]
    profiles = [Contents(column) for column in texts]
    names: list[tuple[str, ...]] = [()] * width
    for kind, name in _NAMES:
        if (column := _best(kind, profiles, names)) is not None:
            names[column] = (name,)
    prose = _prose(profiles, texts, names)
    if prose is None and (units := _column(names, "责任单位")) is not None:
        # The only column of names holds the tasks, unless the tasks are somewhere else.
        names[units], prose = (), units
    if prose is None:
        return None
    names[prose] = (_TASK,)
    if sum(map(bool, names)) < _FEWEST_ROWS or not _is_list(names):
        return None
    return Header(first=0, last=0, names=tuple(names), lines=(), cells=(None,) * width)


def _best(kind: Kind, profiles: Sequence[Contents], names: Sequence[tuple[str, ...]]) -> int | None:
    """Return the free column that holds most of a kind, the last of equals, if that is enough."""
    shares = [
        (profile.share(kind), column)
        for column, profile in enumerate(profiles)
        if not names[column]
    ]
    share, column = max(shares, default=(0.0, 0))
    return column if share >= _MOST else None


def _prose(
    profiles: Sequence[Contents],
    texts: Sequence[Sequence[str]],
    names: Sequence[tuple[str, ...]],
) -> int | None:
    """Return the free column of the longest texts; the first where several hold sentences."""
    free = [
        column
        for column, profile in enumerate(profiles)
        if not names[column] and profile.filled * 2 >= len(texts[column])
    ]
    sentences = [n for n in free if profiles[n].share(Kind.PROSE, Kind.SHORT) >= _MOST]
    if sentences:
        return sentences[0]
    words = [n for n in free if profiles[n].share(Kind.FIGURE, Kind.NUMBER) < _HALF]
    return max(words, key=lambda n: sum(map(len, texts[n])), default=None)


def _column(names: Sequence[tuple[str, ...]], name: str) -> int | None:
    return next((column for column, path in enumerate(names) if path == (name,)), None)


def _is_list(names: Sequence[tuple[str, ...]]) -> bool:
    """Say whether the columns found are a list of tasks: numbered, or with somebody responsible."""
    found = {path[0] for path in names if path}
    return bool(found & {"序号", "责任单位", "责任领导"})
