"""The list that proposals come to, as a canonical document: adopted like any other, and exported. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jiannuo.core.mapping.decomposition import TaskKind
from jiannuo.core.records import Column, Document, Row, Table, Unit, Unplaced
from jiannuo.core.tables import Citation
from jiannuo.intake.decomposition.draft import Draft, Proposal

_WHY: Final = "由报告全文分解立项得出"
_COLUMNS: Final = {
    TaskKind.REPORT: (
        ("number", "序号"),
        ("category", "类别"),
        ("task", "重点任务"),
        ("deadline", "完成时限"),
        ("leaders", "牵头领导"),
        ("units", "牵头单位"),
        ("units", "责任单位"),
    ),
    TaskKind.PLEDGES: (
        ("number", "序号"),
        ("task", "民生实事内容"),
        ("deadline", "完成时限"),
        ("leaders", "牵头领导"),
        ("units", "牵头单位"),
        ("units", "责任单位"),
    ),
}
_OPTIONAL: Final = frozenset({"category", "deadline"})
ANNEXES: Final = {TaskKind.REPORT: "附件1", TaskKind.PLEDGES: "附件2"}


def adopted(draft: Draft, source: str) -> Document:
    """Return the list as it goes into the ledger; what was not taken stands in `unplaced`."""
    captions = {
        TaskKind.REPORT: f"{draft.year}年政府工作报告年度任务",
        TaskKind.PLEDGES: f"{draft.year}年民生实事",
    }
    left = tuple(
        Unplaced(text=passage.text, citation=passage.citation, why=why)
        for one, why in draft.left()
        for passage in draft.sentences[one.sentence].within(one.start, one.end)
    )
    return replace(_document(draft, source, captions), unplaced=left)


def annexes(draft: Draft, source: str, kind: TaskKind | None = None) -> Document:
    """Return the list as an office would print it, or one of its annexes alone."""
    captions = {
        TaskKind.REPORT: f"附件1 {draft.year}年年度工作任务责任分解立项表",
        TaskKind.PLEDGES: f"附件2 {draft.year}年民生实事责任分解表",
    }
    chosen = {key: text for key, text in captions.items() if kind in {key, None}}
    return _document(draft, source, chosen)


def _document(draft: Draft, source: str, captions: dict[TaskKind, str]) -> Document:
    title = f"{draft.year}年政府工作报告任务分解立项表"
    tables = [
        _table(draft, list(draft.of(kind)), kind, caption)
        for kind, caption in captions.items()
        if draft.of(kind)
    ]
    return Document(source=source, title=title, year=draft.year, tables=tuple(tables))


def _table(draft: Draft, proposals: Sequence[Proposal], kind: TaskKind, caption: str) -> Table:
    rows = [_row(draft, one, kind, number) for number, one in enumerate(proposals, start=1)]
    columns = tuple(
        Column(header=header, field=field, why=_WHY)
        for field, header in _COLUMNS[kind]
        if field not in _OPTIONAL or any(getattr(row, field) for row in rows)
    )
    return Table(caption=caption, columns=columns, rows=tuple(rows))


def _row(draft: Draft, one: Proposal, kind: TaskKind, number: int) -> Row:
    category = one.category if kind is TaskKind.REPORT else ""
    place = place_of(draft, one)
    verbatim = draft.verbatim(one)
    warnings = (f"任务内容改写过，报告原文：{verbatim}",) if one.wording else ()
    return Row(
        number=str(number),
        category=category or None,
        task=draft.text(one),
        deadline=one.deadline or None,
        leaders=one.leaders,
        units=(
            *(Unit(name=name, lead=True, role="牵头") for name in one.leads),
            *(Unit(name=name, lead=False if one.leads else None) for name in one.units),
        ),
        raw_cells=(verbatim,),
        citations={"task": place} | ({"deadline": place} if one.deadline else {}),
        warnings=warnings,
    )


def place_of(draft: Draft, one: Proposal) -> Citation:
    """Cite a proposal's words: all of them where they stand in one paragraph, else where they begin."""
    places = [passage.citation for passage in draft.passages(one)]
    first = places[0]
    if first.span is None:
        return first
    same = [
        place.span
        for place in places
        if place.span and replace(place, span=None) == replace(first, span=None)
    ]
    return first.within(min(span[0] for span in same), max(span[1] for span in same))
