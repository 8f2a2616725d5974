"""Visitors of the desk: a test client for each persona."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User

Visit = Callable[[Actor], Client]


@pytest.fixture
def visit() -> Visit:
    """Return a client that is logged in as an actor; a stranger's isn't."""

    def enter(actor: Actor, **headers: Any) -> Client:
        client = Client(headers=headers)
        if actor.user is not None:
            user = User.objects.get(pk=actor.user)
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
