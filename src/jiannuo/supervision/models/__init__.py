"""Letters to organisations, and the closing of finished tasks."""

from jiannuo.supervision.models.closings import Closing, ClosingEvidence, ClosingState
from jiannuo.supervision.models.letters import Letter, LetterKind, LetterState
from jiannuo.supervision.models.talks import Commitment, TalkRecord

__all__ = [
    "Closing",
    "ClosingEvidence",
    "ClosingState",
    "Commitment",
    "Letter",
    "LetterKind",
    "LetterState",
    "TalkRecord",
]
