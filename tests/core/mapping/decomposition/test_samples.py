"""Whole invented reports, each with the tasks that a person would take from it."""

import json
from pathlib import Path

import pytest

from jiannuo.core.mapping.decomposition import Part, decompose
from tests.core.mapping.decomposition.reports import SAMPLES, raw_of


def essence(path: Path) -> dict[str, object]:
    """Say what a report comes to: its tasks, and what the plan part has beside them."""
    found = decompose(raw_of(path))
    return {
        "year": found.year,
        "tasks": [
            {
                "kind": task.kind.value,
                "category": task.category,
                "text": task.text,
                "due": task.due.isoformat() if task.due else None,
            }
            for task in found.tasks
        ],
        "not_taken": [
            {"why": one.why, "text": one.text} for one in found.not_taken if one.part is Part.PLAN
        ],
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_report_comes_apart_as_a_person_would_take_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert essence(path) == expected


def test_the_review_gives_no_task() -> None:
    for path in SAMPLES:
        found = decompose(raw_of(path))
        taken = {one.citation.paragraph for task in found.tasks for one in task.passages}
        reviewed = {
            one.citation.paragraph
            for one in found.not_taken
            if one.part not in (Part.PLAN, Part.FURNITURE)
        }
        assert not taken & reviewed
