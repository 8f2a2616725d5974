"""What a reading process may use of the machine. Systems without such limits (Windows) have none."""

import sys
from typing import Final

if sys.platform != "win32":
    import resource

MEMORY: Final = 2 * 1024**3
"""Bytes of address space; the largest ledger tried (12,400 rows, docx) needs well under 1 GB."""
PROCESSOR_SECONDS: Final = 1800
OPEN_FILES: Final = 64


def confine(
    *,
    memory: int = MEMORY,
    processor_seconds: int = PROCESSOR_SECONDS,
    file_bytes: int = 0,
    open_files: int = OPEN_FILES,
) -> None:
    """Bound this process: memory, processor time, no (large) file written, no core dump."""
    if sys.platform == "win32":
        return
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, open_files),
    ):
        _, hard = resource.getrlimit(limit)
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (ceiling, ceiling))
