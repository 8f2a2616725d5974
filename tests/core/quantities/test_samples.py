"""The labelled clauses of tests/samples/quantities are read exactly as labelled."""

import json
from pathlib import Path
from typing import Any

import pytest

from jiannuo.core.quantities import quantities

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "quantities"
LABELLED = ("span", "start", "value", "unit", "dimension", "comparator", "kind")
CLAUSES = [
    json.loads(line)
    for path in sorted(SAMPLES.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def labelled(text: str) -> list[dict[str, Any]]:
    return [{name: q.to_json()[name] for name in LABELLED} for q in quantities(text)]


@pytest.mark.parametrize(
    "clause", CLAUSES, ids=[f"{clause['source']}-{clause['row']}" for clause in CLAUSES]
)
def test_a_labelled_clause_is_read_as_labelled(clause: dict[str, Any]) -> None:
    assert labelled(clause["text"]) == clause["quantities"]


def test_the_labels_are_many_and_stand_where_they_say() -> None:
    spans = [(c["text"], q) for c in CLAUSES for q in c["quantities"]]
    assert len(CLAUSES) > 300
    assert len(spans) > 500
    for text, q in spans:
        assert text[q["start"] :].startswith(q["span"])
