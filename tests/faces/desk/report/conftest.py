"""区住建局's sheet for June, and files as people attach them."""

import struct
import zlib

import pytest

from jiannuo.reporting.models import ReportingRound, Submission
from tests.personae import County
from tests.rounds import a_round, sheet_of


@pytest.fixture
def june(county: County) -> ReportingRound:
    return a_round(county, 6)


@pytest.fixture
def sheet(county: County, june: ReportingRound) -> Submission:
    return sheet_of(june, county.housing)


def a_picture() -> bytes:
    """Return the smallest PNG: one white point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    points = zlib.compress(b"\x00\xff")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")
    )
