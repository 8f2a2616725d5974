"""What the tests of decomposition share."""

from tests.apps.intake.decomposition.reports import read_report
from tests.apps.intake.files import read_upload

__all__ = ["read_report", "read_upload"]
