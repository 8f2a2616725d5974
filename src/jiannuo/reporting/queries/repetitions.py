"""The same promise in two lists is asked once: which lines of a sheet another line speaks for."""

from collections.abc import Sequence

from jiannuo.ledger.queries.duties import Duty
from jiannuo.ledger.queries.promises import same_promise, without_repetitions
from jiannuo.reporting.models import Line, LinePart, LineState

_DUTIES = {LinePart.WHOLE: Duty.ANSWERS, LinePart.SHARE: Duty.SHARES}


def spoken_for(lines: Sequence[Line]) -> dict[int, Line]:
    """Return the lines of one sheet that need no writing, each with the line that speaks for it.

    ``{line: main line}``, one query. A line that was sent back or is being corrected speaks for
    itself, whatever it repeats.
    """
    by_task = {line.task_id: line for line in lines}
    owed = {line.task_id: _DUTIES[LinePart(line.part)] for line in lines}
    _, feeds = without_repetitions(owed, same_promise(owed))
    return {
        by_task[task].pk: by_task[main]
        for main, fed in feeds.items()
        for task in fed
        if by_task[task].state == LineState.DRAFT
        and not by_task[task].correcting
        and by_task[task].part == LinePart.WHOLE == by_task[main].part
    }
