"""``python -m jiannuo.intake.reading.launch PROGRAM …``: become another program, within limits.

The limits are set here and not between fork and exec of the parent, whose threads could be holding
any lock at that moment.
"""

import os
import sys
from typing import Final

from jiannuo.intake.reading.limits import confine

MEMORY: Final = 4 * 1024**3
"""Bytes of address space; LibreOffice maps 1.5 GB before it has read anything."""
PROCESSOR_SECONDS: Final = 120
LARGEST_FILE: Final = 256 * 1024**2
OPEN_FILES: Final = 512


def main() -> None:
    """Set the limits and start the program that the arguments name."""
    confine(
        memory=MEMORY,
        processor_seconds=PROCESSOR_SECONDS,
        file_bytes=LARGEST_FILE,
        open_files=OPEN_FILES,
    )
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - no shell on purpose


if __name__ == "__main__":
    main()
