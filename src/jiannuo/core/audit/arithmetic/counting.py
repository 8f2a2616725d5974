"""`sum`, of things listed by name: 大夫店、麻王、西河、李家桥4个村 must name four.

A list that closes with 等 may name fewer than the number says, never more. Where a list begins
cannot always be told, so that every beginning the words allow is tried, and a mismatch is a
question, not a contradiction.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.clauses import Clause
from jiannuo.core.audit.findings import Evidence, Severity
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.linking import amounts
from jiannuo.core.audit.mentions import Mention, Passage, Side
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds

_DIGITS: Final = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_COUNT: Final = re.compile(
    r"(?P<etc>等[^、，。；“”\d]{0,8}?)?(?P<quote>[“\"])?(?P<n>(?<![\d.])[1-9]\d?|[二两三四五六七八九]?十?[二两三四五六七八九十])"
    r"(?P<unit>大|个|项|类|种|级|篇|家|座|所|处|场|件|条|镇|村|新|化|位|名|支|起|部|站|园|区|县|方面|领域|环节)"
    r"(?![\d年月日期]|以上|左右)"
)
_BETWEEN: Final = re.compile(r"、|(?<=[”》])(?=[“《])")
_JOINED: Final = re.compile(r"[和及与或]|以及")
_VERB: Final = re.compile(
    r"开展|实施|推进|建设|完成|组织|参加|加强|打造|推动|围绕|聚焦|加快|做好|抓好|促进|优化|完善|支持|举办"
    r"|引进|培育|新增|建成|启动|申报|创建|依托|按照|通过|对|向|将|把|在|从|为|以|与|由"
)
_OPENED: Final = re.compile(
    r"^[^，。；：\d]{0,16}[，,]?(?:包括|分别为|分别是)[：:]?(?P<list>.+)$",
    re.DOTALL,
)
_MEMBER: Final = re.compile(r"[^，。；：、]{0,12}?(?:、|”?等)")
"""What follows a number that belongs to one member of a longer list: 电厂三期、蓄能电站等."""
_ENDS_IN_FIGURE: Final = re.compile(r"\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,2}$")
_QUOTED_NAMES: Final = re.compile(r"”“[^“”]{2,20}”$")
_MOST: Final = 40
_NAMES: Final = 3
_KINDRED: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?P<kind>镇|乡|村|社区|街道|园区|医院|小学|中学|公园|小区)"
    r"(?:、[\u4e00-\u9fff]{1,8}?(?P=kind))+"
)
"""Names with one ending in a row: 甲镇、乙镇、丙镇."""
_GENERAL_UNITS: Final = frozenset("处个座所条家项")
_LONGEST_NAME: Final = 30


def counting(ledger: Ledger) -> Iterator[Statement]:
    """Check numbers against the names before them, behind them, and against named items."""
    for row in ledger.rows:
        for passage in row.passages:
            for clause in passage.clauses:
                if "、" in clause.text or "”“" in clause.text:
                    yield from _names_before(passage, clause)
            for mention in amounts(passage.mentions):
                yield from _names_behind(mention)
        yield from _named_items(row)
        yield from _more_names(row)
    yield from _captions(ledger)


def _names_before(passage: Passage, clause: Clause) -> Iterator[Statement]:
    text = clause.text
    start = 0
    for found in _COUNT.finditer(text):
        listed = text[start : found.start()]
        stated = _read(found["n"])
        counts = _counts(listed)
        member = _MEMBER.match(text, found.end()) and not found["etc"]
        if not counts or stated is None or stated > _MOST or member:
            continue
        start = found.end()
        evidence = passage.evidence(clause.start, clause.end)
        most = max(counts)
        if stated in counts or (found["etc"] and most <= stated):
            yield holds("sum", evidence)
        elif _plainly_wrong(listed, most, stated, etc=bool(found["etc"])):
            yield _miscounted(most, stated, found[0], (evidence,), at_least=bool(found["etc"]))


def _counts(listed: str) -> set[int]:
    """How many names a list may hold, by every place where it may begin; empty for no list."""
    pieces = _BETWEEN.split(listed)
    if len(pieces) == 1 or not pieces[-1].strip() or len(pieces[-1]) > _LONGEST_NAME:
        return set()
    if any("等" in piece for piece in pieces):
        return set()
    lengths = {len(pieces)}
    for place, piece in enumerate(pieces[1:], 1):
        if _VERB.search(piece[1:]) and len(pieces) - place >= 1:
            lengths.add(len(pieces) - place)
    joined = sum(bool(_JOINED.search(piece)) for piece in pieces)
    return {length + more for length in lengths for more in range(joined + 1)} - {1}


def _plainly_wrong(listed: str, most: int, stated: int, *, etc: bool) -> bool:
    """Say whether a mismatch is worth a question: a list of bare, parallel names, off by a little.

    泉头、申丰、泉兴水泥碳足迹评价6个合同 is no such list (two contracts each), nor is one whose members
    carry figures of their own.
    """
    pieces = _BETWEEN.split(listed)
    others = sorted(len(piece) for piece in pieces[:-1])
    if etc:
        return stated < most and not any(_ENDS_IN_FIGURE.search(piece) for piece in pieces)
    if _QUOTED_NAMES.search(listed):
        return stated <= 2 * most
    parallel = len(pieces[-1]) <= 2 * others[len(others) // 2] + 2
    figures = any(re.search(r"\d|“.?[二两三四五六七八九十]", piece) for piece in pieces[1:])
    figures = figures or _ENDS_IN_FIGURE.search(pieces[0]) is not None
    each = stated > most and stated % most == 0
    return most >= _NAMES and stated <= 2 * most and parallel and not figures and not each


def _names_behind(mention: Mention) -> Iterator[Statement]:
    """25条道路，包括甲路、乙路……等: the list runs to its 等 or to the end of the sentence."""
    if not mention.is_counted or mention.owner is not None or mention.value.denominator != 1:
        return
    _, end = mention.passage.sentence(mention.sentence)
    opened = _OPENED.match(_without_brackets(mention.passage.text[mention.end : end]))
    if opened is None or "、" not in opened["list"]:
        return
    listed, etc, _ = opened["list"].partition("等")
    names = [name for name in re.split("[、，,]", listed) if name.strip()]
    stated = int(mention.value)
    if len(names) < _NAMES or re.search(r"\d+[个家项处条座]", listed):
        return
    most = len(names) + sum(bool(_JOINED.search(name)) for name in names)
    evidence = (mention.evidence(), mention.passage.evidence(mention.end, end))
    if len(names) <= stated <= most or (etc and most <= stated):
        yield holds("sum", *evidence)
    elif stated <= 2 * len(names):
        yield _miscounted(len(names), stated, mention.quote(), evidence, at_least=bool(etc))


def _named_items(row: RowReading) -> Iterator[Statement]:
    """Check a number of things in the target, and a field whose items each carry such a thing's name."""
    for field in dict.fromkeys(passage.field for passage in row.passages):
        named = [p for p in row.passages_of(field) if p.name]
        names = list(dict.fromkeys(p.name for p in named if p.name))
        ending = _common_ending(names)
        if len(names) < _NAMES or not ending:
            continue
        if all(p.name and p.marker for p in row.passages_of(field)):
            yield from _numbered_items(row, named)
        for mention in amounts(row.on(Side.TARGET)):
            if not mention.is_counted or mention.passage in named:
                continue
            if ending not in mention.tail and not mention.head.endswith(ending):
                continue
            evidence = (mention.evidence(), *(_name_of(p) for p in named[:5]))
            stated = int(mention.value)
            if stated == len(names):
                yield holds("sum", *evidence)
            elif abs(stated - len(names)) <= max(2, len(names) // 2):
                yield _miscounted(len(names), stated, mention.quote(), evidence)


def _more_names(row: RowReading) -> Iterator[Statement]:
    """Check names of one kind in the period's target against the number of that kind for the year.

    齐镇、金镇、岭镇创建 names three; a year's 国家卫生镇1个 cannot hold them.
    """
    wholes = [m for m in amounts(row.wholes) if m.is_counted and m.head]
    for passage in row.passages_of("period_target") if wholes else ():
        for clause in passage.clauses:
            found = _KINDRED.search(clause.text)
            names = found[0].split("、") if found else []
            for whole in wholes if len(names) >= _NAMES else ():
                if found is None or not whole.head.endswith(found["kind"]):
                    continue
                evidence = (whole.evidence(), passage.evidence(clause.start, clause.end))
                if len(names) <= whole.value:
                    yield holds("sum", *evidence)
                else:
                    counted, stated = len(names), int(whole.value)
                    yield _miscounted(counted, stated, whole.quote(), evidence, at_least=True)


def _numbered_items(row: RowReading, named: list[Passage]) -> Iterator[Statement]:
    """Check a report that takes the things its target counts one by one: 5处公园, ① to ⑤."""
    first = [p.mentions[0] for p in row.passages_of("period_target")[:1] if p.mentions]
    for mention in amounts(first):
        stated, counted = int(mention.value), len(named)
        general = mention.quantity.unit in _GENERAL_UNITS and named[0].side is Side.REPORT
        if not general or abs(stated - counted) > max(2, counted // 2):
            continue
        evidence = (mention.evidence(), *(_name_of(p) for p in named[:5]))
        if stated == counted:
            yield holds("sum", *evidence)
        else:
            yield _miscounted(counted, stated, mention.quote(), evidence)


def _captions(ledger: Ledger) -> Iterator[Statement]:
    """22件实事 over a table, and the table's rows."""
    for number, table in enumerate(ledger.document.tables, 1):
        found = re.search(r"(?<![\d.])(\d{1,3})[件项个]", table.caption or "")
        rows = [row for row in ledger.rows if row.reference.table == number]
        if found is None or not rows:
            continue
        counts = {len(rows), len({row.row.task for row in rows})}
        counts |= {len({row.row.number for row in rows})}
        stated = int(found[1])
        evidence = Evidence(
            text=table.caption or "", field="caption", span=(0, 0), row=rows[0].reference
        )
        if stated in counts:
            yield holds("sum", evidence)
        else:
            yield _miscounted(len(rows), stated, found[0], (evidence,))


def _miscounted(
    counted: int,
    stated: int,
    words: str,
    evidence: tuple[Evidence, ...],
    *,
    at_least: bool = False,
) -> Statement:
    more = "列出的多于所写的数" if at_least else "列出的与所写的数不一致"
    return denied(
        "sum",
        Severity.QUESTION,
        evidence,
        f"{saying.quoted(words)}：数下来列出{counted}个，{more}。请核对数字，或补全、删去列出的名称。",
        formula="+".join(["1"] * counted) if counted <= _MOST else str(counted),
        computed=Interval.exactly(counted),
        stated=Interval.exactly(stated).best,
        unit="个",
    )


def _common_ending(names: list[str]) -> str:
    """Give the longest ending of two characters or more that all names share (brackets left out)."""
    plain = [_without_brackets(name).strip() for name in names]
    if not plain:
        return ""
    ending = ""
    shortest = min(plain, key=len)
    for length in range(2, len(shortest) + 1):
        candidate = shortest[-length:]
        if all(name.endswith(candidate) for name in plain):
            ending = candidate
    return ending


def _name_of(passage: Passage) -> Evidence:
    return Evidence(
        text=passage.name or "",
        field=passage.field,
        span=(passage.start, passage.start),
        citation=passage.citation,
        row=passage.row,
    )


def _without_brackets(text: str) -> str:
    return re.sub(r"[（(][^（）()]*[）)]", "", text)


def _read(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    if len(word) == 1:
        return _DIGITS.get(word)
    tens, _, ones = word.partition("十")
    if "十" not in word:
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
