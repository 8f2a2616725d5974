"""What was reported, and what the machine found when it recomputed it."""

from jiannuo.reporting.models.findings import (
    Against,
    Answer,
    AnswerKind,
    Figure,
    Finding,
    Outcome,
    Severity,
    Verdict,
)
from jiannuo.reporting.models.reports import Claim, PeriodDocument, Report

__all__ = [
    "Against",
    "Answer",
    "AnswerKind",
    "Claim",
    "Figure",
    "Finding",
    "Outcome",
    "PeriodDocument",
    "Report",
    "Severity",
    "Verdict",
]
