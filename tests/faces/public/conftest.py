"""Readers of the public site: strangers with an ordinary browser."""

import pytest
from django.test import Client

from jiannuo.publishing.findable import make_all_findable
from tests.public_ledger import Published, publish_sample


@pytest.fixture
def published(db: None) -> Published:
    """Return a small county's released promises, findable and counted as after a release."""
    del db
    sample = publish_sample()
    make_all_findable()
    return sample


@pytest.fixture
def reader() -> Client:
    """Return somebody who reads the site; a page that fails raises."""
    return Client()
