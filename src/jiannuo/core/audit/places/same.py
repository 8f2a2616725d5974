"""`same-promise`: one sub-project reported under two tasks, in the same words.

Nothing is wrong with it, but a total over the table must not count it twice, and one report can
serve both.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Evidence, Severity
from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied

_FIELDS: Final = {"period_target", "progress", "progress_period"}
"""Tasks and year's targets stay out: merged cells repeat them on purpose."""
_Place = tuple[Passage, int, int]
_SHORTEST: Final = 10
_MOST: Final = 3
_PLAIN: Final = re.compile(r"[\s.．、，。；：:（）()“”\"]")
_EMPTY: Final = re.compile(r"^(?:按|根据|严格|进一步|继续|积极|有序|目前|正在|工程全部)[^，。；]*$")


def same_promise(ledger: Ledger) -> Iterator[Statement]:
    """Find sentences that two rows share word for word."""
    seen: dict[str, list[_Place]] = {}
    for row in ledger.rows:
        for passage in row.passages if row.row.region is None else ():
            if passage.field not in _FIELDS:
                continue
            for number in dict.fromkeys(clause.sentence for clause in passage.clauses):
                start, end = passage.sentence(number)
                words = _PLAIN.sub("", passage.text[start:end])
                if len(words) >= _SHORTEST and not _EMPTY.match(words):
                    seen.setdefault(words, []).append((passage, start, end))
    told: set[tuple[object, ...]] = set()
    for places in seen.values():
        by_row = {passage.row: (passage, start, end) for passage, start, end in places}
        rows = tuple(by_row)
        if not 1 < len(rows) < _MOST or rows in told:
            continue
        told.add(rows)
        yield _shared([passage.evidence(start, end) for passage, start, end in by_row.values()])


def _shared(evidence: list[Evidence]) -> Statement:
    return denied(
        "same-promise",
        Severity.NOTE,
        evidence,
        f"{saying.quoted(evidence[0].text)}在两项任务里都有，可能是同一个项目。"
        "汇总时请只计一次；确为同一项目的，可以关联后只报一遍。",
    )
