"""The chain's arithmetic: how a link's hash is made. Pure; the same for writing and for verifying."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Everything that an entry's hash covers."""

    sequence: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject_type: str
    subject_id: int
    subject_label: str
    payload: str
    previous_hash: str

    def digest(self) -> str:
        """Return the SHA-256 (hex) of the link's canonical JSON."""
        covered = [
            self.sequence,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor,
            self.actor_name,
            self.action,
            self.subject_type,
            self.subject_id,
            self.subject_label,
            self.payload,
            self.previous_hash,
        ]
        return hashlib.sha256(canonical(covered).encode()).hexdigest()


def canonical(value: Mapping[str, Any] | list[Any]) -> str:
    """Write JSON in one way only: sorted keys, no white space, characters as they are.

    Raises TypeError for values that JSON has no form for, ValueError for NaN and infinities.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
