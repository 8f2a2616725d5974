"""From the machine's decomposition to a draft: every sentence of the report, and what is proposed. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jiannuo.core.mapping.decomposition import Decomposition, NotTaken, Part, Passage
from jiannuo.core.mapping.decomposition.sentences import sentences as cut
from jiannuo.core.tables import Citation, RawDocument
from jiannuo.intake.decomposition.draft import Draft, Proposal, Sentence, Stretch


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence before it has its number."""

    passages: tuple[Passage, ...]
    part: Part
    why: str
    task: int | None


def draft_of(raw: RawDocument, found: Decomposition) -> Draft:
    """Lay a decomposition out by sentences, in the report's order."""
    order = _Order(raw)
    pieces = sorted(_pieces(found), key=lambda one: order.of(one.passages[0].citation))
    sentences = tuple(
        Sentence(id=number, part=one.part, why=one.why, passages=one.passages)
        for number, one in enumerate(pieces)
    )
    words: dict[int, list[Stretch]] = {}
    for number, one in enumerate(pieces):
        if one.task is not None:
            words.setdefault(one.task, []).append(Stretch(number, 0, len(sentences[number].text)))
    begins = {order.of(one.passages[0].citation): one.id for one in sentences}
    proposals = [
        Proposal(
            id=at + 1,
            kind=task.kind,
            category=task.category or "",
            stretches=tuple(words[at]),
            deadline=task.deadline or "",
            doubts=task.doubts,
            echoes=tuple(
                begins[place] for one in task.echoes if (place := order.of(one.citation)) in begins
            ),
        )
        for at, task in enumerate(found.tasks)
    ]
    return Draft(
        title=found.title or "",
        year=found.year,
        sentences=sentences,
        proposals=tuple(sorted(proposals, key=lambda one: one.begins)),
        next_id=len(proposals) + 1,
    )


class _Order:
    """Where a citation stands in its document: by block, then by character."""

    def __init__(self, raw: RawDocument) -> None:
        places = [
            *(one.citation for one in raw.paragraphs()),
            *(cell.citation for table in raw.tables() for cell in table.cells),
            *(one.citation for one in raw.furniture),
        ]
        self._places: dict[Citation, int] = {}
        for number, place in enumerate(places):
            self._places.setdefault(replace(place, span=None), number)

    def of(self, citation: Citation) -> tuple[int, int]:
        block = self._places.get(replace(citation, span=None), len(self._places))
        return block, citation.span[0] if citation.span else 0


def _pieces(found: Decomposition) -> Iterator[_Found]:
    for at, task in enumerate(found.tasks):
        for passages in _sentences(task.passages):
            yield _Found(passages, Part.PLAN, "", at)
    for group in _together(found.not_taken):
        for passages in _sentences([Passage(text=n.text, citation=n.citation) for n in group]):
            yield _Found(passages, group[0].part, group[0].why, None)


def _together(left: Iterable[NotTaken]) -> Iterator[list[NotTaken]]:
    """Put the pieces of a sentence together that the source wraps over several lines."""
    group: list[NotTaken] = []
    for one in left:
        if group and not one.continues:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """Cut passages into sentences; white space between two belongs to neither."""
    whole = Sentence(id=0, part=Part.PLAN, why="", passages=tuple(passages))
    for start, end in cut(whole.text):
        words = whole.text[start:end]
        if words.strip():
            yield whole.within(
                start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
            )
