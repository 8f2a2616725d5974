"""How a document says who leads: bold type, the first place, a sign, a line under the name.

The rule stands in the header (责任单位（加黑的为牵头部门）) or in a note (注：排在第一位的为牵头单位).
Without such words nothing is concluded: the first of several is not the lead because it is first.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from jiannuo.core.mapping.organisations import Member
from jiannuo.core.mapping.vocabulary import LEAD, RESPONSIBLE
from jiannuo.core.tables import Cell, MarkKind

_LEADING = r"(?:为|是|系|即为?|的|作为)?[^，。；]{0,6}(?:牵头|主责|主办|第一责任|总责)"
_BY_TYPE = {
    MarkKind.BOLD: re.compile(r"(?:加黑|加粗|黑体|粗体|粗黑)[^，。；]{0,8}?" + _LEADING),
    MarkKind.UNDERLINE: re.compile(r"(?:下划线|划线|加横线)[^，。；]{0,8}?" + _LEADING),
    MarkKind.COLOUR: re.compile(r"(?:标红|红字|红色)[^，。；]{0,8}?" + _LEADING),
}
_FIRST = re.compile(
    r"(?:首位|首个|第一位|第一个|第1位|第1个|排名第一|排第一|排首位|排名首位|列第一|居首|排在首|排在第一|列首位)[^，。；]{0,8}?"
    + _LEADING
)
_SIGN = re.compile(r"[“\"‘（(]?([*＊★☆▲△●◆■※#])[”\"’）)]?[^，。；]{0,8}?" + _LEADING)


class _Way(Enum):
    TYPE = auto()
    FIRST = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Convention:
    """One way of telling who leads: by a kind of mark, by the first place, or by a sign."""

    way: _Way
    kind: MarkKind | None = None
    sign: str = ""


def convention_in(texts: Iterable[str]) -> Convention | None:
    """Find the convention that headers or notes declare."""
    for text in texts:
        if not any(word in text for word in ("牵头", "主责", "主办", "第一责任", "总责")):
            continue
        for kind, words in _BY_TYPE.items():
            if words.search(text):
                return Convention(_Way.TYPE, kind=kind)
        if _FIRST.search(text):
            return Convention(_Way.FIRST)
        if sign := _SIGN.search(text):
            return Convention(_Way.SIGN, sign=sign[1])
    return None


def apply(
    convention: Convention, members: Sequence[Member], cell: Cell
) -> tuple[Member, ...] | None:
    """Say of each organisation of a cell whether it leads; None where the cell does not tell."""
    leads = _TELLERS[convention.way](convention, members, cell)
    if not any(leads):
        return None
    return tuple(_told(member, lead=lead) for member, lead in zip(members, leads, strict=True))


def _by_type(convention: Convention, members: Sequence[Member], cell: Cell) -> list[bool]:
    """Tell by type: a name is marked if most of its characters are."""
    marks = [mark for mark in cell.marks if mark.kind is convention.kind]

    def marked(start: int, end: int) -> bool:
        covered = sum(max(0, min(end, mark.end) - max(start, mark.start)) for mark in marks)
        return covered * 2 > end - start

    return [marked(*member.span) for member in members]


def _by_place(convention: Convention, members: Sequence[Member], cell: Cell) -> list[bool]:
    del convention, cell
    return [number == 0 for number in range(len(members))]


def _by_sign(convention: Convention, members: Sequence[Member], cell: Cell) -> list[bool]:
    """Tell by a sign, which stands right before or right behind the name."""

    def signed(start: int, end: int) -> bool:
        around = cell.text[max(0, start - 1) : start] + cell.text[end : end + 1]
        return convention.sign in around

    return [signed(*member.span) for member in members]


_TELLERS: dict[_Way, Callable[[Convention, Sequence[Member], Cell], list[bool]]] = {
    _Way.TYPE: _by_type,
    _Way.FIRST: _by_place,
    _Way.SIGN: _by_sign,
}


def _told(member: Member, *, lead: bool) -> Member:
    role = RESPONSIBLE if member.unit.role == LEAD else member.unit.role
    return replace(member, unit=replace(member.unit, lead=lead, role=LEAD if lead else role))
