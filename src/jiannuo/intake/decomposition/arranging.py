"""What a person may do with proposals: merge, split, drop, take, move, describe. Pure.

Each verb takes a draft and gives the next one, or raises DoesNotFitError with a sentence for the
person; what it does to the words keeps each character in one proposal at most.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from jiannuo.core.mapping.decomposition import TaskKind
from jiannuo.core.mapping.decomposition.times import deadline_in
from jiannuo.directory.actions.find_or_create import LONGEST_LEADER, LONGEST_ORGANISATION
from jiannuo.intake.decomposition.draft import (
    Draft,
    Proposal,
    Stretch,
    in_order,
    without_marker,
)

LONGEST_CATEGORY: Final = 200
LONGEST_WORDING: Final = 5000
LONGEST_DEADLINE: Final = 100
LONGEST_REASON: Final = 200
MOST_NAMES: Final = 60
EARLIEST_YEAR: Final = 1949
LATEST_YEAR: Final = 2100
HEADING: Final = "标题，已作为任务的类别"
_EDGES: Final = " \t\u3000。；;：:，,、"
DROPPED: Final = "核对时去掉：不作为任务立项"
LISTS: Final = {TaskKind.REPORT: "年度任务", TaskKind.PLEDGES: "民生实事"}
_NAMES: Final = re.compile(r"[、，,；;\n\t]+|\s{2,}")
_CLAUSE: Final = re.compile(r"[，；。！？,;!?]+[”’」』）)]*")


class DoesNotFitError(ValueError):
    """The draft has no such proposal or place (any more), or a value can't be; says so in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a person says about proposals; None leaves a field as it is."""

    category: str | None = None
    wording: str | None = None
    deadline: str | None = None
    leaders: str | None = None
    leads: str | None = None
    units: str | None = None


def merge(draft: Draft, ids: Sequence[int]) -> Draft:
    """Make one proposal of several of the same list; it keeps the first one's number and category."""
    members = sorted(_all(draft, ids), key=lambda one: one.begins)
    if len(members) < 2:  # noqa: PLR2004 - one alone is not merged
        raise DoesNotFitError("至少要选两项才能合并。")
    if len({one.kind for one in members}) > 1:
        raise DoesNotFitError("年度任务和民生实事不能合并，请先移到同一张清单。")
    first = members[0]
    wordings = [one.wording for one in members]
    whole = replace(
        first,
        stretches=_joined(piece for one in members for piece in one.stretches),
        wording="".join(draft.text(one) for one in members) if any(wordings) else "",
        deadline="、".join(dict.fromkeys(one.deadline for one in members if one.deadline)),
        doubts=(),
        echoes=tuple(dict.fromkeys(one for member in members for one in member.echoes)),
        leaders=_union(one.leaders for one in members),
        leads=_union(one.leads for one in members),
        units=_union(one.units for one in members),
    )
    gone = {one.id for one in members}
    left = {one.id: one for one in draft.proposals if one.id not in gone}
    return in_order(draft, left | {first.id: whole})


def merge_up(draft: Draft, proposal: int) -> Draft:
    """Merge a proposal into the one before it in its list."""
    of_list = draft.of(_one(draft, proposal).kind)
    at = [one.id for one in of_list].index(proposal)
    if at == 0:
        raise DoesNotFitError("这是清单里的第一项，前面没有可以并入的任务。")
    return merge(draft, [of_list[at - 1].id, proposal])


def places_to_split(draft: Draft, proposal: Proposal) -> list[int]:
    """Return where a proposal's words may be cut: behind each sentence and clause, but the last."""
    text = draft.verbatim(proposal)
    ends = {found.end() for found in _CLAUSE.finditer(text)}
    at = 0
    for one in proposal.stretches:
        at += one.end - one.start
        ends.add(at)
    return sorted(end for end in ends if 0 < end < len(text))


