"""Visitors of the desk: a test client or a browser's tab for each persona."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from tests.faces.conftest import PATIENCE
from tests.faces.desk.matrix import PERSONAE, Everybody

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


@pytest.fixture
def everybody(visit: Visit, request: pytest.FixtureRequest) -> Everybody:
    """Let every persona in, one after the other; what each of them did is undone."""

    def come() -> Iterator[tuple[str, Client]]:
        actors = {persona: request.getfixturevalue(persona) for persona in PERSONAE}
        for persona, actor in actors.items():
            with transaction.atomic():
                yield persona, visit(actor)
                transaction.set_rollback(True)

    return come


Enter = Callable[..., Tab]


@pytest.fixture
def enter(browser: Browser, live_server: Any, home: Any) -> Iterator[Enter]:
    """Open a tab that is logged in as an actor; whatever the page complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_tab(actor: Actor, **options: Any) -> Tab:
        options.setdefault("viewport", {"width": 1440, "height": 1000})
        context = browser.new_context(base_url=live_server.url, locale="zh-CN", **options)
        contexts.append(context)
        context.add_cookies([_session(actor, live_server.url)])
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        return tab

    open_tab.complaints = complaints  # type: ignore[attr-defined]  # tests that provoke one empty it
    yield open_tab
    for context in contexts:
        context.close()
    assert complaints == []


def _session(actor: Actor, url: str) -> Any:
    client = Client()
    user = User.objects.get(pk=actor.user or 0)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}
