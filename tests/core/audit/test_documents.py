"""The five real documents: what is wrong in them is found, and nothing else is called wrong."""

import pytest

from jiannuo.core.audit import Audit, Outcome, Severity, audit
from tests.core.audit.ledgers import sample, samples

LEDGER, QUARTER, HALF_YEAR, NOTICE, BULLETIN = samples()


@pytest.fixture(scope="module")
def audits() -> dict[str, Audit]:
    return {name: audit(sample(name)) for name in samples()}


def contradictions(result: Audit) -> set[tuple[str | None, str, str | None]]:
    found = result.of(Severity.CONTRADICTION)
    return {(finding.rows[0].number, finding.rule, finding.formula) for finding in found}


def test_rates_that_do_not_follow_from_their_figures(audits: dict[str, Audit]) -> None:
    assert contradictions(audits[QUARTER]) == {
        ("88", "share", "754/800"),
        ("88", "share", "411/800"),
    }
    assert contradictions(audits[HALF_YEAR]) == {
        ("5", "share", "34.5/208"),
        (None, "share", "1658/3000"),
    }


def test_a_month_plan_below_its_quarter(audits: dict[str, Audit]) -> None:
    conflicts = [f for f in audits[LEDGER].findings if f.rule == "plan-conflict"]
    assert [(f.rows[0].number, f.formula) for f in conflicts] == [("3", "15≥30"), ("4", "20≥30")]


def test_targets_that_slid_into_another_cell_are_stated_twice(audits: dict[str, Audit]) -> None:
    twice = [f for f in audits[LEDGER].findings if f.rule == "stated-twice"]
    assert {tuple(row.number for row in f.rows) for f in twice} == {("2", "3")}
    figures = sorted((float(f.computed or 0), float(f.stated or 0)) for f in twice)
    assert figures == [
        (15, 30), (30, 40), (45, 60), (60, 100), (20_000_000, 40_000_000), (70_000_000, 37_000_000),
    ]  # fmt: skip


def test_a_notice_without_reports_has_nothing_to_be_asked(audits: dict[str, Audit]) -> None:
    assert audits[NOTICE].findings == ()
    assert audits[NOTICE].verdicts == ()


def test_the_bulletins_contradictions(audits: dict[str, Audit]) -> None:
    assert contradictions(audits[BULLETIN]) == {
        ("22", "share", "41.7/95"),
        ("22", "share", "24/55"),
        ("2", "words-deny", None),
        ("65", "words-deny", None),
        ("76", "words-deny", None),
    }


def test_the_bulletins_verdicts(audits: dict[str, Audit]) -> None:
    verdicts = {verdict.row.number: verdict for verdict in audits[BULLETIN].verdicts}
    assert len(verdicts) == 124
    assert sum(len(verdict.pairs) for verdict in verdicts.values()) == 49
    missed = {n for n, v in verdicts.items() if v.outcome in {Outcome.MISSED, Outcome.PARTLY}}
    assert missed == {"1", "4", "7", "47", "63"}
    assert verdicts["15"].pairs[0].formula == "140+164"
    assert verdicts["47"].pairs[1].achieved_value == 0


def test_no_figure_is_called_too_small_that_its_unit_calls_done(audits: dict[str, Audit]) -> None:
    assert [f.message for f in audits[BULLETIN].findings if f.rule == "target-missed"] == []


def test_few_rows_that_are_in_order_are_asked_about(audits: dict[str, Audit]) -> None:
    questions = audits[BULLETIN].of(Severity.QUESTION)
    rows = {finding.rows[0].number for finding in questions}
    doubtful = {
        "2", "3", "6", "9", "12", "21", "23", "30", "32", "33", "34", "36", "50", "54", "61", "62",
        "71", "78", "83", "86", "88", "89", "92", "101", "105", "118", "124",
    }  # fmt: skip
    assert len(rows & doubtful) >= 17
    assert len(rows - doubtful) <= 5


@pytest.mark.parametrize("name", samples())
def test_evidence_is_what_stands_in_the_field(name: str, audits: dict[str, Audit]) -> None:
    tables = sample(name).tables
    for finding in audits[name].findings:
        for piece in finding.evidence:
            assert piece.row is not None
            if piece.field == "caption" or piece.span[0] == piece.span[1]:
                continue
            row = tables[piece.row.table - 1].rows[piece.row.index - 1]
            field, _, key = piece.field.partition(".")
            whole = getattr(row, field)
            text = whole[key] if key else whole
            assert text[slice(*piece.span)].strip() == piece.text
            assert piece.citation is not None