def split(draft: Draft, proposal: int, at: Iterable[int]) -> Draft:
    """Cut a proposal's words at these places; each part is a proposal with the same assignments."""
    one = _one(draft, proposal)
    allowed = set(places_to_split(draft, one))
    cuts = sorted(set(at))
    if not cuts:
        raise DoesNotFitError("请先选从哪里断开。")
    if not set(cuts) <= allowed:
        raise DoesNotFitError("这一项已经变了，不能在这里断开。请刷新页面后再试。")
    edges = [0, *cuts, len(draft.verbatim(one))]
    parts = [_cut(one.stretches, start, end) for start, end in pairwise(edges)]
    made: dict[int, Proposal] = {}
    for number, stretches in enumerate(parts):
        part = replace(
            one,
            id=one.id if number == 0 else draft.next_id + number - 1,
            stretches=stretches,
            wording="",
            doubts=(),
            echoes=one.echoes if number == 0 else (),
        )
        words = without_marker(draft.verbatim(part))
        made[part.id] = replace(part, deadline=deadline_in(words, draft.year)[0] or "")
    grown = replace(draft, next_id=draft.next_id + len(parts) - 1)
    return in_order(grown, draft.by_id | made)


def drop(draft: Draft, ids: Sequence[int], reason: str = "") -> Draft:
    """Take proposals out of the list; their sentences stay, with the reason."""
    gone = _all(draft, ids)
    why = _short(reason, LONGEST_REASON, "理由") or DROPPED
    reasons = {piece.sentence: why for one in gone for piece in one.stretches}
    left = {one.id: one for one in draft.proposals if one.id not in set(ids)}
    return in_order(replace(draft, reasons={**draft.reasons, **reasons}), left)


def head(draft: Draft, proposal: int) -> Draft:
    """Take a proposal for the topic of those behind it in its paragraph: it becomes their category.

    It heads them up to the next one that is asked about: 提高投资效益。加强……。大力提振消费。……
    """
    one = _one(draft, proposal)
    topic = without_marker(draft.verbatim(one)).strip(_EDGES)
    below: dict[int, Proposal] = {}
    for other in draft.proposals:
        if other.begins <= one.begins or other.kind is not one.kind:
            continue
        if other.doubts or not _same_paragraph(draft, one, other):
            break
        path = [part for part in (one.category, topic) if part]
        below[other.id] = replace(other, category="/".join(path)[:LONGEST_CATEGORY])
    if not below:
        raise DoesNotFitError("这一句后面没有同一段的任务，不能作为类别。")
    reasons = {**draft.reasons, **{piece.sentence: HEADING for piece in one.stretches}}
    left = {key: of for key, of in draft.by_id.items() if key != one.id}
    return in_order(replace(draft, reasons=reasons), left | below)


def take(draft: Draft, sentences: Sequence[int], kind: TaskKind) -> Draft:
    """Make proposals of sentences (or what is left of them), one of each, below the nearest category."""
    proposals = dict(draft.by_id)
    number = draft.next_id
    for sentence in dict.fromkeys(sentences):
        if not 0 <= sentence < len(draft.sentences):
            raise DoesNotFitError("没有这一句。请刷新页面后再试。")
        free = draft.free(sentence)
        if not free:
            raise DoesNotFitError("这一句已经在任务里了。请刷新页面后再看。")
        words = "".join(draft.sentences[sentence].text[piece.start : piece.end] for piece in free)
        proposals[number] = Proposal(
            id=number,
            kind=kind,
            category=_category_near(draft, sentence, kind),
            stretches=free,
            deadline=deadline_in(without_marker(words), draft.year)[0] or "",
        )
        number += 1
    if number == draft.next_id:
        raise DoesNotFitError("请先选要立项的句子。")
    reasons = {key: why for key, why in draft.reasons.items() if key not in set(sentences)}
    return in_order(replace(draft, next_id=number, reasons=reasons), proposals)


def move(draft: Draft, ids: Sequence[int], kind: TaskKind) -> Draft:
    """Put proposals into the other list."""
    moved = {one.id: replace(one, kind=kind) for one in _all(draft, ids)}
    return in_order(draft, draft.by_id | moved)


def settle(draft: Draft, ids: Sequence[int]) -> Draft:
    """Say that proposals are tasks as they stand: their doubts are answered."""
    settled = {one.id: replace(one, doubts=()) for one in _all(draft, ids)}
    return in_order(draft, draft.by_id | settled)


def describe(draft: Draft, ids: Sequence[int], said: Description) -> Draft:
    """Set category, wording, deadline, leaders and organisations of proposals.

    Names come as people write them (、 between). A wording that says the report's own words again is
    none; it can only be given to one proposal.
    """
    members = _all(draft, ids)
    if said.wording is not None and len(members) > 1:
        raise DoesNotFitError("任务内容只能一项一项地改。")
    done = {one.id: _described(draft, one, said) for one in members}
    return in_order(draft, draft.by_id | done)


