"""Long real reports, where they lie beside the repository: nothing lost, nothing taken from the review."""

from pathlib import Path

import pytest

from jiannuo.core.mapping.decomposition import Decomposition, Part, decompose, is_full_text
from tests.core.mapping.decomposition.reports import raw_of
from tests.core.mapping.decomposition.test_accounting import characters, counted

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpus"
PLAN_OPENS = {
    "L01": "二、2025年工作安排",
    "L02": "2025年工作安排建议",
    "L03": "二、2025年主要目标任务",
    "L04": "二、2025年主要任务",
    "L05": "二、关于2025年工作",
}
"""The heading below which each report speaks of this year, found by reading it."""
beside = pytest.mark.beside
SLOGANS = (
    "农稳国本，粮安天下。",
    "一花独放不是春，万紫千红才是春。",
    "人民满意是衡量政府工作的根本标准。",
    "让人民过上幸福生活，是我们的头等大事。",
)


@pytest.fixture(params=sorted(PLAN_OPENS))
def report(request: pytest.FixtureRequest) -> tuple[str, Path]:
    """Return a long report, where the texts lie beside the project: checks beyond its own."""
    return str(request.param), CORPUS / f"{request.param}.txt"


def taken_paragraphs(found: Decomposition) -> set[int]:
    return {
        one.citation.paragraph
        for task in found.tasks
        for one in task.passages
        if one.citation.paragraph is not None
    }


@beside
def test_every_sentence_is_in_a_task_or_left_aside_with_a_reason(report: tuple[str, Path]) -> None:
    raw = raw_of(report[1])
    found = decompose(raw)
    seen = counted(found)
    assert characters(raw) <= set(seen)
    assert set(seen.values()) == {1}
    assert all(one.why for one in found.not_taken)
    assert is_full_text(raw)


@beside
def test_what_stands_before_this_years_part_gives_no_task(report: tuple[str, Path]) -> None:
    raw = raw_of(report[1])
    opens = next(
        one.citation.paragraph
        for one in raw.paragraphs()
        if one.text.strip() == PLAN_OPENS[report[0]]
    )
    assert opens is not None
    assert min(taken_paragraphs(decompose(raw))) > opens


@beside
def test_headings_and_slogans_give_no_task(report: tuple[str, Path]) -> None:
    found = decompose(raw_of(report[1]))
    tasks = [task.text for task in found.tasks]
    headings = [one.text for one in found.not_taken if one.why.startswith("标题")]
    assert len(headings) >= 30
    assert not set(tasks) & set(headings)
    assert not [text for text in tasks if text in SLOGANS or text.startswith("各位代表")]
    assert not [text for text in tasks if len(text) < 5]
    plan = [one for one in found.not_taken if one.part is Part.PLAN]
    assert 0.05 < len(plan) / (len(plan) + len(found.tasks)) < 0.5
