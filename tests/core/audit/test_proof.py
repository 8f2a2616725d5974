"""The proof that the rules are about the language: right statements with one figure changed.

`statements.jsonl` holds right statements of the five documents and of sentences in the style of
other places. `beyond` changes one figure further than rounding allows, `within` no further.
"""

from functools import cache
from typing import Any

import pytest

from jiannuo.core import records
from jiannuo.core.audit import Finding, audit
from tests.core.audit.ledgers import document, lines, replaced, sample, texts

STATEMENTS = lines("statements.jsonl")
AT_LEAST = 0.95
ARITHMETIC = {
    "share", "sum", "cumulative", "difference", "growth", "magnitude", "impossible",
    "stated-twice", "plan-conflict", "target-missed", "exceeds",
}  # fmt: skip


@cache
def written(name: str) -> dict[str, Any]:
    return records.to_json(sample(name))


def around(statement: dict[str, Any]) -> dict[str, Any]:
    """Give the part of the document that the statement stands in: the rows that hold its quotations."""
    if statement["source"] is None:
        row = records.Row(
            number="1", annual_target=statement["annual_target"], progress=statement["change"]
        )
        return records.to_json(document(row))
    whole = written(statement["source"])
    tables = []
    for table in whole["tables"]:
        in_caption = any(quote in (table["caption"] or "") for quote in statement["quotes"])
        rows = [
            row
            for row in table["rows"]
            if in_caption or any(q in text for q in statement["quotes"] for text in texts(row))
        ]
        if rows:
            tables.append({**table, "rows": rows})
    return {**whole, "tables": tables}


def found(value: dict[str, Any]) -> set[tuple[str, str | None, tuple[str, ...]]]:
    return {key(f) for f in audit(records.from_json(value)).findings if f.rule in ARITHMETIC}


def key(finding: Finding) -> tuple[str, str | None, tuple[str, ...]]:
    return finding.rule, finding.formula, tuple(piece.text for piece in finding.evidence)


def alarms(statement: dict[str, Any], words: str) -> bool:
    before = around(statement)
    after = replaced(before, statement["change"], words)
    assert after != before, "the words to change do not stand in the document"
    return bool(found(after) - found(before))


def test_the_statements_are_many_and_right_as_they_stand() -> None:
    assert len(STATEMENTS) >= 170
    own = [s for s in STATEMENTS if s["source"] is None]
    assert [s["change"] for s in own if found(around(s))] == []


@pytest.mark.parametrize("own", [False, True], ids=["five documents", "other places"])
def test_a_figure_changed_beyond_its_rounding_is_noticed(*, own: bool) -> None:
    statements = [s for s in STATEMENTS if (s["source"] is None) is own]
    silent = [s["beyond"] for s in statements if not alarms(s, s["beyond"])]
    assert 1 - len(silent) / len(statements) >= AT_LEAST, silent


def test_a_figure_changed_within_its_rounding_is_not() -> None:
    false = [words for s in STATEMENTS for words in s["within"] if alarms(s, words)]
    assert sum(len(s["within"]) for s in STATEMENTS) >= 100
    assert false == []
