"""The interface keeps what its own description promises, for arbitrary requests.

Schemathesis makes them from the description (its examples, its limits, values that it forbids, and
chance) and holds every answer against it, with all of its checks. ``benchmarks/fuzz_api.py`` asks longer.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connections
from schemathesis import GenerationMode
from schemathesis.engine import Status, events, from_schema

from jiannuo.publishing.findable import make_all_findable
from jiannuo.publishing.models.published import PublicPlace
from tests.public_ledger import publish_sample

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

EXAMPLES = 3
"""Requests made by chance for each operation, besides those that follow from the description."""


def leaving_nothing_open(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    """Answer a request and close its database connection, which would outlive Schemathesis's thread."""
    try:
        return [b"".join(get_wsgi_application()(environ, start))]
    finally:
        connections.close_all()


def broken_promises(examples: int, *, seed: int = 1) -> Iterator[str]:
    """Ask every operation; return what an answer breaks, with the request that shows it."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", leaving_nothing_open)
    schema.config.seed = seed
    schema.config.generation.update(modes=list(GenerationMode), max_examples=examples)
    asked = 0
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                asked += len(event.recorder.cases)
                for checks in event.recorder.checks.values():
                    for check in checks:
                        if check.status == Status.FAILURE and check.failure_info:
                            info = check.failure_info
                            yield f"{event.label} {check.name}: {info.failure}\n{info.code_sample}"
            case events.NonFatalError():
                yield f"{event.label}: {event.value!r}"
            case events.FatalError():
                yield repr(event.exception)
    if asked < examples:
        yield f"only {asked} requests were made"


def publish_examples() -> None:
    """Publish the sample under the addresses that the description gives as examples."""
    sample = publish_sample()
    PublicPlace.objects.update(slug="linzi")
    for row, name, example in (
        (sample.heating, "permanent", "linzi-2023-0007"),
        (sample.housing, "slug", "zhujianju"),
        (sample.bulletin, "slug", "2023-05"),
    ):
        setattr(row, name, example)
        row.save()
    make_all_findable()


@pytest.mark.django_db(transaction=True)
def test_every_answer_is_as_described() -> None:
    publish_examples()
    assert list(broken_promises(EXAMPLES)) == []
