"""What every test of the open data has: the sample, and a stranger who asks for it."""

import json
from typing import Any

import pytest
from django.test import Client

from jiannuo.publishing.findable import make_all_findable
from tests.public_ledger import Published, publish_sample


class Stranger(Client):
    """Somebody who asks the interface."""

    def read(self, path: str, **query: str) -> Any:
        """Return what an address below the interface says; it must be a success."""
        answer = self.get(f"/api/v1/{path}", query)
        assert answer.status_code == 200, answer.content.decode()
        return json.loads(answer.content)

    def file(self, path: str) -> bytes:
        """Return a downloaded file."""
        answer = self.get(f"/api/v1/{path}")
        assert answer.status_code == 200
        return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def sample(db: None) -> Published:
    published = publish_sample()
    make_all_findable()
    return published


@pytest.fixture
def stranger() -> Stranger:
    return Stranger()
