"""Every rule has a page that officials can read, and no finding carries an unknown code."""

import re
from pathlib import Path

import pytest

from jiannuo.core.audit import BY_CODE, RULES, audit
from tests.core.audit.ledgers import ROOT, audited, sample, samples

MANUAL = ROOT / "docs" / "officials"
PARTS = re.compile(
    r"(?:目标：(?P<target>.+?。)|任务：(?P<task>.+?。))?\s*完成情况：(?P<report>.+?。)(?:自评：(?P<status>.+?)。)?$"
)


def examples(page: Path) -> list[str]:
    return [line[2:] for line in page.read_text("utf-8").splitlines() if line.startswith("> ")]


@pytest.mark.parametrize("code", [entry.code for entry in RULES])
def test_a_rule_has_its_page(code: str) -> None:
    page = MANUAL / BY_CODE[code].page
    text = page.read_text("utf-8")
    assert text.startswith(f"# {BY_CODE[code].title}（{code}）")
    for heading in ("查什么", "为什么查", "例子", "怎么答复"):
        assert f"## {heading}" in text
    assert f"({code}.md)" in (page.parent / "index.md").read_text("utf-8")


def test_codes_are_unique_and_pages_belong_to_rules() -> None:
    assert len(BY_CODE) == len(RULES)
    pages = {page.stem for page in (MANUAL / "rules").glob("*.md")} - {"index"}
    assert pages == set(BY_CODE)


@pytest.mark.parametrize(
    "code",
    [
        "share", "sum", "cumulative", "difference", "growth", "impossible", "magnitude",
        "target-missed", "exceeds", "words-deny", "subitem-missing", "restated", "earlier-stage",
    ],
)  # fmt: skip
def test_the_example_on_a_page_raises_its_finding(code: str) -> None:
    for example in examples(MANUAL / BY_CODE[code].page):
        parts = PARTS.match(example)
        if parts is None:
            result = audited(progress=example)
        else:
            result = audited(
                annual_target=parts["task"] or (parts["target"] if code == "share" else None),
                period_target=None if code == "share" else parts["target"],
                progress=parts["report"],
                status=parts["status"] or ("完成" if code == "restated" else None),
            )
        assert code in {finding.rule for finding in result.findings}, example


@pytest.mark.parametrize("name", samples())
def test_findings_carry_known_codes_and_no_more_than_their_severity(name: str) -> None:
    order = ["note", "question", "contradiction"]
    for finding in audit(sample(name)).findings:
        highest = BY_CODE[finding.rule].severity
        assert order.index(finding.severity.value) <= order.index(highest.value)
