"""What the tests of intake share: uploads that were read, a queue, workers."""

from tests.apps.intake.files import read_upload
from tests.apps.intake.working import queue, start_worker

__all__ = ["queue", "read_upload", "start_worker"]
