"""The report's sentences and the proposals made of them: frozen values, and their JSON. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from jiannuo.core.mapping.decomposition import Part, Passage, TaskKind
from jiannuo.core.mapping.decomposition.headings import marker_of
from jiannuo.core.records.serialisation import citation_from_json, citation_to_json

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the report: its place among all (`id`, from 0), its part, its verbatim passages.

    `why` is the machine's reason for taking it into no task; "" where it proposed one.
    """

    id: int
    part: Part
    why: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The sentence's words; what the source wraps is one."""
        return "".join(one.text for one in self.passages)

    def within(self, start: int, end: int) -> tuple[Passage, ...]:
        """Cite the characters [start, end) of the sentence."""
        found, begin = [], 0
        for one in self.passages:
            first, last = max(start - begin, 0), min(end - begin, len(one.text))
            if first < last:
                at = one.citation.span[0] if one.citation.span else 0
                found.append(
                    Passage(
                        text=one.text[first:last],
                        citation=one.citation.within(at + first, at + last),
                    )
                )
            begin += len(one.text)
        return tuple(found)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """The characters [start, end) of a sentence."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposed task: which words it is made of, and what a person said about it.

    `wording` is what a person wrote instead of the report's words; `doubts` ask whether it is a task;
    `echoes` are sentences elsewhere that promise the same; `leads` and `units` are organisations.
    """

    id: int
    kind: TaskKind
    category: str
    stretches: tuple[Stretch, ...]
    wording: str = ""
    deadline: str = ""
    doubts: tuple[str, ...] = ()
    echoes: tuple[int, ...] = ()
    leaders: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def begins(self) -> Stretch:
        """Where its words begin: proposals stand in the report's order."""
        return self.stretches[0]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A report on its way to a list; `reasons` are a person's for sentences taken out of the list."""

    title: str
    year: int | None
    sentences: tuple[Sentence, ...]
    proposals: tuple[Proposal, ...]
    reasons: Mapping[int, str] = field(default_factory=dict)
    next_id: int = 1

    def of(self, kind: TaskKind) -> tuple[Proposal, ...]:
        """Return the proposals of one list, in the report's order."""
        return tuple(one for one in self.proposals if one.kind is kind)

    @cached_property
    def by_id(self) -> dict[int, Proposal]:
        """The proposals by their numbers."""
        return {one.id: one for one in self.proposals}

    def verbatim(self, proposal: Proposal) -> str:
        """Return the report's words that a proposal is made of."""
        return "".join(
            self.sentences[one.sentence].text[one.start : one.end] for one in proposal.stretches
        )

    def text(self, proposal: Proposal) -> str:
        """Return what stands in the list: the person's wording, else the words without their number."""
        return proposal.wording or without_marker(self.verbatim(proposal))

    def passages(self, proposal: Proposal) -> tuple[Passage, ...]:
        """Cite a proposal's words."""
        return tuple(
            passage
            for one in proposal.stretches
            for passage in self.sentences[one.sentence].within(one.start, one.end)
        )

    @cached_property
    def taken(self) -> dict[int, list[tuple[Stretch, int]]]:
        """Return for each sentence its stretches that are in proposals, in order, with those."""
        found: dict[int, list[tuple[Stretch, int]]] = {}
        for proposal in self.proposals:
            for one in proposal.stretches:
                found.setdefault(one.sentence, []).append((one, proposal.id))
        for stretches in found.values():
            stretches.sort()
        return found

    def free(self, sentence: int) -> tuple[Stretch, ...]:
        """Return the stretches of a sentence that no proposal holds."""
        text, at, found = self.sentences[sentence].text, 0, []
        for one, _ in self.taken.get(sentence, ()):
            if text[at : one.start].strip():
                found.append(Stretch(sentence, at, one.start))
            at = one.end
        if text[at:].strip():
            found.append(Stretch(sentence, at, len(text)))
        return tuple(found)

    def left(self) -> Iterator[tuple[Stretch, str]]:
        """Yield everything that no proposal holds, with the reason, in the report's order."""
        for sentence in self.sentences:
            for one in self.free(sentence.id):
                yield one, self.why(sentence)

    def why(self, sentence: Sentence) -> str:
        """Say why a sentence (or what is left of it) is in no task."""
        return self.reasons.get(sentence.id) or sentence.why or "核对时去掉，没有写明理由"


def without_marker(text: str) -> str:
    """Take the enumerating number (一是, ①, 1.) away."""
    found = marker_of(text)
    return text[found.end if found else 0 :].strip()


def in_order(draft: Draft, proposals: Mapping[int, Proposal]) -> Draft:
    """Return the draft with these proposals, sorted as the report speaks of them."""
    ordered = sorted(proposals.values(), key=lambda one: (one.begins, one.id))
    return replace(draft, proposals=tuple(ordered))


def sentences_to_json(draft: Draft) -> list[Json]:
    """Write the sentences, which never change."""
    return [
        {
            "part": one.part.value,
            "why": one.why,
            "passages": [
                {"text": passage.text, "citation": citation_to_json(passage.citation)}
                for passage in one.passages
            ],
        }
        for one in draft.sentences
    ]


def arrangement_to_json(draft: Draft) -> Json:
    """Write what people change."""
    return {
        "title": draft.title,
        "year": draft.year,
        "proposals": [proposal_to_json(one) for one in draft.proposals],
        "reasons": {str(key): why for key, why in draft.reasons.items()},
        "next": draft.next_id,
    }


def draft_from_json(sentences: list[Json], arrangement: Json) -> Draft:
    """Read a draft. Raises KeyError or ValueError for any other shape."""
    return Draft(
        title=arrangement["title"],
        year=arrangement["year"],
        sentences=tuple(
            Sentence(
                id=number,
                part=Part(one["part"]),
                why=one["why"],
                passages=tuple(
                    Passage(text=piece["text"], citation=citation_from_json(piece["citation"]))
                    for piece in one["passages"]
                ),
            )
            for number, one in enumerate(sentences)
        ),
        proposals=tuple(proposal_from_json(one) for one in arrangement["proposals"]),
        reasons={int(key): why for key, why in arrangement["reasons"].items()},
        next_id=arrangement["next"],
    )


def proposal_to_json(one: Proposal) -> Json:
    """Write a proposal; what is empty is left out."""
    written: Json = {
        "id": one.id,
        "kind": one.kind.value,
        "category": one.category,
        "words": [[piece.sentence, piece.start, piece.end] for piece in one.stretches],
    }
    for name in ("wording", "deadline"):
        if getattr(one, name):
            written[name] = getattr(one, name)
    for name in ("doubts", "echoes", "leaders", "leads", "units"):
        if getattr(one, name):
            written[name] = list(getattr(one, name))
    return written


def proposal_from_json(value: Json) -> Proposal:
    """Read a proposal."""
    return Proposal(
        id=value["id"],
        kind=TaskKind(value["kind"]),
        category=value["category"],
        stretches=tuple(Stretch(*piece) for piece in value["words"]),
        wording=value.get("wording", ""),
        deadline=value.get("deadline", ""),
        doubts=tuple(value.get("doubts", ())),
        echoes=tuple(value.get("echoes", ())),
        leaders=tuple(value.get("leaders", ())),
        leads=tuple(value.get("leads", ())),
        units=tuple(value.get("units", ())),
    )