def entitle(draft: Draft, *, title: str, year: str) -> Draft:
    """Say what the report is called and which year's work the list is."""
    text = year.strip().removesuffix("年")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0  # noqa: PLR2004
    if not EARLIEST_YEAR <= number <= LATEST_YEAR:
        raise DoesNotFitError(f"“{year}”不是年份，请写成四位数字，例如 2025。")
    return replace(draft, title=_short(title, LONGEST_CATEGORY, "标题"), year=number)


def names_of(text: str) -> tuple[str, ...]:
    """Read names as people list them."""
    return tuple(dict.fromkeys(name for one in _NAMES.split(text) if (name := one.strip())))


def _described(draft: Draft, one: Proposal, said: Description) -> Proposal:
    changes: dict[str, object] = {}
    if said.category is not None:
        changes["category"] = _short(said.category, LONGEST_CATEGORY, "类别")
    if said.wording is not None:
        wording = _short(said.wording, LONGEST_WORDING, "任务内容")
        own = without_marker(draft.verbatim(one))
        changes["wording"] = "" if wording in {own, ""} else wording
    if said.deadline is not None:
        changes["deadline"] = _short(said.deadline, LONGEST_DEADLINE, "完成时限")
    for field, longest, label in (
        ("leaders", LONGEST_LEADER, "领导姓名"),
        ("leads", LONGEST_ORGANISATION, "单位名称"),
        ("units", LONGEST_ORGANISATION, "单位名称"),
    ):
        text = getattr(said, field)
        if text is not None:
            changes[field] = _named(text, longest, label)
    leads = changes.get("leads", one.leads)
    units = changes.get("units", one.units)
    if isinstance(leads, tuple) and isinstance(units, tuple):
        changes["units"] = tuple(name for name in units if name not in leads)
    return replace(one, **changes)  # type: ignore[arg-type]  # each value is of its field's type


def _named(text: str, longest: int, label: str) -> tuple[str, ...]:
    names = names_of(text)
    if len(names) > MOST_NAMES:
        raise DoesNotFitError(f"一次写了 {len(names)} 个名称，最多 {MOST_NAMES} 个。")
    return tuple(_short(name, longest, label) for name in names)


def _short(text: str, longest: int, label: str) -> str:
    text = text.strip()
    if len(text) > longest:
        raise DoesNotFitError(f"{label}超过 {longest} 字，请缩短。")
    return text


def _one(draft: Draft, proposal: int) -> Proposal:
    return _all(draft, [proposal])[0]


def _all(draft: Draft, ids: Sequence[int]) -> list[Proposal]:
    if not ids:
        raise DoesNotFitError("请先选任务。")
    if not set(ids) <= set(draft.by_id):
        raise DoesNotFitError("这一项已经不在清单里了，可能刚被合并或去掉。请刷新页面后再看。")
    return [draft.by_id[one] for one in dict.fromkeys(ids)]


def _joined(pieces: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Sort stretches, and make one of two that touch."""
    found: list[Stretch] = []
    for one in sorted(pieces):
        if found and found[-1].sentence == one.sentence and found[-1].end == one.start:
            found[-1] = Stretch(one.sentence, found[-1].start, one.end)
        else:
            found.append(one)
    return tuple(found)


def _cut(stretches: Sequence[Stretch], start: int, end: int) -> tuple[Stretch, ...]:
    found, at = [], 0
    for one in stretches:
        length = one.end - one.start
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            found.append(Stretch(one.sentence, one.start + first, one.start + last))
        at += length
    return tuple(found)


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _category_near(draft: Draft, sentence: int, kind: TaskKind) -> str:
    """Return the category of the proposal before a sentence, else of the one behind it."""
    part = draft.sentences[sentence].part

    def same_part(one: Proposal) -> bool:
        return draft.sentences[one.begins.sentence].part is part

    near = [one for one in draft.of(kind) if same_part(one)]
    before = [one for one in near if one.begins.sentence < sentence]
    return (before[-1] if before else near[0]).category if near else ""


def _same_paragraph(draft: Draft, one: Proposal, other: Proposal) -> bool:
    places = [
        replace(draft.sentences[proposal.begins.sentence].passages[0].citation, span=None)
        for proposal in (one, other)
    ]
    return places[0] == places[1]


Verb = Callable[[Draft], Draft]
"""A verb with everything said but the draft."""
