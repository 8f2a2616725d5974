"""`other-result`, where the report itself says that something else was done instead.

由于甲平台存在短板，已自行建立乙平台代替: perhaps in the spirit of the target, but not what it asked for.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Outcome, Severity
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied

_REPLACED: Final = re.compile(
    r"代替(?![人能材燃])|予以替代|不再(?:实施|建设|推进|单独|开展)|改由|暂不(?:实施|建设|开展)|终止(?:实施|建设|合作)|停止(?:实施|建设)"
)


def replaced(ledger: Ledger) -> Iterator[Statement]:
    """Look for words of substitution in rows that claim their target is met."""
    claims = {verdict.row: verdict for verdict in ledger.verdicts}
    for row in ledger.rows:
        verdict = claims.get(row.reference)
        if verdict is None or verdict.claim is not Outcome.MET:
            continue
        for passage in row.report:
            for clause in passage.clauses:
                if not _REPLACED.search(clause.text):
                    continue
                yield denied(
                    "other-result",
                    Severity.QUESTION,
                    (passage.evidence(clause.start, clause.end),),
                    f"完成情况写明{saying.quoted(clause.text)}，与目标原来的要求不同，自评“完成”。"
                    "请说明调整的依据，并确认是否仍按原目标考核。",
                )
