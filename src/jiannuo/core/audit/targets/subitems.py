"""`subitem-missing` and `other-result`: a piece of the target that the report never mentions.

Only acts that can be searched for count (签约, 考察, 核查, 摸底 …), under any of their names; an act
whose object is plainly reported on, or whose item has long passed to a later stage, is not missed.
Where nothing of what was asked is mentioned, the report tells of something else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jiannuo.core.audit import saying, stages, subjects
from jiannuo.core.audit.findings import Evidence, Outcome, Severity, Verdict
from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.acts import acts_in, is_incidental, is_soft
from jiannuo.core.audit.targets.demands import Demand, demands
from jiannuo.core.audit.targets.due import not_yet
from jiannuo.core.audit.targets.yardsticks import yardstick

_REPORTED_ON: Final = 0.34
"""A demand shares this much of its words with the report: then its object is reported on."""
_ENUMERATED: Final = 3
_NOTHING: Final = re.compile(
    r"(?:本月|当月|本期|本季度|\d{1,2}月份?)[^，。；]{0,4}?(?:无|没有|暂无)(?:符合|新增|此项|该项|相关|任务|可)"
)
_MOST_QUOTED: Final = 3
_LEAST_HERE: Final = 2
_HALF: Final = 0.5
_BETWEEN: Final = re.compile("[、和及与]|以及")
_VERBS: Final = re.compile(
    "策划|举办|组织|开展|完成|推进|实施|建设|发动|做好|抓好|启动|参加|召开|推动|办好|新建|改造|对"
)
_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”]{2,10}")


def subitems(ledger: Ledger) -> Iterator[Statement]:
    """Look for every demand of a row that claims to be done."""
    for row, verdict in _claimed(ledger):
        asked, reported = yardstick(ledger, row), row.report
        answered = verdict.outcome is Outcome.MET
        paired = {pair.target.span for pair in verdict.pairs}
        found = [
            d
            for d in demands(asked, reported)
            if _checkable(d, answered=answered)
            and _quote(d).span not in paired
            and not not_yet(d.text, ledger.month)
        ]
        missing = [d for d in found if not _mentioned(d)]
        yield from (holds("subitem-missing", _quote(d)) for d in found if d not in missing)
        nothing = next((m for p in reported if (m := _NOTHING.search(p.text))), None)
        if nothing is not None:
            yield _nothing_done(row, nothing[0])
        elif missing:
            yield _asked(missing, verdict, others=len(missing) < len(found))
        yield from _left_out(asked, reported)


def _claimed(ledger: Ledger) -> Iterator[tuple[RowReading, Verdict]]:
    """Rows that claim their target is met."""
    verdicts = {verdict.row: verdict for verdict in ledger.verdicts}
    for row in ledger.rows:
        verdict = verdicts.get(row.reference)
        if verdict is not None and verdict.claim is Outcome.MET:
            yield row, verdict


def _checkable(demand: Demand, *, answered: bool) -> bool:
    """Say whether a demand can be searched for; `answered` that the row's figures reach its target."""
    acts = acts_in(demand.text)
    if not acts or is_incidental(demand.text):
        return False
    if is_soft(demand.text):
        return not answered and any(act.decisive for act in acts)
    return True


def _mentioned(demand: Demand) -> bool:
    answer = demand.answer
    acts = acts_in(demand.text)
    if any(act.told.search(answer) for act in acts):
        return True
    if any(act.decisive for act in acts):
        return False
    around = subjects.grams(answer)
    if subjects.covered(demand.terms, around) >= _REPORTED_ON:
        return True
    asked = stages.furthest("，".join(act.name for act in acts))
    reached = stages.reached(answer)
    return asked is not None and reached is not None and reached > asked


def _asked(missing: Sequence[Demand], verdict: Verdict, *, others: bool) -> Statement:
    quotes = "、".join(saying.quoted(d.text) for d in missing[:_MOST_QUOTED])
    rule = "subitem-missing" if others or len(missing) == 1 else "other-result"
    evidence = [_quote(demand) for demand in missing]
    if rule == "other-result":
        evidence.append(_whole(missing[0]))
    claimed = (verdict.claimed or "").strip(" 。")
    return denied(
        rule,
        Severity.QUESTION,
        evidence,
        f"目标里的{quotes}，完成情况没有提到，自评“{claimed}”。请补充这一项的进展；若已用别的说法反映，请指明。",
    )


def _nothing_done(row: RowReading, words: str) -> Statement:
    passage = next(p for p in row.report if words in p.text)
    place = passage.text.index(words)
    clause = next(c for c in passage.clauses if c.start <= place < c.end)
    said = passage.evidence(clause.start, clause.end)
    return denied(
        "other-result",
        Severity.QUESTION,
        (said,),
        f"完成情况写明{saying.quoted(said.text)}，却按完成上报。请说明本期目标是否仍要求完成，还是应注明“本期无任务”。",
    )


def _left_out(asked: Sequence[Passage], reported: Sequence[Passage]) -> Iterator[Statement]:
    """Members of a list that the report repeats but for one or two: 西瓜节 of four feasts."""
    for demand in demands(asked, reported):
        names = _members(demand.text)
        here = [name for name in names if _named(name, demand.answer)]
        left = [name for name in names if name not in here]
        if len(names) < _ENUMERATED or len(here) < _LEAST_HERE or len(left) > len(here) / 2:
            continue
        if not left:
            yield holds("subitem-missing", _quote(demand))
            continue
        yield denied(
            "subitem-missing",
            Severity.QUESTION,
            (_quote(demand), _whole(demand)),
            f"目标列了{saying.quoted('、'.join(names))}，完成情况提到了其中{len(here)}个，没有提到"
            f"{saying.quoted('、'.join(left))}。请补充，或说明不再开展的原因。",
        )


def _named(name: str, answer: str) -> bool:
    return name in answer or subjects.covered(subjects.grams(name), subjects.grams(answer)) >= _HALF


def _members(text: str) -> list[str]:
    """Give the names that a clause lists: without the verb before the first, without 等 after the last."""
    pieces = _BETWEEN.split(text.partition("等")[0])
    if len(pieces) < _ENUMERATED:
        return []
    pieces[0] = _VERBS.split(pieces[0])[-1]
    names = [piece.strip() for piece in pieces]
    return names if all(_NAME.fullmatch(name) for name in names) else []


def _quote(demand: Demand) -> Evidence:
    return demand.passage.evidence(demand.clause.start, demand.clause.end)


def _whole(demand: Demand) -> Evidence:
    passage = demand.answers[0]
    return passage.evidence(0, min(len(passage.text), 60))
