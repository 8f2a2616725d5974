"""What an audit hands back: findings with their evidence, verdicts with their pairs.

A finding flags and never accuses: it quotes the words, shows the sum and says what would make it
right. All values are frozen and know their place in the source.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from jiannuo.core.tables import Citation


class Severity(StrEnum):
    """How sure a finding is of itself."""

    CONTRADICTION = "contradiction"
    """No reading within rounding, and no other linking, makes the statement true."""
    QUESTION = "question"
    """A person should ask; the statement may be right."""
    NOTE = "note"
    """Worth knowing; nothing has to be answered."""

    @property
    def chinese(self) -> str:
        """The word that users see."""
        return _SEVERITY_WORDS[self]


_SEVERITY_WORDS: Final = {
    Severity.CONTRADICTION: "矛盾",
    Severity.QUESTION: "待问",
    Severity.NOTE: "提示",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReference:
    """A row of the document: table and position in it, counted from 1, and its own number (序号)."""

    table: int
    index: int
    number: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Write the reference."""
        return {"table": self.table, "index": self.index, "number": self.number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of the document that a finding or a pair rests on.

    `field` is the row's field ("progress", "quarter_targets.2"), `span` the half-open range of
    characters in that field's text; `citation` the place in the source file, where it is known.
    """

    text: str
    field: str
    span: tuple[int, int]
    citation: Citation | None = None
    row: RowReference | None = None

    def to_json(self) -> dict[str, Any]:
        """Write the evidence; only what the citation says is written of it."""
        written: dict[str, Any] = {
            "text": self.text,
            "field": self.field,
            "span": list(self.span),
            "citation": _citation_to_json(self.citation),
        }
        return written | ({"row": self.row.to_json()} if self.row else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a person should look at.

    `rule` is a stable code with a page of its own (`docs/officials/rules/`). `formula` is the sum
    as a person would write it ("24/55"), `computed` and `stated` are figures in `unit`;
    `interval` is the range that rounding leaves to the computed figure. All four are None where
    the finding is about words.
    """

    rule: str
    severity: Severity
    rows: tuple[RowReference, ...]
    field: str
    evidence: tuple[Evidence, ...]
    message: str
    formula: str | None = None
    computed: Fraction | None = None
    stated: Fraction | None = None
    unit: str | None = None
    interval: tuple[Fraction, Fraction] | None = None

    def to_json(self) -> dict[str, Any]:
        """Write the finding in the shape of the contract (design: "A finding")."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "rows": [row.to_json() for row in self.rows],
            "field": self.field,
            "evidence": [piece.to_json() for piece in self.evidence],
            "formula": self.formula,
            "computed": plain(self.computed),
            "stated": plain(self.stated),
            "unit": self.unit,
            "interval": [plain(bound) for bound in self.interval] if self.interval else None,
            "message": self.message,
        }


class Outcome(StrEnum):
    """What the numbers say about a row's target."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    UNDETERMINED = "undetermined"

    @property
    def chinese(self) -> str:
        """The word that users see."""
        return _OUTCOME_WORDS[self]


_OUTCOME_WORDS: Final = {
    Outcome.MET: "达标",
    Outcome.PARTLY: "部分达标",
    Outcome.MISSED: "未达标",
    Outcome.UNDETERMINED: "无法判断",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A target figure and the achieved figure that answers it, both cited.

    Values are in the target's own `unit`, 万 and 亿 multiplied out, percentages as written;
    `comparator` is how the target is to be read (a plain target as ">="). `formula` stands where several reported figures
    make up the achieved one; `estimated` marks 预计; `each_period` a target for every month whose
    answer does not say its month. `given` is the comparator as written, `over` says that every
    value within rounding is above the target, `close` that it is reached if the target was rounded. `note` says in Chinese what is uncertain.
    """

    subject: str
    unit: str
    comparator: str
    target: Evidence
    target_value: Fraction
    achieved: tuple[Evidence, ...]
    achieved_value: Fraction
    met: bool
    formula: str | None = None
    estimated: bool = False
    cumulative: bool | None = None
    each_period: bool = False
    close: bool = False
    given: str = "="
    over: bool = False
    note: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Write the pair."""
        return {
            "subject": self.subject,
            "unit": self.unit,
            "comparator": self.comparator,
            "target": self.target.to_json(),
            "target_value": plain(self.target_value),
            "achieved": [piece.to_json() for piece in self.achieved],
            "achieved_value": plain(self.achieved_value),
            "met": self.met,
            "formula": self.formula,
            "estimated": self.estimated,
            "cumulative": self.cumulative,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the numbers of a row say about its target of the period, beside what is claimed.

    `claimed` is the row's own status as it stands, `claim` what it was understood as;
    `yardstick` the field that holds the target.
    """

    row: RowReference
    yardstick: str
    claimed: str | None
    claim: Outcome | None
    outcome: Outcome
    pairs: tuple[Pair, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Write the verdict."""
        return {
            "row": self.row.to_json(),
            "yardstick": self.yardstick,
            "claimed": self.claimed,
            "claim": self.claim.value if self.claim else None,
            "outcome": self.outcome.value,
            "pairs": [pair.to_json() for pair in self.pairs],
        }


FINDING_COLUMNS: Final = ("序号", "程度", "规则", "说明", "原文", "算式", "按算式", "文中")
VERDICT_COLUMNS: Final = ("序号", "自评", "按数字", "目标", "上报", "是否达到")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The audit of one document; `checked` counts the statements that could be recomputed."""

    source: str
    checked: int
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    by_rule: dict[str, int] = field(default_factory=dict)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Give the findings of one severity, in document order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def table_rows(self) -> tuple[tuple[str, ...], ...]:
        """Give the findings as rows of a table with the columns `FINDING_COLUMNS`."""
        return tuple(
            (
                _numbers_of(finding.rows),
                finding.severity.chinese,
                finding.rule,
                finding.message,
                "\n".join(piece.text for piece in finding.evidence),
                finding.formula or "",
                _with_unit(finding.computed, finding.unit),
                _with_unit(finding.stated, finding.unit),
            )
            for finding in self.findings
        )

    def verdict_rows(self) -> tuple[tuple[str, ...], ...]:
        """Give the verdicts as rows of a table with the columns `VERDICT_COLUMNS`, a pair a row."""
        return tuple(
            (
                _numbers_of((verdict.row,)),
                verdict.claimed or "",
                verdict.outcome.chinese,
                pair.target.text if pair else "",
                "\n".join(piece.text for piece in pair.achieved) if pair else "",
                ("达到" if pair.met else "未达到") if pair else "",
            )
            for verdict in self.verdicts
            for pair in (verdict.pairs or (None,))
        )

    def to_json(self) -> dict[str, Any]:
        """Write the audit in the shape of the contract (design: "The command line")."""
        return {
            "source": self.source,
            "checked": self.checked,
            "verdicts": [verdict.to_json() for verdict in self.verdicts],
            "findings": [finding.to_json() for finding in self.findings],
        }


def plain(figure: Fraction | None) -> int | float | None:
    """Write an exact figure as a JSON number: whole numbers whole, others with 12 digits."""
    if figure is None:
        return None
    return int(figure) if figure.denominator == 1 else float(f"{float(figure):.12g}")


def unique_rows(pieces: Iterable[Evidence]) -> tuple[RowReference, ...]:
    """Give the rows that pieces of evidence stand in, each once, in order of mention."""
    return tuple(dict.fromkeys(piece.row for piece in pieces if piece.row is not None))


def _numbers_of(rows: Iterable[RowReference]) -> str:
    """Name rows as people do: by their number, else by their place in the table."""
    return "、".join(row.number or f"第{row.index}行" for row in rows)


def _with_unit(value: Fraction | None, unit: str | None) -> str:
    number = plain(value)
    return "" if number is None else f"{number:g}{unit or ''}"


def _citation_to_json(citation: Citation | None) -> dict[str, Any] | None:
    if citation is None:
        return None
    names = ("sheet", "page", "paragraph", "line", "table", "row", "column", "span")
    written = {name: getattr(citation, name) for name in names}
    return {
        name: list(content) if isinstance(content, tuple) else content
        for name, content in written.items()
        if content is not None
    }
