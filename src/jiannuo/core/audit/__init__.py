"""Every claim recomputed: a document's numbers against one another, its reports against its targets.

`audit` reads the canonical document and hands back findings (what a person should look at, with
its evidence and its sum) and verdicts (what the numbers say of each row). It flags, it never
accuses: a contradiction is raised only if no reading within rounding makes the statement true.
"""

from jiannuo.core.audit.auditing import audit, audit_text
from jiannuo.core.audit.figures import Against, Figure, figures
from jiannuo.core.audit.findings import (
    FINDING_COLUMNS,
    VERDICT_COLUMNS,
    Audit,
    Evidence,
    Finding,
    Outcome,
    Pair,
    RowReference,
    Severity,
    Verdict,
)
from jiannuo.core.audit.registry import BY_CODE, RULES, Family, RuleEntry

__all__ = [
    "BY_CODE",
    "FINDING_COLUMNS",
    "RULES",
    "VERDICT_COLUMNS",
    "Against",
    "Audit",
    "Evidence",
    "Family",
    "Figure",
    "Finding",
    "Outcome",
    "Pair",
    "RowReference",
    "RuleEntry",
    "Severity",
    "Verdict",
    "audit",
    "audit_text",
    "figures",
]
