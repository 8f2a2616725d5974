"""The name of a finding: the same words under the same rule are the same finding, with its answers."""

import hashlib
from collections.abc import Iterable

from jiannuo.core.audit import Finding


def fingerprint(found: Finding, tasks: Iterable[int]) -> str:
    """Return the name of a finding about these tasks (SHA-256, hex)."""
    words = [f"{piece.field}:{piece.text}" for piece in found.evidence]
    whole = "\x00".join([found.rule, *map(str, tasks), *words])
    return hashlib.sha256(whole.encode()).hexdigest()
