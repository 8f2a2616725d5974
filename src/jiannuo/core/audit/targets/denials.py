"""`words-deny` and `earlier-stage`: a row that claims 完成 while its own words say otherwise.

The words deny the claim where they say of the very thing asked for that it has not begun, waits for
something, or is at a plainly earlier stage. Where only an earlier stage is told, and nothing is
denied, it is a question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jiannuo.core.audit import saying, stages, subjects
from jiannuo.core.audit.clauses import Clause
from jiannuo.core.audit.findings import Evidence, Outcome, Severity
from jiannuo.core.audit.mentions import Passage
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.targets.demands import Demand, demands, subjects_of
from jiannuo.core.audit.targets.yardsticks import yardstick

_NOT_DONE: Final = re.compile(
    r"(?:尚|仍|暂|还|均)?未(?!来|必|成年|雨|央|经|及|曾|有|发生|发现|出现|造成|收到|接到|参保|脱贫|见|知|婚|利用|办结)[\u4e00-\u9fff]{2}"
    r"|没有(?:完成|开工|启动|开始|实施|进场)|无法|暂停|停工|停滞|搁置|取消|暂缓|推迟|延期|延后|置后"
    r"|不需|无需|不再(?:实施|建设|进行|开展)"
)
_WAITS: Final = re.compile(r"待[^，。；]{2,40}?后")
_DONE: Final = re.compile(r"已(?!安排|列入|纳入|拟|向)|完成|完工|竣工|建成|通车|投用|结束|通过")
_ONGOING: Final = re.compile(r"正在|尚在|仍在|正处于|进行中")
_ASKS_END: Final = re.compile(
    r"完成|建成|竣工|完工|开工|动工|投用|通车|开园|验收|通过|取得|立项|基本完成|启动|进行|开始"
    r"|出台|印发|颁布"
)
_ONLY_VERB: Final = re.compile(r"^(?:再|即可?|方可|才能?|立即|后)+")
_LEADING: Final = re.compile(r"^(?:目前|该|因此|但|其中|现|全县|全市|全区)+")
_BEFORE: Final = re.compile(r"(?P<act>[\u4e00-\u9fff]{2,6}?)前(?:期|的)?(?:各项)?准备")
_TITLE: Final = re.compile(r"《[^》]*》")
_ISSUED: Final = re.compile("出台|印发|颁布")
_ISSUED_THERE: Final = re.compile("出台|印发|颁布|下发|公布|审议通过|(?<!拟)发布|实施")
_DRAFTED: Final = re.compile("起草|征求意见|合法性审查|正在修改|送审|报审|审查程序")
"""The steps of a document before it is issued."""
_SAME: Final = 0.6
_NEARLY_ALL: Final = 0.8
_FEW: Final = 3
_SHORTEST_NAME: Final = 4
_LONG_NAME: Final = 4
_ON_PAPER: Final = 2
"""The stages up to here (preparation, papers, land) come before any work."""


@dataclass(frozen=True)
class _Piece:
    """A clause of the report about the `thing`-th thing of a demand; `named` that it says so itself."""

    passage: Passage
    clause: Clause
    thing: int
    named: bool


def denials(ledger: Ledger) -> Iterator[Statement]:
    """Check the words of every row that claims its target is met."""
    claims = {verdict.row: verdict for verdict in ledger.verdicts}
    for row in ledger.rows:
        verdict = claims.get(row.reference)
        if verdict is None or verdict.claim is not Outcome.MET:
            continue
        claimed = (verdict.claimed or "").strip(" 。")
        for demand in demands(yardstick(ledger, row), row.report):
            yield from _checked(demand, claimed)


def _checked(demand: Demand, claimed: str) -> Iterator[Statement]:
    if not _ASKS_END.search(demand.text):
        return
    things = subjects_of(demand.text)
    told = tuple(_told(demand, things))
    denying = next((piece for piece in told if _denies(piece, demand)), None)
    earlier = None if denying else next(_earlier(told, demand), None)
    if denying and not any(p.thing == denying.thing and _done(p, demand) for p in told):
        yield _denied(demand, denying, claimed)
    elif earlier:
        yield _asked(demand, earlier, claimed)
    elif told:
        yield holds("words-deny", _quote(demand))


def _told(demand: Demand, things: tuple[frozenset[str], ...]) -> Iterator[_Piece]:
    """Give the clauses of the report that speak of what the demand asks for, and what goes on from them."""
    for passage in demand.answers:
        current: tuple[int, int] | None = None
        for clause in passage.clauses:
            thing = _named(clause.text, things) if things else _of_item(demand)
            if thing is None and _shares_a_name(demand.text, clause.text):
                thing = 0
            if thing is not None:
                current = (clause.sentence, thing)
            if thing is not None or demand.aligned:
                yield _Piece(passage, clause, thing or 0, thing is not None)
            elif current is not None and current[0] == clause.sentence:
                yield _Piece(passage, clause, current[1], named=False)
            elif _same_name(demand.text, clause.text):
                yield _Piece(passage, clause, 0, named=False)


def _shares_a_name(asked: str, said: str) -> bool:
    """Say whether a clause begins with a name of four characters that the demand holds."""
    name = _LEADING.sub("", said)[:_LONG_NAME]
    return len(name) == _LONG_NAME and name in asked


def _of_item(demand: Demand) -> int | None:
    """Take a demand without a subject (开工建设) to speak of its item, if the report has it."""
    return 0 if demand.aligned and demand.passage.name else None


def _named(text: str, things: tuple[frozenset[str], ...]) -> int | None:
    """Which of the things asked for a clause names: the one it names most fully."""
    words = subjects.grams(text)
    shares = [subjects.covered(thing, words) for thing in things]
    best = max(range(len(things)), key=lambda n: shares[n])
    if shares[best] >= _SAME:
        return best
    own = len(words) >= _FEW and subjects.covered(words, things[best]) >= _NEARLY_ALL
    return best if own else None


def _denies(piece: _Piece, demand: Demand) -> bool:
    """Say whether a clause says of what was asked for that it is not so."""
    asked, said = _apart(demand.text, piece.clause.text)
    if found := _NOT_DONE.search(said):
        rest = said[found.start() :]
        return piece.named or _same_act(rest, asked) or _same_name(demand.text, said)
    if _WAITS.search(said):
        return _touches(_WAITS.split(said)[-1] or _next(piece), asked)
    due, told = stages.furthest(asked), stages.furthest(said)
    on_paper = told is not None and told <= _ON_PAPER
    begun = due is not None and due >= stages.START
    return bool(_ONGOING.search(said) and on_paper and begun and piece.named)


def _apart(asked: str, said: str) -> tuple[str, str]:
    """Give a demand and a clause without the name that both begin with; names hold words of stages too."""
    for length in range(len(asked), _SHORTEST_NAME - 1, -1):
        name = asked[:length]
        if name in said:
            return asked[length:] or asked, said.replace(name, "", 1)
    return asked, said


def _same_name(asked: str, said: str) -> bool:
    """Say whether a clause begins with the name of what was asked for: 安置区尚未开工."""
    name = _LEADING.sub("", said)[: _SHORTEST_NAME - 1]
    return len(name) == _SHORTEST_NAME - 1 and name in asked


def _same_act(denial: str, asked: str) -> bool:
    """Say whether what is denied is the act asked for: 未开工 for 开工, 尚未组织验收 for 验收."""
    due, told = stages.furthest(asked), stages.furthest(denial)
    denied_act = _NOT_DONE.match(denial)
    verb = denied_act[0][-2:] if denied_act else ""
    return (due is not None and due == told) or (verb in asked and verb not in {"", "完成"})


def _touches(rest: str, asked: str) -> bool:
    """Say whether what comes only later is (part of) what was asked for."""
    due, later = stages.furthest(asked), stages.furthest(rest)
    shared = subjects.grams(asked) & subjects.grams(rest) or _ONLY_VERB.sub("", rest) in asked
    return bool(shared) and (due is None or later is None or later >= due)


def _next(piece: _Piece) -> str:
    following = _following(piece)
    return following.text if following is not None else ""


def _following(piece: _Piece) -> Clause | None:
    """Give the clause behind a piece in its sentence."""
    clauses = piece.passage.clauses
    return next(
        (
            clause
            for clause in clauses
            if clause.start > piece.clause.start and clause.sentence == piece.clause.sentence
        ),
        None,
    )


def _done(piece: _Piece, demand: Demand) -> bool:
    """Say whether a clause says that what was asked for is done, not only a stage before it."""
    asked, said = _apart(demand.text, piece.clause.text)
    if not piece.named or not _DONE.search(said) or _NOT_DONE.search(said):
        return False
    due, told = stages.furthest(asked), stages.furthest(said)
    return due is None or told is None or told >= due


def _earlier(told: tuple[_Piece, ...], demand: Demand) -> Iterator[_Piece]:
    """Clauses that show that only a stage before the one asked for is told of."""
    for passage in demand.answers:
        for clause in passage.clauses:
            found = _BEFORE.search(clause.text)
            if found and found["act"][-2:] in demand.text:
                yield _Piece(passage, clause, 0, named=True)
        told_there = _TITLE.sub("", passage.text)
        drafted = [c for c in passage.clauses if _DRAFTED.search(c.text)]
        if drafted and _ISSUED.search(demand.text) and not _ISSUED_THERE.search(told_there):
            yield _Piece(passage, drafted[-1], 0, named=True)
    if any(_repeats(piece, demand) for piece in told):
        return
    pieces = [(p, _apart(demand.text, p.clause.text)[1]) for p in told]
    pieces = [(piece, text) for piece, text in pieces if not _NOT_DONE.search(text)]
    if any(_DONE.search(text) and stages.furthest(text) is None for _, text in pieces):
        return
    due = stages.furthest(demand.text)
    reached = stages.furthest("，".join(text for _, text in pieces))
    if due is not None and reached is not None and reached < due:
        yield from (piece for piece, text in pieces if stages.furthest(text) == reached)
    elif due is not None and reached is None and not any(_DONE.search(t) for _, t in pieces):
        yield from (piece for piece, text in pieces if _ONGOING.search(text))


def _repeats(piece: _Piece, demand: Demand) -> bool:
    """Say whether a clause gives the demand back as done: 物资完成采购, 物资已完成采购."""
    said = piece.clause.text
    due, told = stages.furthest(demand.text), stages.furthest(said)
    there = due is None or (told is not None and told >= due)
    same = subjects.covered(demand.terms, subjects.grams(said)) >= _SAME
    return there and same and _DONE.search(said) is not None


def _denied(demand: Demand, piece: _Piece, claimed: str) -> Statement:
    end = piece.clause.end
    if _WAITS.search(piece.clause.text) and (following := _following(piece)) is not None:
        end = following.end
    said = piece.passage.evidence(piece.clause.start, end)
    return denied(
        "words-deny",
        Severity.CONTRADICTION,
        (said, _quote(demand)),
        f"自评“{claimed}”，但对目标{saying.quoted(demand.text)}，完成情况写的是{saying.quoted(said.text)}，"
        "按这句话还没有做到。请更正自评，或补充已经做到的情况。",
    )


def _asked(demand: Demand, piece: _Piece, claimed: str) -> Statement:
    said = piece.passage.evidence(piece.clause.start, piece.clause.end)
    return denied(
        "earlier-stage",
        Severity.QUESTION,
        (said, _quote(demand)),
        f"目标{saying.quoted(demand.text)}，完成情况只说到{saying.quoted(said.text)}，是前一阶段的工作，"
        f"自评“{claimed}”。请写明目标要求的这一步是否已经做到。",
    )


def _quote(demand: Demand) -> Evidence:
    return demand.passage.evidence(demand.clause.start, demand.clause.end)
