"""What a person has written in a line, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from jiannuo.reporting.models import AnswerKind, Claim, Line, Outlook

LONGEST: Final = 20_000
"""Characters of one field; what is longer than a whole yearly report is a mistake of pasting."""
_MOST_FIGURES: Final = 60
TEXTS: Final = ("progress", "causes", "problems", "next_steps")
"""The texts of a line, the completion first."""
CLAIMS: Final = (Claim.MET, Claim.PARTLY, Claim.MISSED)
"""What 附件4 lets an organisation claim about the stage's target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields of a line as they were sent; always storable, whatever was sent."""

    progress: str = ""
    causes: str = ""
    problems: str = ""
    next_steps: str = ""
    claim: str = ""
    outlook: str = ""
    figures: tuple[Mapping[str, str], ...] = ()
    answers: tuple[Mapping[str, str], ...] = ()
    unchanged: bool = field(default=False)

    @classmethod
    def of(cls, line: Line) -> Self:
        """Return what a line holds."""
        return cls(
            **{name: getattr(line, name) for name in (*TEXTS, "claim", "outlook", "unchanged")},
            figures=tuple(line.figures),
            answers=tuple(line.answers),
        )

    def cleaned(self) -> Self:
        """Return the draft with what databases refuse taken out and unknown choices emptied."""
        return type(self)(
            **{name: _clean(getattr(self, name), LONGEST) for name in TEXTS},
            claim=self.claim if self.claim in CLAIMS else "",
            outlook=self.outlook if self.outlook in Outlook.values else "",
            figures=tuple(_figure(one) for one in self.figures[:_MOST_FIGURES] if one.get("value")),
            answers=tuple(
                _answer(one)
                for one in self.answers[:_MOST_FIGURES]
                if one.get("kind") in AnswerKind.values
            ),
            unchanged=self.unchanged,
        )

    def columns(self) -> dict[str, Any]:
        """Return the draft as columns of `Line`."""
        texts = {name: getattr(self, name) for name in (*TEXTS, "claim", "outlook", "unchanged")}
        return {
            **texts,
            "figures": [dict(one) for one in self.figures],
            "answers": [dict(one) for one in self.answers],
        }


def _clean(text: str, longest: int) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return plain.encode("utf-8", "replace").decode("utf-8").strip()[:longest]


def _figure(given: Mapping[str, str]) -> dict[str, str]:
    return {name: _clean(given.get(name, ""), 120) for name in ("subject", "unit", "value")}


def _answer(given: Mapping[str, str]) -> dict[str, str]:
    names = {"fingerprint": 64, "rule": 30, "kind": 15, "text": 2000}
    return {name: _clean(given.get(name, ""), longest) for name, longest in names.items()}
