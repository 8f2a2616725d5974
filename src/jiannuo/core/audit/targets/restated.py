"""`restated`: the target's own words given back as the report.

持续推进剩余5户拆迁 answered by 持续推进剩余5户拆迁 tells nothing. Words of completion may be repeated
(完成…30%), and a target that only asks to go on can hardly be reported otherwise.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Evidence, Outcome, Severity
from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.yardsticks import yardstick

_DONE: Final = re.compile(r"完成|实现|达到|建成|竣工|已|通过|取得|举办|组织|召开|印发|开展")
_ONLY_GOES_ON: Final = re.compile(r"^(?:继续|保持|坚持|常态化|落实好?|做好|加强|严格)")
_DIRECTED: Final = re.compile(r"^(?:推动|推进|促进|加快|力争|争取|确保|持续推进|全力推进)")
_SHORTEST: Final = 8
_PLAIN: Final = re.compile(r"[\s，。；：、,.;:“”\"（）()]")


def restated(ledger: Ledger) -> Iterator[Statement]:
    """Compare the sentences of target and report of every row that does not admit a failure."""
    claims = {verdict.row: verdict.claim for verdict in ledger.verdicts}
    for row in ledger.rows:
        if row.reference not in claims or claims[row.reference] not in {Outcome.MET, None}:
            continue
        reported = {words: said for p in row.report for words, said in _sentences(p)}
        for passage in yardstick(ledger, row):
            for words, asked in _sentences(passage):
                if words in reported:
                    yield _statement(asked, reported[words])


def _sentences(passage: Passage) -> Iterator[tuple[str, Evidence]]:
    """Yield the sentences of a passage, bare of punctuation, each with its place."""
    for number in dict.fromkeys(c.sentence for c in passage.clauses):
        start, end = passage.sentence(number)
        words = _PLAIN.sub("", passage.text[start:end])
        if len(words) >= _SHORTEST:
            yield words, passage.evidence(start, end)


def _statement(asked: Evidence, said: Evidence) -> Statement:
    words = said.text
    tells = _DONE.search(words) or _ONLY_GOES_ON.match(words)
    if tells or not (_DIRECTED.match(words) or re.search(r"\d", words)):
        return holds("restated", said, asked)
    return denied(
        "restated",
        Severity.QUESTION,
        (said, asked),
        f"完成情况{saying.quoted(words)}与目标一字不差，看不出进展。请写明做了什么、做到哪一步。",
    )
