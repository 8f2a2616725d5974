"""A county's report, as an upload that was read, and as values."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jiannuo.core.mapping.decomposition import decompose
from jiannuo.core.readers import read_raw
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.proposing import draft_of
from jiannuo.intake.models import Upload
from tests.apps.intake.files import ReadUpload

REPORTS = sorted((Path(__file__).resolve().parents[3] / "samples" / "reports").glob("*.txt"))
COUNTY = REPORTS[0]
CITY = REPORTS[1]
"""The second has pledges in an annex, the first none."""


def draft_from(content: bytes, name: str = "报告.txt") -> Draft:
    """Take a report apart as the product does."""
    raw = read_raw(content, name)
    return draft_of(raw, decompose(raw))


ReadReport = Callable[..., Upload]


@pytest.fixture
def read_report(read_upload: ReadUpload) -> ReadReport:
    """Return a function that receives and reads a report for the county."""

    def read(path: Path = CITY) -> Upload:
        return read_upload(path.read_bytes(), "政府工作报告.txt")

    return read
