"""What was reported, how it is collected, and what the machine found when it recomputed it."""

from jiannuo.ledger.models import Decision
from jiannuo.reporting.models.audits import AuditDue
from jiannuo.reporting.models.filings import (
    ExtensionRequest,
    FilingLine,
    FilingState,
    FilingVersion,
    PlanFiling,
)
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
from jiannuo.reporting.models.reviews import (
    Assessment,
    Pace,
    Result,
    Return,
    ReturnedField,
    ReturnReason,
)
from jiannuo.reporting.models.rounds import DueBasis, ReportingRound
from jiannuo.reporting.models.submissions import (
    Evidence,
    Line,
    LinePart,
    LineState,
    LineVersion,
    Outlook,
    SignatureKind,
    Submission,
    SubmissionState,
)

__all__ = [
    "Against",
    "Answer",
    "AnswerKind",
    "Assessment",
    "AuditDue",
    "Claim",
    "Decision",
    "DueBasis",
    "Evidence",
    "ExtensionRequest",
    "Figure",
    "FilingLine",
    "FilingState",
    "FilingVersion",
    "Finding",
    "Line",
    "LinePart",
    "LineState",
    "LineVersion",
    "Outcome",
    "Outlook",
    "Pace",
    "PeriodDocument",
    "PlanFiling",
    "Report",
    "ReportingRound",
    "Result",
    "Return",
    "ReturnReason",
    "ReturnedField",
    "Severity",
    "SignatureKind",
    "Submission",
    "SubmissionState",
    "Verdict",
]
