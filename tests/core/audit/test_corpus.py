"""Short statements and reports in the style of many places, true and false ones."""

from typing import Any

import pytest

from jiannuo.core.audit import Outcome
from tests.core.audit.ledgers import asked, audited, codes, lines

SENTENCES = lines("sentences.jsonl")
REPORTS = lines("reports.jsonl")
ARITHMETIC = {
    "share", "sum", "cumulative", "difference", "growth", "magnitude", "impossible",
    "stated-twice", "plan-conflict",
}  # fmt: skip
KNOWN_SILENT = {"印发闲置校舍盘活利用工作方案。"}
"""False reports that nothing is asked about, for a reason: the object is reported on."""


def name(record: dict[str, Any]) -> str:
    return str(record["report"])[:40]


@pytest.mark.parametrize("record", SENTENCES, ids=name)
def test_the_figures_of_a_sentence(record: dict[str, Any]) -> None:
    result = audited(annual_target=record.get("annual_target"), progress=record["report"])
    found = codes(result) & ARITHMETIC
    if record["expect"]:
        assert found & set(record["expect"])
    else:
        assert found == set(), [finding.message for finding in asked(result)]


@pytest.mark.parametrize("record", REPORTS, ids=name)
def test_a_report_against_its_target(record: dict[str, Any]) -> None:
    result = audited(
        period_target=record["target"], progress=record["report"], status=record["status"]
    )
    if record["report"] in KNOWN_SILENT:
        assert codes(result) == set()
    elif record["expect"]:
        assert codes(result) & set(record["expect"])
    else:
        assert codes(result) == set(), [finding.message for finding in asked(result)]
    if "verdict" in record:
        assert result.verdicts[0].outcome is Outcome(record["verdict"])
