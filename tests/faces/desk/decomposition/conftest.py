"""Uploads of reports for the pages of decomposition."""

from tests.apps.intake.decomposition.reports import read_report
from tests.apps.intake.files import read_upload
from tests.apps.intake.working import queue, start_worker

__all__ = ["queue", "read_report", "read_upload", "start_worker"]
